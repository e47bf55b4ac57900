package dev.lumen.server.realtime.supabase;

import static dev.lumen.server.realtime.supabase.PostgresChangesTest.changes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import dev.lumen.server.realtime.SocketClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of the complaints in docs/protocol/complaints.md those that no other test is about. */
@DisplayName("W-03: what users of other systems complain about does not happen")
class ComplaintsTest {
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

  private static NodeClient client(String version) {
    return new NodeClient(version)
        .run("create", "url", server.server().address().toString(), "key", "an-anon-key");
  }

  @ParameterizedTest
  @ValueSource(strings = {NodeClient.NEWEST, NodeClient.OF_THE_PAGES})
  @DisplayName("SUBSCRIBED means that what is written from then on arrives")
  void subscribed_is_true(String version) {
    try (NodeClient client = client(version)) {
      for (int i = 0; i < 10; i++) {
        String conversation = api.newConversation("Call " + i);
        String name = "channel" + i;
        List<?> bindings =
            List.of(changes("INSERT", "turns", "conversation_id=eq." + conversation));
        client
            .run(
                "channel",
                "name",
                name,
                "topic",
                "conversation:" + conversation,
                "bindings",
                bindings)
            .run("subscribe", "name", name);
        client.awaitStatus(name, "SUBSCRIBED");
        api.say(conversation, "Lumen", "At once " + i);
        JsonNode told =
            client.await(it -> it.path("name").asText().equals(name) && it.has("binding"));
        assertThat(told.at("/payload/new/raw_text").asText()).isEqualTo("At once " + i);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NodeClient.NEWEST, NodeClient.OF_THE_PAGES})
  @DisplayName("the rows of one transaction come in the order in which they were written")
  void one_transaction(String version) {
    String conversation = api.newConversation("Many");
    try (NodeClient client = client(version)) {
      List<?> bindings = List.of(changes("UPDATE", "conversations", "id=eq." + conversation));
      client
          .run("channel", "name", "it", "topic", "anything", "bindings", bindings)
          .run("subscribe", "name", "it");
      client.awaitStatus("it", "SUBSCRIBED");
      PostgresChangesTest.psql(
          server,
          """
          do $$ begin for i in 1..100 loop
            update conversations set name = 'Name ' || i where id = '%s';
          end loop; end $$
          """
              .formatted(conversation));
      List<String> names = new ArrayList<>();
      while (names.size() < 100) {
        names.add(client.await(it -> it.has("binding")).at("/payload/new/name").asText());
      }
      assertThat(names)
          .isEqualTo(IntStream.rangeClosed(1, 100).mapToObj(i -> "Name " + i).toList());
    }
  }

  @Test
  @DisplayName("the reply to a join repeats each binding as it came, with an id that is never 0")
  void bindings_are_repeated() {
    SocketClient client =
        SocketClient.connect(
            URI.create(
                api.base().toString().replaceFirst("http", "ws")
                    + "/realtime/v1/websocket?apikey=k&vsn=2.0.0"));
    String asked =
        """
        [{"event":"insert","schema":"public","table":"turns","filter":"speaker=eq.User"},
         {"table":"conversations","schema":"public","event":"*"},
         {"event":"DELETE","schema":"public","table":"turns","select":["id"],"unheard":{"of":1}}]""";
    client.send(
        "[\"1\",\"1\",\"realtime:x\",\"phx_join\",{\"config\":{\"postgres_changes\":"
            + asked
            + "}}]");
    JsonNode reply = client.next().at("/4/response/postgres_changes");
    assertThat(reply).hasSize(3);
    List<String> events = new ArrayList<>();
    reply.forEach(
        binding -> {
          events.add(binding.path("event").asText());
          assertThat(binding.path("id").asLong()).isPositive();
        });
    assertThat(events).containsExactly("insert", "*", "DELETE");
    assertThat(reply.path(0).path("filter").asText()).isEqualTo("speaker=eq.User");
    assertThat(reply.path(1).has("filter")).isFalse();
    client.close();
  }
}
