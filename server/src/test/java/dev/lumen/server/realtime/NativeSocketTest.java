package dev.lumen.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("W-01 the native WebSocket tells a conversation's events")
class NativeSocketTest {
  private static RealtimeServer server;

  @BeforeAll
  static void start() {
    server = new RealtimeServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void hello_comes_first_and_says_where_things_stand() {
    UUID conversation = server.conversation();
    server.write(conversation, 3);

    JsonNode hello = server.connect(conversation).next("hello");

    assertThat(hello.path("conversation_id").asText()).isEqualTo(conversation.toString());
    assertThat(hello.path("timestamp").isNumber()).isTrue();
    JsonNode payload = hello.path("payload");
    assertThat(payload.path("epoch").asText()).isEqualTo(server.epoch);
    assertThat(payload.path("last_seq").asLong()).isEqualTo(3);
    assertThat(payload.path("oldest_seq").asLong()).isEqualTo(1);
    assertThat(payload.path("heartbeat_seconds").asInt()).isEqualTo(25);
    assertThat(payload.path("conversation_id").asText()).isEqualTo(conversation.toString());
    assertThat(payload.has("reset")).isFalse();
  }

  @Test
  void events_written_after_hello_arrive_with_number_time_and_payload() {
    UUID conversation = server.conversation();
    server.write(conversation, 3);
    SocketClient client = server.connect(conversation);
    client.next("hello");
    String payload = "{\"turn_id\":\"t\",\"text\":\"Ğüzel \\\"quoted\\\" 🎉\"}";

    server.write(conversation, List.of(new EventDraft("turn:processed", payload)));

    JsonNode event = client.next("turn:processed");
    assertThat(event.path("seq").asLong()).isEqualTo(4);
    assertThat(event.path("conversation_id").asText()).isEqualTo(conversation.toString());
    assertThat(event.path("timestamp").asLong()).isGreaterThan(1_700_000_000_000L);
    assertThat(event.path("payload").path("text").asText()).isEqualTo("Ğüzel \"quoted\" 🎉");
  }

  @Test
  void a_reader_can_go_on_from_every_number() {
    UUID conversation = server.conversation();
    long last = server.write(conversation, 20);
    for (long after = 0; after <= last; after++) {
      SocketClient client = server.connect(conversation, "?token=valid&after=" + after);
      assertThat(client.next("hello").path("payload").path("after").asLong()).isEqualTo(after);
      assertThat(client.nextSeqs((int) (last - after)))
          .isEqualTo(LongStream.rangeClosed(after + 1, last).boxed().toList());
      client.close();
    }
  }

  @Test
  void a_long_history_is_read_from_the_store_and_runs_over_into_live_events() {
    UUID conversation = server.conversation();
    server.write(conversation, 1_500);
    SocketClient client = server.connect(conversation, "?token=valid&after=0");
    server.write(conversation, 100);
    client.next("hello");

    assertThat(client.nextSeqs(1_600)).isEqualTo(LongStream.rangeClosed(1, 1_600).boxed().toList());
  }

  @Test
  void events_inserted_by_another_program_arrive_like_any_other() {
    UUID conversation = server.conversation();
    SocketClient client = server.connect(conversation);
    client.next("hello");

    server.psql(
        "INSERT INTO conversation_events (conversation_id, type, payload) VALUES ('"
            + conversation
            + "', 'test:event', '{\"from\": \"psql\"}')");

    JsonNode event = client.next("test:event");
    assertThat(event.path("seq").asLong()).isEqualTo(1);
    assertThat(event.path("payload").path("from").asText()).isEqualTo("psql");
  }

  @Test
  void rolled_back_events_are_never_told() {
    UUID conversation = server.conversation();
    SocketClient client = server.connect(conversation);
    client.next("hello");

    server.psql(
        "BEGIN; INSERT INTO conversation_events (conversation_id, type, payload) VALUES ('"
            + conversation
            + "', 'test:event', '{}'); ROLLBACK");
    server.write(conversation, 1);

    assertThat(client.nextSeqs(1)).containsExactly(1L);
  }

  @Test
  void removed_history_is_told_as_a_gap() {
    UUID conversation = server.conversation();
    server.write(conversation, 10);
    server.psql(
        "DELETE FROM conversation_events WHERE seq IN (1, 2, 3, 7) AND conversation_id = '"
            + conversation
            + "'");
    server.awaitFeed();

    SocketClient client = server.connect(conversation, "?token=valid&after=1");

    assertThat(client.next("hello").path("payload").path("oldest_seq").asLong()).isEqualTo(4);
    assertThat(client.next("gap").path("payload").toString()).isEqualTo("{\"from\":2,\"to\":3}");
    assertThat(client.nextSeqs(3)).containsExactly(4L, 5L, 6L);
    assertThat(client.next("gap").path("payload").toString()).isEqualTo("{\"from\":7,\"to\":7}");
    assertThat(client.nextSeqs(3)).containsExactly(8L, 9L, 10L);
  }

  @Test
  void a_history_that_is_gone_altogether_is_one_gap() {
    UUID conversation = server.conversation();
    server.write(conversation, 5);
    server.psql("DELETE FROM conversation_events WHERE conversation_id = '" + conversation + "'");
    server.awaitFeed();

    SocketClient client = server.connect(conversation, "?token=valid&after=2");

    assertThat(client.next("hello").path("payload").path("oldest_seq").asLong()).isEqualTo(6);
    assertThat(client.next("gap").path("payload").toString()).isEqualTo("{\"from\":3,\"to\":5}");
    server.write(conversation, 1);
    assertThat(client.nextSeqs(1)).containsExactly(6L);
  }

  @Test
  void a_number_from_the_future_or_another_epoch_resets_the_client() {
    UUID conversation = server.conversation();
    server.write(conversation, 2);

    SocketClient ahead = server.connect(conversation, "?token=valid&after=99");
    SocketClient foreign = server.connect(conversation, "?token=valid&after=1&epoch=elsewhere");
    SocketClient same = server.connect(conversation, "?token=valid&after=1&epoch=" + server.epoch);

    assertThat(ahead.next("hello").path("payload").path("reset").asText())
        .isEqualTo("ahead_of_history");
    assertThat(ahead.nextSeqs(2)).containsExactly(1L, 2L);
    assertThat(foreign.next("hello").path("payload").path("reset").asText())
        .isEqualTo("other_epoch");
    assertThat(foreign.nextSeqs(2)).containsExactly(1L, 2L);
    assertThat(same.next("hello").path("payload").has("reset")).isFalse();
    assertThat(same.nextSeqs(1)).containsExactly(2L);
  }

  @Test
  void one_socket_follows_several_conversations() {
    UUID first = server.conversation();
    UUID second = server.conversation();
    server.write(second, 3);
    SocketClient client = server.connect(first);
    client.next("hello");

    client.send(
        "{\"type\":\"subscribe\",\"ref\":\"a\",\"conversation_id\":\""
            + second
            + "\",\"after\":1}");

    JsonNode subscribed = client.next("subscribed");
    assertThat(subscribed.path("ref").asText()).isEqualTo("a");
    assertThat(subscribed.path("payload").path("last_seq").asLong()).isEqualTo(3);
    assertThat(client.nextSeqs(2)).containsExactly(2L, 3L);
    server.write(first, 1);
    assertThat(client.next("test:event").path("conversation_id").asText())
        .isEqualTo(first.toString());

    client.send("{\"type\":\"unsubscribe\",\"conversation_id\":\"" + second + "\"}");
    assertThat(client.next("unsubscribed").path("conversation_id").asText())
        .isEqualTo(second.toString());
    server.write(second, 1);
    server.write(first, 1);
    assertThat(client.next("test:event").path("conversation_id").asText())
        .isEqualTo(first.toString());
  }

  @Test
  void a_deleted_conversation_is_told_and_ends_the_socket() {
    UUID conversation = server.conversation();
    SocketClient client = server.connect(conversation);
    client.next("hello");

    server.psql("DELETE FROM conversations WHERE id = '" + conversation + "'");

    assertThat(client.next("conversation:deleted").path("conversation_id").asText())
        .isEqualTo(conversation.toString());
    assertThat(client.closeCode()).isEqualTo(CloseReason.REMOVED.code());
  }

  @Test
  @DisplayName("V-07, V-08, V-12 ephemeral news arrives without a number")
  void ephemeral_news_arrives_without_a_number() {
    UUID conversation = server.conversation();
    SocketClient client = server.connect(conversation);
    client.next("hello");
    client.send("{\"type\":\"ping\"}"); // answered once it follows: hello is said just before
    client.next("pong");

    server.hub.publishEphemeral(conversation, "queue:position", "{\"position\":2}");
    JsonNode position = client.next("queue:position");
    server.hub.publishSystem("system:status", "{\"status\":\"healthy\"}");
    JsonNode status = client.next("system:status");

    assertThat(position.has("seq")).isFalse();
    assertThat(position.path("conversation_id").asText()).isEqualTo(conversation.toString());
    assertThat(position.path("payload").path("position").asInt()).isEqualTo(2);
    assertThat(status.has("conversation_id")).isFalse();
    assertThat(status.path("payload").path("status").asText()).isEqualTo("healthy");
  }

  @Test
  void pings_and_heartbeats_are_answered() throws Exception {
    SocketClient client = server.connect(server.conversation());
    client.next("hello");

    client.send("{\"type\":\"ping\",\"ref\":\"7\"}");
    assertThat(client.next("pong").path("ref").asText()).isEqualTo("7");
    client.send("{\"type\":\"heartbeat\"}");
    assertThat(client.next("heartbeat_response").path("payload").path("status").asText())
        .isEqualTo("alive");
    client.ping();
    assertThat(client.nextControl()).isEqualTo("pong");
  }
}
