package dev.lumen.server.live;

import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A server for the tests of a class, and a new conversation to speak in for each of them. */
abstract class SpokenConversation {
  static RunningServer server;
  static Api api;
  String conversation = "";

  @BeforeAll
  static void start() {
    server = RunningServer.inDevelopment();
    api = server.api();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void aConversation() {
    conversation = api.post("/api/v2/conversations", Map.of("topic", "Spoken")).text("id");
  }

  /** Somebody at its socket, who has been told its state. */
  LiveClient connect() {
    LiveClient client = LiveClient.connect(server, conversation, "");
    client.await("state_update");
    return client;
  }

  /** What was said in it, as it was heard. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    api.get("/api/v1/conversations/" + conversation + "/turns")
        .at("turns")
        .forEach(turn -> words.add(turn.path("raw_text").asText()));
    return words;
  }
}
