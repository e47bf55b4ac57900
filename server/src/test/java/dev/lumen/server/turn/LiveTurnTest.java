package dev.lumen.server.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import dev.lumen.server.api.Json;
import dev.lumen.server.realtime.SocketClient;
import java.net.URI;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Turns on the socket, end to end")
class LiveTurnTest {
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

  @Test
  @DisplayName(
      "W-01, V-02, V-04, V-05, V-09, Q-07, X-11: a queued turn is told from raw to cleaned")
  void tellsTheWholeWayOfATurn() {
    String id = api.newConversation("Call");
    SocketClient socket = socket(id, "?after=0");
    assertThat(socket.await("hello").path("payload").path("last_seq").asLong()).isZero();
    Reply queued =
        api.post(
            "/api/v1/conversations/" + id + "/turns/realtime",
            Map.of("speaker", "User", "raw_text", "I'm the vector of marketing"));
    String turnId = queued.text("turn_id");

    JsonNode raw = socket.await("turn:queued").path("payload").path("turn");
    assertThat(raw.path("turn_id").asText()).isEqualTo(turnId);
    assertThat(raw.path("status").asText()).isEqualTo("queued");
    JsonNode processed = socket.await("turn:processed");
    assertThat(processed.path("conversation_id").asText()).isEqualTo(id);
    assertThat(processed.path("payload").path("timestamp").isNumber()).isTrue();
    JsonNode turn = processed.path("payload").path("turn");
    assertThat(turn.path("turn_id").asText()).isEqualTo(turnId);
    assertThat(turn.path("cleaned_text").asText()).contains("Director of Marketing");
    assertThat(turn.path("created_at").asText()).isEqualTo(queued.text("queued_at"));
    JsonNode correction = socket.await("correction:applied").path("payload");
    assertThat(correction.path("turn_id").asText()).isEqualTo(turnId);
    assertThat(correction.path("auto_applied").asBoolean()).isTrue();
    JsonNode confidence = socket.await("confidence:updated").path("payload");
    assertThat(confidence.path("confidence").asText()).isEqualTo("HIGH");
    assertThat(confidence.path("corrections").isArray()).isTrue();
    JsonNode conversation = socket.await("conversation:updated").path("payload");
    assertThat(conversation.path("conversation").path("id").asText()).isEqualTo(id);
    assertThat(Json.tree(turn.toString()))
        .isEqualTo(api.get("/api/v1/conversations/" + id + "/turns").at("turns.0"));
    socket.close();
  }

  @Test
  @DisplayName("V-09: a conversation is told just as the interface shows it")
  void tellsOfAConversationAsItIsShown() {
    Map<String, Object> made =
        Map.of(
            "name", "Ann's \"first\" call ✓",
            "description", "two\nlines",
            "metadata", Map.of("list", List.of(1, 2.5, true), "nothing", Map.of()));
    String id = api.post("/api/v1/conversations", made).text("id");
    SocketClient socket = socket(id, "");
    socket.await("hello");

    api.say(id, "User", "um hello there");
    requireShown(socket.await("conversation:updated"), id);
    api.patch("/api/v1/conversations/" + id, Map.of("status", "completed"));
    requireShown(socket.await("conversation:updated"), id);
    socket.close();
  }

  private static void requireShown(JsonNode event, String id) {
    JsonNode told = event.path("payload").path("conversation");
    JsonNode shown = api.get("/api/v1/conversations/" + id).json();
    told.fieldNames()
        .forEachRemaining(
            name ->
                assertThat(told.get(name).equals(LiveTurnTest::compare, shown.get(name)))
                    .as(name)
                    .isTrue());
    assertThat(told.size()).isEqualTo(10);
    assertThat(event.path("payload").path("timestamp").isIntegralNumber()).isTrue();
  }

  /** Numbers by what they are worth: 2.50 is 2.5. */
  private static int compare(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue());
    }
    return one.equals(other) ? 0 : 1;
  }

  @Test
  @DisplayName("V-01, Q-07: the beginning of the work is told, without a number")
  void tellsThatWorkHasBegun() {
    String id = api.newConversation("Call");
    SocketClient socket = socket(id, "?after=0");
    socket.await("hello");
    Reply queued =
        api.post(
            "/api/v1/conversations/" + id + "/turns/realtime",
            Map.of("speaker", "User", "raw_text", "hello there"));
    JsonNode begun = socket.await("turn:processing");
    assertThat(begun.has("seq")).isFalse();
    JsonNode payload = begun.path("payload");
    assertThat(payload.path("conversation_id").asText()).isEqualTo(id);
    assertThat(payload.path("turn_id").asText()).isEqualTo(queued.text("turn_id"));
    assertThat(payload.path("estimated_completion_ms").isNumber()).isTrue();
    socket.close();
  }

  @Test
  @DisplayName("W-01: reading on from a number gives every later event, once, in order")
  void readsOnFromANumber() {
    String id = api.newConversation("Call");
    for (int i = 0; i < 5; i++) {
      api.say(id, "User", "this is turn " + i);
    }
    SocketClient first = socket(id, "?after=0");
    long last = first.await("hello").path("payload").path("last_seq").asLong();
    first.close();
    assertThat(last).isGreaterThanOrEqualTo(5);
    SocketClient second = socket(id, "?after=2");
    second.await("hello");
    List<Long> seqs = new ArrayList<>();
    for (long i = 3; i <= last; i++) {
      seqs.add(second.next().path("seq").asLong());
    }
    assertThat(seqs).isEqualTo(LongStream.rangeClosed(3, last).boxed().toList());
    api.say(id, "Lumen", "And live.");
    assertThat(second.await("turn:processed").path("seq").asLong()).isEqualTo(last + 1);
    second.close();
  }

  @Test
  @DisplayName("V-06, C-07: a change of what the conversation is about is told with its reason")
  void tellsOfAChangeOfContext() {
    String id = api.newConversation("Call");
    SocketClient socket = socket(id, "?after=0");
    api.say(id, "User", "I am the head of marketing there");
    api.say(id, "User", "we get around two hundred calls and fifty leads per month");
    JsonNode detected = socket.await("context:detected").path("payload");
    assertThat(detected.path("conversation_id").asText()).isEqualTo(id);
    assertThat(detected.path("new_contexts")).isNotEmpty();
    assertThat(detected.path("previous_contexts").isArray()).isTrue();
    assertThat(detected.path("transition_reason").asText()).isNotBlank();
    socket.close();
  }

  @Test
  @DisplayName("V-07, Q-06, V-08: a queued turn's place is told, and every few seconds how all is")
  void tellsOfTheQueueAndTheSystem() {
    String id = api.newConversation("Call");
    SocketClient socket = socket(id, "");
    socket.await("hello");
    // Held, or it might be done before anybody is told that it waits.
    api.post("/api/v1/conversations/" + id + "/pause");
    api.post(
        "/api/v1/conversations/" + id + "/turns/realtime",
        Map.of("speaker", "User", "raw_text", "hello there"));
    JsonNode position = socket.await("queue:position").path("payload");
    assertThat(position.path("conversation_id").asText()).isEqualTo(id);
    assertThat(position.path("position").asInt()).isEqualTo(1);
    assertThat(position.path("estimated_wait_ms").isNumber()).isTrue();
    api.post("/api/v1/conversations/" + id + "/resume");
    assertThat(socket.await("queue:position").path("payload").path("position").asInt()).isZero();
    JsonNode status = socket.await("system:status").path("payload");
    assertThat(status.path("status").asText()).isEqualTo("healthy");
    assertThat(status.path("processing_capacity").asInt()).isPositive();
    assertThat(status.path("queue_length").isNumber()).isTrue();
    socket.close();
  }

  @Test
  @DisplayName("V-03, R-05: a turn that cannot be processed is failed, told, and holds nobody up")
  void tellsOfAFailure() throws Exception {
    String id = api.newConversation("Call");
    api.post("/api/v1/conversations/" + id + "/pause");
    Reply doomed =
        api.post(
            "/api/v1/conversations/" + id + "/turns/realtime",
            Map.of("speaker", "User", "raw_text", "this one will not survive"));
    api.post(
        "/api/v1/conversations/" + id + "/turns/realtime",
        Map.of("speaker", "User", "raw_text", "but this one will"));
    SocketClient socket = socket(id, "?after=0");
    refuseResultsOf(doomed.text("turn_id"));
    api.post("/api/v1/conversations/" + id + "/resume");
    JsonNode error = socket.await("turn:error").path("payload");
    assertThat(error.path("turn_id").asText()).isEqualTo(doomed.text("turn_id"));
    assertThat(error.path("error").path("code").asText()).isEqualTo("PROC_002");
    assertThat(error.toString()).doesNotContain("survive");
    assertThat(
            socket.await("turn:processed").path("payload").path("turn").path("raw_text").asText())
        .isEqualTo("but this one will");
    JsonNode turns = api.get("/api/v1/conversations/" + id + "/turns").at("turns");
    assertThat(turns.get(0).path("status").asText()).isEqualTo("failed");
    assertThat(turns.get(0).path("metadata").path("error").path("code").asText())
        .isEqualTo("PROC_002");
    socket.close();
  }

  /** Has the database refuse to store this turn as processed, as a broken disk block would. */
  private static void refuseResultsOf(String turnId) throws Exception {
    try (Connection connection = server.database().openAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          create function refuse() returns trigger language plpgsql as $$
          begin
            if new.id = '%s' and new.status = 'processed' then
              raise exception 'refused' using errcode = 'data_corrupted';
            end if;
            return new;
          end $$;
          create trigger refuse before update on turns for each row execute function refuse();
          """
              .formatted(turnId));
    }
  }

  private static SocketClient socket(String conversation, String query) {
    URI http = api.base();
    return SocketClient.connect(
        URI.create(
            "ws://%s:%d/ws/conversations/%s%s"
                .formatted(http.getHost(), http.getPort(), conversation, query)));
  }
}
