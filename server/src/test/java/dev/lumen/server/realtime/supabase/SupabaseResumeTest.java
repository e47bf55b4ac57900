package dev.lumen.server.realtime.supabase;

import static dev.lumen.server.realtime.supabase.PostgresChangesTest.changes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R-07: an unmodified Supabase client that lost its socket misses nothing")
class SupabaseResumeTest {
  private static RunningServer server;
  private static Api api;

  @BeforeAll
  static void start() {
    server = RunningServer.inDevelopment();
    api = server.api();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static NodeClient listening(
      String version, Map<String, ?> realtime, String conversation) {
    NodeClient client =
        new NodeClient(version)
            .run(
                "create",
                "url",
                server.server().address().toString(),
                "key",
                "an-anon-key",
                "realtime",
                realtime)
            .run(
                "channel",
                "name",
                "it",
                "topic",
                "conversation:" + conversation,
                "bindings",
                List.of(changes("INSERT", "turns", "conversation_id=eq." + conversation)))
            .run("subscribe", "name", "it");
    client.awaitStatus("it", "SUBSCRIBED");
    return client;
  }

  private static void say(String conversation, int from, int to) {
    for (int i = from; i <= to; i++) {
      api.say(conversation, "Lumen", "Turn " + i);
    }
  }

  private static List<Integer> seqsUntil(NodeClient client, int last) {
    List<Integer> seqs = new ArrayList<>();
    do {
      seqs.add(client.awaitPayload("it", "postgres_changes").path("new").path("seq").asInt());
    } while (seqs.getLast() != last);
    return seqs;
  }

  // 2.50.3 tears its channels down when its socket is lost: there is nothing that could resume.
  @ParameterizedTest
  @ValueSource(strings = {NodeClient.NEWEST})
  @DisplayName(
      "with a client_id in its address, heartbeats say what it has, without a line of code")
  void by_heartbeat(String version) {
    String conversation = api.newConversation("Resumed");
    Map<String, Object> realtime =
        Map.of("params", Map.of("client_id", UUID.randomUUID().toString()));
    try (NodeClient client = listening(version, realtime, conversation)) {
      say(conversation, 1, 3);
      List<Integer> had = seqsUntil(client, 3);
      client.run("cut");
      say(conversation, 4, 6);
      client.awaitStatus("it", "SUBSCRIBED");
      had.addAll(seqsUntil(client, 6));
      // At least once, in order, and none left out; the same turn may come again.
      assertThat(new LinkedHashSet<>(had)).containsExactly(1, 2, 3, 4, 5, 6);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NodeClient.NEWEST})
  @DisplayName("what the application says it has counts: exactly the rest comes")
  void by_event_id(String version) {
    String conversation = api.newConversation("Resumed");
    try (NodeClient client = listening(version, Map.of(), conversation)) {
      say(conversation, 1, 2);
      client.awaitPayload("it", "postgres_changes");
      JsonNode second = client.awaitPayload("it", "postgres_changes");
      client.run(
          "resume",
          "name",
          "it",
          "resume",
          Map.of("last_event_id", second.path("new").path("event_id").asText()));
      client.run("cut");
      say(conversation, 3, 5);
      client.awaitStatus("it", "SUBSCRIBED");
      assertThat(seqsUntil(client, 5)).containsExactly(3, 4, 5);
    }
  }
}
