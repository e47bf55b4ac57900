package dev.lumen.bench;

import static dev.lumen.bench.RealtimeBench.say;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** 10,000 sockets that say nothing, and the memory of a server of its own meanwhile. */
final class IdleScenario implements RealtimeBench.Scenario {
  private static final int SOCKETS = 10_000;
  private static final Pattern ADDRESS = Pattern.compile("ready at (http://\\S+)");

  @Override
  public void run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("lumen-bench");
    Process process = start(folder);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      URI http = address(out);
      measure(http, process.pid());
    } finally {
      process.destroy();
      process.waitFor();
      Place.delete(folder);
    }
  }

  private static Process start(Path folder) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseCompactObjectHeaders",
            "-Xmx384m",
            "-XX:+UseG1GC",
            "-XX:-G1UseAdaptiveIHOP",
            "-XX:InitiatingHeapOccupancyPercent=65",
            "-Xms32m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.lumen.cli.Lumen",
            "serve");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(Place.settings(folder));
    return builder.start();
  }

  private static URI address(BufferedReader out) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher found = ADDRESS.matcher(line);
      if (found.find()) {
        return URI.create(found.group(1));
      }
    }
    throw new IOException("The server did not start");
  }

  private static void measure(URI http, long pid) throws IOException, InterruptedException {
    String conversation = conversation(http);
    say("  before: %s".formatted(memory(pid)));
    URI socket =
        URI.create("ws" + http.toString().substring(4) + "/ws/conversations/" + conversation);
    try (Crowd crowd = new Crowd((client, frame) -> {})) {
      long begun = System.nanoTime();
      for (int i = 0; i < SOCKETS; i++) {
        crowd.open(socket);
      }
      say("  %d sockets opened in %.1f s".formatted(SOCKETS, (System.nanoTime() - begun) / 1e9));
      Thread.sleep(30_000); // over a round of heartbeats
      say(
          "  with %d idle sockets: %s; closed meanwhile: %d"
              .formatted(SOCKETS, memory(pid), crowd.lost()));
    }
  }

  private static String conversation(URI http) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(http.resolve("/api/v1/conversations"))
                    .header("content-type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"Idle\"}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(answer.body());
    if (!id.find()) {
      throw new IOException("No conversation: HTTP " + answer.statusCode());
    }
    return id.group(1);
  }

  /** Resident memory, where the system tells it in Linux's way. */
  private static String memory(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return "unknown on this system";
    }
    long kilobytes =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum();
    return String.format(Locale.ROOT, "%d MB resident", kilobytes / 1024);
  }
}
