package dev.lumen.server.realtime.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.RunningServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("W-03: broadcasts and presence among unmodified clients of both versions")
class BroadcastTest {
  private static final List<?> ALL =
      List.of(Map.of("type", "broadcast", "filter", Map.of("event", "*")));
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.inDevelopment();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static NodeClient client(String version) {
    return new NodeClient(version)
        .run("create", "url", server.server().address().toString(), "key", "an-anon-key");
  }

  private static NodeClient inRoom(String version, String room, Map<String, ?> config, List<?> on) {
    NodeClient client =
        client(version)
            .run("channel", "name", "it", "topic", room, "config", config, "bindings", on)
            .run("subscribe", "name", "it");
    client.awaitStatus("it", "SUBSCRIBED");
    return client;
  }

  @Test
  @DisplayName("a broadcast reaches the others in both versions of the protocol, bytes included")
  void to_others() {
    try (NodeClient one = inRoom(NodeClient.NEWEST, "mixed", Map.of(), ALL);
        NodeClient two = inRoom(NodeClient.OF_THE_PAGES, "mixed", Map.of(), ALL);
        NodeClient three = inRoom(NodeClient.NEWEST, "mixed", Map.of(), ALL)) {
      one.run("send", "name", "it", "event", "héllo", "payload", Map.of("a", 1));
      for (NodeClient other : List.of(two, three)) {
        JsonNode heard = other.awaitPayload("it", "broadcast");
        assertThat(heard.path("event").asText()).isEqualTo("héllo");
        assertThat(heard.path("payload").path("a").asInt()).isEqualTo(1);
      }
      two.run("send", "name", "it", "event", "back", "payload", Map.of("b", 2));
      assertThat(one.awaitPayload("it", "broadcast").path("payload").path("b").asInt())
          .isEqualTo(2);
      one.run("send", "name", "it", "event", "raw", "bytes", "00ff10");
      assertThat(three.awaitPayload("it", "broadcast").path("event").asText()).isEqualTo("back");
      JsonNode raw = three.awaitPayload("it", "broadcast");
      assertThat(raw.path("payload").path("bytes").asText()).isEqualTo("00ff10");
      assertThat(one.rest()).noneMatch(it -> it.has("binding") || it.has("uncaught"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NodeClient.NEWEST, NodeClient.OF_THE_PAGES})
  @DisplayName("self hears itself; ack answers each, and says when one is too large")
  void self_and_ack(String version) {
    Map<String, Object> config = Map.of("broadcast", Map.of("self", true, "ack", true));
    try (NodeClient client = inRoom(version, "self-" + version, config, ALL)) {
      client.run("send", "name", "it", "event", "e", "payload", Map.of("n", 1));
      assertThat(client.awaitPayload("it", "broadcast").path("payload").path("n").asInt())
          .isEqualTo(1);
      assertThat(client.await(it -> it.has("sent")).path("sent").asText()).isEqualTo("ok");
      client.run(
          "send", "name", "it", "event", "e", "payload", Map.of("long", "x".repeat(300_000)));
      assertThat(client.await(it -> it.has("sent")).path("sent").asText()).isEqualTo("error");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NodeClient.NEWEST, NodeClient.OF_THE_PAGES})
  @DisplayName("the REST endpoint broadcasts for those who are in no channel")
  void by_http(String version) {
    String room = "http-" + version;
    try (NodeClient listener = inRoom(NodeClient.NEWEST, room, Map.of(), ALL);
        NodeClient sender = client(version)) {
      sender
          .run("channel", "name", "it", "topic", room, "bindings", List.of())
          .run("httpSend", "name", "it", "event", "posted", "payload", Map.of("p", 7));
      JsonNode heard = listener.awaitPayload("it", "broadcast");
      assertThat(heard.path("event").asText()).isEqualTo("posted");
      assertThat(heard.path("payload").path("p").asInt()).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NodeClient.NEWEST, NodeClient.OF_THE_PAGES})
  @DisplayName("presence tells who is there, who came and who left, also without a goodbye")
  void presence(String version) {
    String room = "presence-" + version;
    List<?> on =
        List.of(
            Map.of("type", "presence", "filter", Map.of("event", "join")),
            Map.of("type", "presence", "filter", Map.of("event", "leave")));
    try (NodeClient ada = inRoom(version, room, Map.of("presence", Map.of("key", "ada")), on)) {
      ada.run("track", "name", "it", "payload", Map.of("mood", "good"));
      assertThat(ada.await(it -> it.has("tracked")).path("tracked").asText()).isEqualTo("ok");
      assertThat(ada.awaitPayload("it", "presence").path("key").asText()).isEqualTo("ada");
      NodeClient bob =
          inRoom(NodeClient.NEWEST, room, Map.of("presence", Map.of("key", "bob")), on);
      bob.run("track", "name", "it", "payload", Map.of("mood", "fine"));
      JsonNode joined = ada.awaitPayload("it", "presence");
      assertThat(joined.path("key").asText()).isEqualTo("bob");
      assertThat(joined.path("newPresences").path(0).path("mood").asText()).isEqualTo("fine");
      ada.run("presence", "name", "it");
      assertThat(ada.await(it -> it.has("presence")).path("presence").fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder("ada", "bob");
      bob.run("cut").close();
      JsonNode left = ada.await(it -> it.path("binding").asInt(-1) == 1).path("payload");
      assertThat(left.path("key").asText()).isEqualTo("bob");
      ada.run("untrack", "name", "it");
      assertThat(ada.await(it -> it.has("untracked")).path("untracked").asText()).isEqualTo("ok");
      ada.run("unsubscribe", "name", "it");
      assertThat(ada.await(it -> it.has("left")).path("left").asText()).isEqualTo("ok");
    }
  }
}
