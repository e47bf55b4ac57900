package dev.lumen.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.api.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Talks HTTP to a running server as a client would. */
public final class Api {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final URI base;
  private final @Nullable String token;

  public Api(URI base, @Nullable String token) {
    this.base = base;
    this.token = token;
  }

  /** An answer: its status, headers and body. */
  public record Reply(int status, HttpResponse<String> response, JsonNode json) {
    /** The text of a header, or empty. */
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The text at a path like {@code error.code}. */
    public String text(String path) {
      return at(path).asText();
    }

    /** The node at a path like {@code turns.0.seq}. */
    public JsonNode at(String path) {
      return json.at("/" + path.replace('.', '/'));
    }
  }

  /** The same server as somebody else. */
  public Api as(@Nullable String otherToken) {
    return new Api(base, otherToken);
  }

  /** The token it sends, if any. */
  public @Nullable String token() {
    return token;
  }

  /** Where the server is. */
  public URI base() {
    return base;
  }

  public Reply get(String path) {
    return send("GET", path, null, Map.of());
  }

  public Reply delete(String path) {
    return send("DELETE", path, null, Map.of());
  }

  public Reply post(String path) {
    return send("POST", path, null, Map.of());
  }

  public Reply post(String path, Map<String, ?> body) {
    return send("POST", path, Json.text(body), Map.of("content-type", "application/json"));
  }

  public Reply put(String path, Map<String, ?> body) {
    return send("PUT", path, Json.text(body), Map.of("content-type", "application/json"));
  }

  public Reply patch(String path, Map<String, ?> body) {
    return send("PATCH", path, Json.text(body), Map.of("content-type", "application/json"));
  }

  /** Sends text as it is. */
  public Reply send(
      String method, String path, @Nullable String body, Map<String, String> headers) {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).method(method, publisher);
    Map<String, String> all = new HashMap<>(headers);
    if (token != null) {
      all.putIfAbsent("authorization", "Bearer " + token);
    }
    all.forEach(request::header);
    try {
      HttpResponse<String> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(response.statusCode(), response, jsonOf(response.body()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Creates a conversation and returns its id. */
  public String newConversation(String name) {
    return post("/api/v1/conversations", Map.of("name", name)).text("id");
  }

  /** The numbers of a conversation's turns, as it lists them. */
  public List<Integer> turnNumbers(String conversation) {
    List<Integer> numbers = new ArrayList<>();
    get("/api/v1/conversations/" + conversation + "/turns?limit=1000")
        .at("turns")
        .forEach(turn -> numbers.add(turn.path("seq").asInt()));
    return numbers;
  }

  /** Sends a turn through the synchronous door. */
  public Reply say(String conversation, String speaker, String rawText) {
    return post(
        "/api/v1/conversations/" + conversation + "/turns",
        Map.of("speaker", speaker, "raw_text", rawText));
  }

  private static JsonNode jsonOf(String body) {
    try {
      return Json.tree(body);
    } catch (RuntimeException e) {
      return Json.mapper().missingNode();
    }
  }
}
