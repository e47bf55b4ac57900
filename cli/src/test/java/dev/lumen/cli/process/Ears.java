package dev.lumen.cli.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A socket that follows one conversation and keeps all it hears. */
final class Ears implements WebSocket.Listener {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final long PATIENCE_SECONDS = 60;

  private final Heard<JsonNode> frames = new Heard<>();
  private final StringBuilder part = new StringBuilder();
  private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();

  private Ears() {}

  /**
   * Follows a conversation from behind an event, 0 for all of them. It is asked for on an open
   * socket: Java's client garbles text when more than 16 kB of it come right behind its handshake.
   */
  static Ears follow(Client client, String conversation, long after) {
    Ears ears = open(client, "/ws");
    ears.await(frame -> frame.path("type").asText().equals("hello"));
    ears.say(
        "{\"type\":\"subscribe\",\"conversation_id\":\"%s\",\"after\":%d}"
            .formatted(conversation, after));
    ears.subscribed();
    return ears;
  }

  /** Asks for a conversation's socket, which the server may refuse. */
  static Ears connect(Client client, String conversation) {
    return open(client, "/ws/conversations/" + conversation);
  }

  private static Ears open(Client client, String path) {
    Ears ears = new Ears();
    URI http = client.server();
    HTTP.newWebSocketBuilder()
        .header("authorization", "Bearer " + client.token())
        .buildAsync(
            URI.create("ws://%s:%d%s".formatted(http.getHost(), http.getPort(), path)), ears)
        .join();
    return ears;
  }

  private JsonNode subscribed() {
    return await(frame -> frame.path("type").asText().equals("subscribed"));
  }

  /** Waits for a frame. */
  JsonNode await(Predicate<JsonNode> wanted) {
    try {
      return frames.await(wanted);
    } catch (AssertionError e) {
      throw new AssertionError("The socket's end: " + end() + "; frames: " + seqs(), e);
    }
  }

  private String end() {
    return closed
        .handle((code, error) -> error == null ? "code " + code : error.toString())
        .getNow("none");
  }

  /** The numbers of all events heard so far, as they came. */
  List<Long> seqs() {
    return frames.soFar().stream()
        .filter(frame -> frame.has("seq"))
        .map(frame -> frame.path("seq").asLong())
        .toList();
  }

  /** The number of the newest event when this socket began to follow. */
  long lastSeq() {
    return subscribed().at("/payload/last_seq").asLong();
  }

  void say(String message) {
    socket.join().sendText(message, true).join();
  }

  /** Says goodbye. */
  void leave() {
    socket.join().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  /** The code the server closed the socket with. */
  int closeCode() {
    try {
      return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("The server said no goodbye", e);
    }
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket.complete(opened);
    opened.request(Long.MAX_VALUE);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      frames.add(parse(part.toString()));
      part.setLength(0);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    frames.end();
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.completeExceptionally(error);
    frames.end();
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("A frame is no JSON: " + text, e);
    }
  }
}
