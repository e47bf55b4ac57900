package dev.lumen.server.realtime.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("W-03, V-10, V-11: unmodified Supabase clients are told of changed rows")
class PostgresChangesTest {
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

  static Map<String, Object> changes(String event, String table, String filter) {
    Map<String, Object> asked = new LinkedHashMap<>();
    asked.put("event", event);
    asked.put("schema", "public");
    asked.put("table", table);
    if (!filter.isEmpty()) {
      asked.put("filter", filter);
    }
    return Map.of("type", "postgres_changes", "filter", asked);
  }

  private static NodeClient client(String version) {
    return new NodeClient(version)
        .run("create", "url", server.server().address().toString(), "key", "an-anon-key");
  }

  private static NodeClient subscribed(NodeClient client, List<?> bindings) {
    client
        .run("channel", "name", "it", "topic", "anything", "bindings", bindings)
        .run("subscribe", "name", "it");
    client.awaitStatus("it", "SUBSCRIBED");
    return client;
  }

  private static JsonNode payloadOf(NodeClient client, int binding) {
    return client.await(it -> it.path("binding").asInt(-1) == binding).path("payload");
  }

  private static void psql(String sql) {
    psql(server, sql);
  }

  static void psql(RunningServer of, String sql) {
    try (Connection connection = of.database().openAsSuperuser();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NodeClient.NEWEST, NodeClient.OF_THE_PAGES})
  @DisplayName("X-10: a row comes as a row and as the API's turn, its created_at the same text")
  void an_inserted_turn(String version) {
    String conversation = api.newConversation("Call");
    try (NodeClient client = client(version)) {
      client
          .run(
              "channel",
              "name",
              "it",
              "topic",
              "conversation:" + conversation,
              "bindings",
              List.of(
                  changes("INSERT", "turns", "conversation_id=eq." + conversation),
                  changes("UPDATE", "conversations", "id=eq." + conversation)))
          .run("subscribe", "name", "it");
      client.awaitStatus("it", "SUBSCRIBED");

      api.say(conversation, "User", "um we have seventy five employees");

      JsonNode told = payloadOf(client, 0);
      JsonNode turn = told.path("new");
      JsonNode shown = api.get("/api/v1/conversations/" + conversation + "/turns").at("turns.0");
      assertThat(told.path("eventType").asText()).isEqualTo("INSERT");
      assertThat(told.path("errors").isNull()).isTrue();
      assertThat(turn.path("turn_id")).isEqualTo(shown.path("turn_id"));
      assertThat(turn.path("id")).isEqualTo(shown.path("turn_id"));
      assertThat(turn.path("created_at")).isEqualTo(shown.path("created_at"));
      assertThat(turn.path("cleaned_text")).isEqualTo(shown.path("cleaned_text"));
      assertThat(turn.path("metadata").path("corrections").findValuesAsText("corrected"))
          .isEqualTo(shown.path("metadata").path("corrections").findValuesAsText("corrected"))
          .isNotEmpty();
      assertThat(payloadOf(client, 1).path("new").path("turns_count").asInt()).isEqualTo(1);
      assertThat(client.rest()).noneMatch(it -> it.has("uncaught") || it.has("unhandled"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NodeClient.NEWEST, NodeClient.OF_THE_PAGES})
  @DisplayName("a change by psql arrives; DELETE tells the whole old row, and can be filtered")
  void every_kind_of_change(String version) {
    String conversation = api.newConversation("Mine");
    String other = api.newConversation("Other");
    try (NodeClient client = client(version)) {
      subscribed(
          client,
          List.of(
              changes("*", "turns", "conversation_id=eq." + conversation),
              changes("DELETE", "turns", "conversation_id=eq." + conversation),
              changes("*", "conversations", "id=eq." + conversation)));
      psql(
          "INSERT INTO turns (conversation_id, speaker, raw_text, active_contexts) VALUES ('%s', 'User', 'typed by hand', '{a,\"b c\"}')"
              .formatted(conversation));
      psql(
          "UPDATE turns SET cleaned_text = 'Typed.' WHERE conversation_id = '"
              + conversation
              + "'");
      psql("DELETE FROM turns WHERE conversation_id IN ('" + other + "', '" + conversation + "')");

      JsonNode inserted = payloadOf(client, 0);
      assertThat(inserted.path("new").path("raw_text").asText()).isEqualTo("typed by hand");
      assertThat(inserted.path("new").path("active_contexts").toString())
          .isEqualTo("[\"a\",\"b c\"]");
      JsonNode updated = payloadOf(client, 0);
      assertThat(updated.path("eventType").asText()).isEqualTo("UPDATE");
      assertThat(updated.path("old").path("raw_text").asText()).isEqualTo("typed by hand");
      assertThat(updated.path("new").path("cleaned_text").asText()).isEqualTo("Typed.");
      JsonNode deleted = payloadOf(client, 1);
      assertThat(deleted.path("eventType").asText()).isEqualTo("DELETE");
      assertThat(deleted.path("old").path("cleaned_text").asText()).isEqualTo("Typed.");
      psql("DELETE FROM conversations WHERE id = '" + conversation + "'");
      client.await(
          it ->
              it.path("binding").asInt(-1) == 2
                  && it.path("payload").path("eventType").asText().equals("DELETE"));
    }
  }

  @Test
  @DisplayName("select leaves out what was not asked for; a table may be left open")
  void select_and_every_table() {
    String conversation = api.newConversation("Call");
    Map<String, Object> narrow =
        Map.of(
            "type",
            "postgres_changes",
            "filter",
            Map.of(
                "event",
                "INSERT",
                "schema",
                "public",
                "table",
                "turns",
                "select",
                List.of("speaker")));
    Map<String, Object> open =
        Map.of("type", "postgres_changes", "filter", Map.of("event", "*", "schema", "public"));
    try (NodeClient client = client(NodeClient.NEWEST)) {
      client
          .run("channel", "name", "a", "topic", "narrow", "bindings", List.of(narrow))
          .run("channel", "name", "b", "topic", "open", "bindings", List.of(open))
          .run("subscribe", "name", "a")
          .run("subscribe", "name", "b");
      client.awaitStatus("a", "SUBSCRIBED");
      client.awaitStatus("b", "SUBSCRIBED");
      api.say(conversation, "Lumen", "Hello.");

      JsonNode few = client.awaitPayload("a", "postgres_changes").path("new");
      assertThat(few.path("speaker").asText()).isEqualTo("Lumen");
      assertThat(few.has("raw_text")).isFalse();
      assertThat(
              Stream.of(
                      client.awaitPayload("b", "postgres_changes"),
                      client.awaitPayload("b", "postgres_changes"))
                  .map(it -> it.path("table").asText()))
          .containsExactlyInAnyOrder("turns", "conversations");
    }
  }

  @Test
  @DisplayName("what cannot be had is refused with the reason, not left silent")
  void a_filter_that_cannot_work() {
    try (NodeClient client = client(NodeClient.NEWEST)) {
      client
          .run(
              "channel",
              "name",
              "it",
              "topic",
              "t",
              "bindings",
              List.of(changes("INSERT", "turns", "colour=eq.red")))
          .run("subscribe", "name", "it");
      assertThat(client.awaitStatus("it", "CHANNEL_ERROR").path("error").asText())
          .contains("Unable to subscribe to changes with given parameters")
          .contains("colour");
    }
  }

  @Test
  @DisplayName("one connection has a hundred channels at most, and is told so")
  void many_channels() {
    try (NodeClient client = client(NodeClient.NEWEST)) {
      for (int i = 0; i < 101; i++) {
        client
            .run("channel", "name", "c" + i, "topic", "t" + i, "bindings", List.of())
            .run("subscribe", "name", "c" + i);
      }
      assertThat(client.awaitStatus("c100", "CHANNEL_ERROR").path("error").asText())
          .contains("Too many channels");
      client.awaitStatus("c99", "SUBSCRIBED");
    }
  }
}
