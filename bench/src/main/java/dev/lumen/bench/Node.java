package dev.lumen.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A server as a process of its own, on a port that it keeps over restarts. */
public final class Node implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final Path folder;
  private final Map<String, String> settings;
  private final int port;
  private final List<String> program;
  private Process process;

  private Node(Path folder, Map<String, String> settings, int port, List<String> program)
      throws IOException {
    this.program = program;
    this.folder = folder;
    this.settings = settings;
    this.port = port;
    this.process = run();
  }

  /**
   * Starts one as its users do, by {@code ./lumen serve}, and waits until it is ready. Where the
   * benchmark was not started by the launcher it is as {@link #unprepared}.
   *
   * @param folder its data folder
   * @param settings variables beside those of development mode
   */
  public static Node start(Path folder, Map<String, String> settings) throws IOException {
    String launcher = System.getProperty("lumen.launcher");
    return launcher == null
        ? unprepared(folder, settings)
        : new Node(folder, settings, freePort(), List.of(launcher));
  }

  /** As {@link #start}, without what the launcher has Java prepare. */
  public static Node unprepared(Path folder, Map<String, String> settings) throws IOException {
    return new Node(folder, settings, freePort(), java());
  }

  private static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseCompactObjectHeaders",
        "-Xmx384m",
        "--enable-native-access=ALL-UNNAMED",
        "-XX:+UseG1GC",
        "-XX:-G1UseAdaptiveIHOP",
        "-XX:InitiatingHeapOccupancyPercent=65",
        "-Xms32m",
        "-XX:TrimNativeHeapInterval=5000",
        "-cp",
        System.getProperty("java.class.path"),
        "dev.lumen.cli.Lumen");
  }

  /** A port that is free now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** A client of it. */
  public Caller caller() {
    return new Caller(port);
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** The process's id. */
  public long pid() {
    return process.pid();
  }

  /** Ends it as the system does when memory runs out, and starts it again. */
  public void killAndRestart() throws IOException {
    process.destroyForcibly().onExit().join();
    process = run();
  }

  /** Resident memory in MB, 0 where the system does not tell. */
  public long residentMegabytes() throws IOException {
    Path status = Path.of("/proc/" + pid() + "/status");
    if (!Files.exists(status)) {
      return 0;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    return 0;
  }

  /** What it has had of the processors since it started. */
  public Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private Process run() throws IOException {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of("serve", "--port", "" + port, "--data-dir", folder.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("LUMEN_"));
    builder.environment().put("LUMEN_AUTH", "dev");
    builder.environment().put("LUMEN_LIMITS", "off");
    builder.environment().putAll(settings);
    Files.createDirectories(folder);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("errors.log").toFile()));
    Process started = builder.start();
    CompletableFuture<Boolean> ready = new CompletableFuture<>();
    // Waiting for a pipe would hold the carrier of a virtual thread.
    Thread.ofPlatform().daemon().name("node-output").start(() -> read(started, ready));
    if (!ready.completeOnTimeout(false, PATIENCE_SECONDS, TimeUnit.SECONDS).join()) {
      started.destroy();
      throw new IOException("A node did not start; see " + folder.resolve("errors.log"));
    }
    return started;
  }

  /** Reads all that it prints: whether it says that it is ready, or ends without. */
  private static void read(Process process, CompletableFuture<Boolean> ready) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains("is ready at")) {
          ready.complete(true);
        }
      }
    } catch (IOException e) {
      System.getLogger(Node.class.getName())
          .log(System.Logger.Level.DEBUG, "The output of a node that was killed ended");
    } finally {
      ready.complete(false);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
