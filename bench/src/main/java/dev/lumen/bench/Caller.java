package dev.lumen.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.api.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** A client of one node's REST API, in development mode. */
public final class Caller {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final URI server;

  /** Calls {@code http://127.0.0.1:port}. */
  public Caller(int port) {
    this.server = URI.create("http://127.0.0.1:" + port);
  }

  /** An answer. */
  public record Reply(int status, JsonNode body) {
    /** Whether it went well. */
    public boolean isOk() {
      return status == 200;
    }
  }

  /** Creates a conversation and returns its id. */
  public String conversation(String name) throws IOException {
    return post("/api/v1/conversations", Map.of("name", name)).body().path("id").asText();
  }

  /** Says something, through the queue or at once. */
  public Reply say(String conversation, String text, boolean queued) throws IOException {
    return post(
        "/api/v1/conversations/" + conversation + "/turns" + (queued ? "/realtime" : ""),
        Map.of("speaker", "User", "raw_text", text));
  }

  /** Sends a body of JSON. */
  public Reply post(String path, Object body) throws IOException {
    return send(
        HttpRequest.newBuilder(server.resolve(path))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body))));
  }

  /** Reads. */
  public Reply get(String path) throws IOException {
    return send(HttpRequest.newBuilder(server.resolve(path)).GET());
  }

  private static Reply send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> response =
          HTTP.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
      String text = response.body();
      return new Reply(response.statusCode(), Json.tree(text.isEmpty() ? "null" : text));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
