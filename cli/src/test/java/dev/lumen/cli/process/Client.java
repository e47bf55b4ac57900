package dev.lumen.cli.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** A client of the REST API. */
final class Client {
  static final String CONVERSATIONS = "/api/v1/conversations";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI server;
  private final String token;

  private Client(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  /** An answer. */
  record Reply(int status, JsonNode json) {
    String text(String pointer) {
      return json.at(pointer).asText();
    }
  }

  /** A client that has not signed in. */
  static Client of(URI server) {
    return new Client(server, "");
  }

  /** Signs in as the administrator of the first start. */
  static Client administratorOf(URI server) {
    return of(server).signIn(DataFolders.first().email(), DataFolders.first().password());
  }

  Client signIn(String email, String password) {
    Reply reply = login(email, password);
    if (reply.status() != 200) {
      throw new AssertionError("Nobody signed in: " + reply);
    }
    return new Client(server, reply.text("/access_token"));
  }

  Reply login(String email, String password) {
    return post("/api/v1/auth/login", Map.of("email", email, "password", password));
  }

  /** The same, at a server that has started again. */
  Client at(URI elsewhere) {
    return new Client(elsewhere, token);
  }

  /** The same server, asked with another token. */
  Client with(String otherToken) {
    return new Client(server, otherToken);
  }

  URI server() {
    return server;
  }

  String token() {
    return token;
  }

  Reply get(String path) {
    return answered(HttpRequest.newBuilder(server.resolve(path)).GET());
  }

  Reply post(String path, Map<String, ?> body) {
    return post(path, json(body));
  }

  Reply post(String path, String body) {
    return answered(
        HttpRequest.newBuilder(server.resolve(path))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  Reply patch(String path, Map<String, ?> body) {
    return answered(
        HttpRequest.newBuilder(server.resolve(path))
            .header("content-type", "application/json")
            .method("PATCH", BodyPublishers.ofString(json(body))));
  }

  int delete(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(server.resolve(path))
              .header("authorization", "Bearer " + token)
              .DELETE()
              .build();
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("No answer came", e);
    }
  }

  String newConversation(String name) {
    return post(CONVERSATIONS, Map.of("name", name)).text("/id");
  }

  JsonNode turnsOf(String conversation) {
    return get(CONVERSATIONS + "/" + conversation + "/turns").json().path("turns");
  }

  /** As {@link #get}, where the server may vanish meanwhile. */
  private Reply answered(HttpRequest.Builder request) {
    try {
      return send(request);
    } catch (IOException e) {
      throw new AssertionError("No answer came", e);
    }
  }

  /** Sends a turn; the connection may break, since the server may die meanwhile. */
  Reply say(String conversation, boolean realtime, String text) throws IOException {
    String path = CONVERSATIONS + "/" + conversation + "/turns" + (realtime ? "/realtime" : "");
    return send(
        HttpRequest.newBuilder(server.resolve(path))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(json(Map.of("speaker", "User", "raw_text", text)))));
  }

  private Reply send(HttpRequest.Builder request) throws IOException {
    if (!token.isEmpty()) {
      request.header("authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> response =
          HTTP.send(
              request.timeout(Duration.ofSeconds(60)).build(),
              HttpResponse.BodyHandlers.ofString());
      return new Reply(response.statusCode(), JSON.readTree(response.body()));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String json(Map<String, ?> body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
