package dev.lumen.cli.process;

import dev.lumen.cli.Lumen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A run of the program as a process of its own, in a session of its own as a terminal gives it. */
final class Program implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("is ready at (http\\S+)");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Path LAUNCHER = Path.of("..", "lumen");

  private static final Map<String, String> WITHOUT_LIMITS = Map.of("LUMEN_LIMITS", "off");

  /** Started soon, for what lives a few seconds. */
  private static final List<String> QUICK =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xmx256m",
          "--enable-native-access=ALL-UNNAMED");

  private final Process process;
  private final Heard<String> out;
  private final Heard<String> err;
  private final long startedAt = System.nanoTime();

  private Program(Process process) {
    this.process = process;
    this.out = linesOf(process.getInputStream());
    this.err = linesOf(process.getErrorStream());
  }

  /** Runs {@code lumen ARGS} with these variables and no others of Lumen's. */
  static Program run(Map<String, String> env, String... args) {
    return run(QUICK, env, args);
  }

  /** As {@link #run(Map, String...)}, waiting for somebody who types and never does. */
  static Program asking(Map<String, String> env, String... args) {
    return new Program(start(QUICK, env, args));
  }

  private static Program run(List<String> flags, Map<String, String> env, String... args) {
    Process process = start(flags, env, args);
    try {
      process.getOutputStream().close();
      return new Program(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process start(List<String> flags, Map<String, String> env, String... args) {
    List<String> command = new ArrayList<>();
    if (ignoresInterrupts()) {
      command.addAll(List.of("env", "--default-signal=INT"));
    }
    if (Files.isExecutable(SETSID)) {
      command.add(SETSID.toString());
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-Duser.language=tr", "-Duser.country=TR", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Lumen.class.getName());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(it -> it.startsWith("LUMEN_") || it.contains("JAVA"));
    builder.environment().putAll(env);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether SIGINT is ignored here, as it is for what a shell without job control runs in the
   * background. Children inherit that, and Java then leaves the signal alone.
   */
  private static boolean ignoresInterrupts() {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .map(line -> new BigInteger(line.substring("SigIgn:".length()).strip(), 16))
          .anyMatch(ignored -> ignored.testBit(1)); // the bit of signal 2
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the server on a data folder and any free port. */
  static Program serve(Path dataFolder, Map<String, String> env, String... more) {
    return serve(QUICK, dataFolder, env, more);
  }

  private static Program serve(
      List<String> flags, Path dataFolder, Map<String, String> env, String... more) {
    List<String> args =
        new ArrayList<>(List.of("serve", "--port", "0", "--data-dir", dataFolder.toString()));
    args.addAll(List.of(more));
    return run(flags, env, args.toArray(String[]::new));
  }

  /** As {@link #serve(Path, Map, String...)} without limits on how often it is called. */
  static Program serve(Path dataFolder) {
    return serve(dataFolder, WITHOUT_LIMITS);
  }

  /** As {@link #serve(Path)}, with the flags that {@code ./lumen serve} gives to Java. */
  static Program serveAsLaunched(Path dataFolder) {
    List<String> flags = new ArrayList<>(launcherFlags("common"));
    flags.addAll(launcherFlags("server_flags"));
    return serve(flags, dataFolder, WITHOUT_LIMITS);
  }

  private static List<String> launcherFlags(String variable) {
    try {
      Matcher assigned =
          Pattern.compile("(?m)^" + variable + "='([^']+)'").matcher(Files.readString(LAUNCHER));
      if (!assigned.find()) {
        throw new AssertionError(LAUNCHER + " has no " + variable);
      }
      return List.of(assigned.group(1).strip().split("\\s+", -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it says that it is ready, and where. */
  URI ready() {
    Matcher said = READY.matcher(await(out, READY.asPredicate()));
    if (!said.find()) {
      throw new AssertionError("It has not told its address: " + this);
    }
    await(out, line -> line.contains("Ctrl-C"));
    return URI.create(said.group(1));
  }

  /** Waits for a line on standard error that holds this. */
  void awaitErr(String part) {
    await(err, line -> line.contains(part));
  }

  private String await(Heard<String> stream, Predicate<String> wanted) {
    try {
      return stream.await(wanted);
    } catch (AssertionError e) {
      throw new AssertionError("The program said something else; " + this, e);
    }
  }

  /** Waits for its end; 128 and the number of the signal where a signal ended it. */
  int exitCode() {
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("It does not end: " + this);
      }
      out.awaitEnd();
      err.awaitEnd();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends a signal, as {@code TERM}, to it alone. */
  void signal(String name) {
    Kill.send(name, process.pid());
  }

  /** What Ctrl-C does: SIGINT to everything that was started from that terminal. */
  void pressCtrlC() {
    Kill.send("INT", Files.isExecutable(SETSID) ? -process.pid() : process.pid());
  }

  /** kill -9: nothing of the program gets to run any more. */
  void kill() {
    process.destroyForcibly();
    exitCode();
  }

  long pid() {
    return process.pid();
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  String out() {
    return String.join("\n", out.soFar());
  }

  String err() {
    return String.join("\n", err.soFar());
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      signal("TERM");
    }
    exitCode();
  }

  @Override
  public String toString() {
    return "output:\n" + out() + "\nerrors:\n" + err();
  }

  private static Heard<String> linesOf(InputStream stream) {
    Heard<String> lines = new Heard<>();
    // Waiting for a pipe holds the carrier of a virtual thread: two programs that say nothing could
    // keep everybody else's readers from running.
    Thread.ofPlatform().daemon().start(() -> read(stream, lines));
    return lines;
  }

  private static void read(InputStream stream, Heard<String> lines) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lines.end();
    }
  }
}
