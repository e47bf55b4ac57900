package dev.lumen.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.RunningServer;
import dev.lumen.server.api.Json;
import dev.lumen.server.realtime.SocketClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A client of the live socket whose frames may be waited for in any order: what is kept and what is
 * not come on different ways.
 */
final class LiveClient {
  private final SocketClient socket;
  private final List<JsonNode> passedOver = new ArrayList<>();

  private LiveClient(SocketClient socket) {
    this.socket = socket;
  }

  static LiveClient connect(RunningServer server, String conversation, String query) {
    String address = server.server().address().toString().replaceFirst("http", "ws");
    return new LiveClient(
        SocketClient.connect(
            URI.create(address + "/api/ws/conversations/" + conversation + query)));
  }

  LiveClient say(String type, Map<String, ?> payload) {
    return send(Json.text(Map.of("type", type, "payload", payload)));
  }

  LiveClient send(String text) {
    socket.send(text);
    return this;
  }

  JsonNode await(Predicate<JsonNode> wanted) {
    for (JsonNode frame : passedOver) {
      if (wanted.test(frame)) {
        passedOver.remove(frame);
        return frame;
      }
    }
    return socket.await(
        frame -> {
          boolean found = wanted.test(frame);
          if (!found) {
            passedOver.add(frame);
          }
          return found;
        });
  }

  JsonNode await(String type) {
    return await(frame -> frame.path("type").asText().equals(type));
  }

  JsonNode awaitState(String state) {
    return await(
        frame ->
            frame.path("type").asText().equals("state_update")
                && frame.path("payload").path("current_state").asText().equals(state));
  }

  JsonNode awaitSpeech(String event) {
    return await(
        frame ->
            frame.path("type").asText().equals("speech_event")
                && frame.path("payload").path("event_type").asText().equals(event));
  }

  /** The turn that was made of these words. */
  JsonNode awaitTurn(String rawText) {
    return await(
            frame -> frame.path("payload").path("turn").path("raw_text").asText().equals(rawText))
        .path("payload")
        .path("turn");
  }

  JsonNode next() {
    return passedOver.isEmpty() ? socket.next() : passedOver.removeFirst();
  }

  JsonNode next(String type) {
    JsonNode frame = next();
    assertThat(frame.path("type").asText()).isEqualTo(type);
    return frame;
  }

  int closeCode() {
    return socket.closeCode();
  }

  void close() {
    socket.close();
  }

  void abort() {
    socket.abort();
  }
}
