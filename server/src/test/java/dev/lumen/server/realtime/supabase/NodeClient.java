package dev.lumen.server.realtime.supabase;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.NodeProject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A real client library in a Node process of its own. */
final class NodeClient implements AutoCloseable {
  /** The versions that are driven. */
  static final String NEWEST = "newest";

  static final String OF_THE_PAGES = "2.50.3";
  private static final int SECONDS = 40;

  private final Process process;
  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  private final List<JsonNode> passedOver = new ArrayList<>();

  NodeClient(String version) {
    this("supabase.mjs", version);
  }

  NodeClient(String script, String argument) {
    process = NodeProject.start(script, argument);
    // Waiting for a pipe would hold the carrier of a virtual thread.
    Thread.ofPlatform().daemon().start(this::read);
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("{")) {
          events.add(Json.MAPPER.readTree(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives a command; names and values in turn. */
  NodeClient run(String op, Object... namesAndValues) {
    Map<String, Object> command = new HashMap<>();
    command.put("op", op);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      command.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    try {
      OutputStream out = process.getOutputStream();
      out.write((Json.MAPPER.writeValueAsString(command) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** The first event that is as wanted, of those not given out before. */
  JsonNode await(Predicate<JsonNode> wanted) {
    for (JsonNode event : passedOver) {
      if (wanted.test(event)) {
        passedOver.remove(event);
        return event;
      }
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    try {
      while (true) {
        JsonNode event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (event == null) {
          throw new AssertionError(
              "It did not come within " + SECONDS + " s; what came: " + passedOver);
        }
        if (wanted.test(event)) {
          return event;
        }
        passedOver.add(event);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonNode awaitStatus(String channel, String status) {
    return await(
        it ->
            it.path("name").asText().equals(channel) && it.path("status").asText().equals(status));
  }

  /** The payload of the next event of a binding. */
  JsonNode awaitPayload(String channel, String type) {
    return await(
            it -> it.path("name").asText().equals(channel) && it.path("type").asText().equals(type))
        .path("payload");
  }

  /** What has come and was not asked for, once everything sent before is answered. */
  List<JsonNode> rest() {
    run("echo", "mark", "rest");
    await(it -> it.path("mark").asText().equals("rest"));
    List<JsonNode> rest = List.copyOf(passedOver);
    passedOver.clear();
    return rest;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
