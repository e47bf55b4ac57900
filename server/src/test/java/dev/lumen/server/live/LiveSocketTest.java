package dev.lumen.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import dev.lumen.server.api.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("W-02, X-20, V-13 to V-19: a conversation is spoken over the live socket")
@Timeout(60)
class LiveSocketTest {
  private static final String TURN = "turn:processed";
  private static RunningServer server;
  private static Api api;
  private String conversation = "";

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

  private LiveClient connect(String query) {
    return LiveClient.connect(server, conversation, query);
  }

  private static LiveClient say(LiveClient client, String type, Map<String, ?> payload) {
    return client.say(type, payload);
  }

  private static JsonNode awaitState(LiveClient client, String state) {
    return client.awaitState(state);
  }

  private static void awaitMove(LiveClient client, String state, String reason) {
    client.await(
        frame ->
            frame.path("payload").path("current_state").asText().equals(state)
                && frame.path("payload").path("reason").asText().equals(reason));
  }

  private static JsonNode awaitTurn(LiveClient client, String rawText) {
    return client.awaitTurn(rawText);
  }

  private static JsonNode awaitSpeech(LiveClient client, String event) {
    return client.awaitSpeech(event);
  }

  private List<JsonNode> turns() {
    List<JsonNode> turns = new ArrayList<>();
    api.get("/api/v1/conversations/" + conversation + "/turns").at("turns").forEach(turns::add);
    return turns;
  }

  @Test
  @DisplayName(
      "V-13, V-18: the state comes first, then who is connected; both devices are told of each other")
  void the_first_frames() {
    LiveClient one = connect("");
    JsonNode first = one.next("state_update");
    assertThat(first.path("conversation_id").asText()).isEqualTo(conversation);
    assertThat(first.path("timestamp").asText()).endsWith("Z");
    assertThat(first.path("payload").path("current_state").asText()).isEqualTo("idle");
    assertThat(first.path("payload").path("transcript").has("interim_transcript")).isTrue();
    assertThat(one.next("connection_status").path("payload").path("client_count").asInt())
        .isEqualTo(1);
    LiveClient two = connect("");
    two.await("connection_status");
    JsonNode told = one.await("connection_status");
    while (told.path("payload").path("client_count").asInt() != 2) {
      told = one.await("connection_status");
    }
    two.close();
    while (told.path("payload").path("client_count").asInt() != 1) {
      told = one.await("connection_status");
    }
    assertThat(told.path("payload").path("status").asText()).isEqualTo("client_disconnected");
    one.close();
  }

  @Test
  @DisplayName("V-13: a place that cannot be resumed from is told, and so is one that is none")
  void places_that_cannot_be_resumed_from() {
    assertThat(connect("?after=0").next("state_update").path("payload").has("reset")).isFalse();
    JsonNode ahead = connect("?after=9").next("state_update");
    assertThat(ahead.path("payload").path("reset").asText()).isEqualTo("ahead_of_history");
    JsonNode foreign = connect("?after=0&epoch=another").next("state_update");
    assertThat(foreign.path("payload").path("reset").asText()).isEqualTo("other_epoch");
    LiveClient faulty = connect("?after=soon");
    faulty.next("state_update");
    faulty.next("connection_status");
    assertThat(faulty.await("error").path("payload").path("error_type").asText())
        .isEqualTo("invalid_message");
  }

  @Test
  @DisplayName(
      "V-14, V-15: interim words, a final that becomes a cleaned turn, a reply that becomes Lumen's")
  void a_whole_exchange() {
    LiveClient client = connect("");
    say(client, "transcript_update", Map.of("interim_transcript", "um we have"));
    assertThat(awaitState(client, "listening").path("payload").path("reason").asText())
        .isEqualTo("speech");
    JsonNode interim = client.await("transcript_update").path("payload");
    assertThat(interim.path("interim_transcript").asText()).isEqualTo("um we have");
    assertThat(interim.path("is_final").asBoolean()).isFalse();
    say(client, "transcript_update", Map.of("final_transcript", "um we have seventy five people"));
    awaitState(client, "processing");
    JsonNode turn = client.await(TURN);
    assertThat(turn.path("turn_id").asText())
        .isEqualTo(turn.path("payload").path("turn").path("turn_id").asText());
    assertThat(turn.path("payload").path("turn").path("cleaned_text").asText())
        .isEqualTo("We have 75 people");
    awaitState(client, "speaking");
    JsonNode reply = client.await("ai_response").path("payload");
    assertThat(reply.path("engine").asText()).isEqualTo("lumen-local");
    assertThat(client.await(TURN).path("payload").path("turn").path("speaker").asText())
        .isEqualTo("Lumen");
    awaitState(client, "waiting_for_user");
    assertThat(turns()).hasSize(2);
    assertThat(turns().get(1).path("raw_text").asText()).isEqualTo(reply.path("content").asText());
    client.close();
  }

  @Test
  @DisplayName(
      "interim words are replaceable by turn and revision; a final is stored once and does not change")
  void revisions_and_finals() {
    LiveClient client = connect("");
    client.await("connection_status");
    Map<String, Object> second =
        Map.of("turn", "a", "revision", 2, "interim_transcript", "we need", "respond", false);
    say(client, "transcript_update", second);
    say(
        client,
        "transcript_update",
        Map.of("turn", "a", "revision", 1, "interim_transcript", "we"));
    Map<String, Object> last =
        Map.of("turn", "a", "final_transcript", "we need leads", "respond", false);
    say(client, "transcript_update", last);
    say(client, "transcript_update", last);
    say(client, "transcript_update", Map.of("turn", "a", "interim_transcript", "we need le"));
    say(
        client,
        "transcript_update",
        Map.of("turn", "a", "final_transcript", "something else", "respond", false));
    List<String> interims = new ArrayList<>();
    JsonNode frame = client.next();
    while (!frame.path("type").asText().equals("error")) {
      if (frame.path("type").asText().equals("transcript_update")
          && !frame.path("payload").path("is_final").asBoolean()) {
        interims.add(frame.path("payload").path("interim_transcript").asText());
      }
      frame = client.next();
    }
    assertThat(interims).doesNotContain("we", "we need le");
    assertThat(frame.path("payload").path("error_type").asText()).isEqualTo("conflict");
    assertThat(frame.path("payload").path("turn").asText()).isEqualTo("a");
    assertThat(turns()).hasSize(1);
    assertThat(turns().getFirst().path("raw_text").asText()).isEqualTo("we need leads");
    client.close();
  }

  @Test
  @DisplayName(
      "barge-in: the reply stops, and only what was heard of it is stored, before what was said")
  void barge_in() {
    LiveClient client = connect("");
    client.await("connection_status");
    say(client, "plays_audio", Map.of());
    say(client, "text_input", Map.of("content", "tell me about the weather in the north"));
    JsonNode reply = client.await("ai_response").path("payload");
    String content = reply.path("content").asText();
    int second = content.indexOf(' ', content.indexOf(' ') + 1);
    say(
        client,
        "playback",
        Map.of("message_id", reply.path("message_id").asText(), "played_chars", second + 2));
    say(client, "speech_event", Map.of("event_type", "speech_started", "data", Map.of()));
    awaitSpeech(client, "reply_paused");
    say(client, "transcript_update", Map.of("interim_transcript", "no wait"));
    awaitSpeech(client, "reply_interrupted");
    say(client, "transcript_update", Map.of("final_transcript", "no wait", "respond", false));
    JsonNode cut = awaitTurn(client, content.substring(0, second));
    assertThat(cut.path("metadata").path("source").path("interrupted").asBoolean()).isTrue();
    JsonNode said = awaitTurn(client, "no wait");
    assertThat(said.path("seq").asInt()).isEqualTo(cut.path("seq").asInt() + 1);
    client.close();
  }

  @Test
  @DisplayName(
      "a sound without words was no interruption: the reply goes on, and is stored whole when heard")
  void false_interruption() {
    LiveClient client = connect("");
    client.await("connection_status");
    say(client, "plays_audio", Map.of());
    say(client, "text_input", Map.of("content", "hello there"));
    JsonNode reply = client.await("ai_response").path("payload");
    String id = reply.path("message_id").asText();
    say(client, "speech_event", Map.of("event_type", "speech_started", "data", Map.of()));
    awaitMove(client, "listening", "barge_in");
    say(client, "speech_event", Map.of("event_type", "speech_ended", "data", Map.of()));
    awaitMove(client, "speaking", "false_interruption");
    say(client, "playback", Map.of("message_id", id, "finished", true));
    awaitState(client, "waiting_for_user");
    assertThat(turns().getLast().path("raw_text").asText())
        .isEqualTo(reply.path("content").asText());
    client.close();
  }

  @Test
  @DisplayName("resume: after a dropped socket everything kept comes again, once and in order")
  void resume() {
    LiveClient client = connect("");
    long last = client.next("state_update").path("payload").path("last_seq").asLong();
    client.abort();
    api.post(
        "/api/v2/conversations/" + conversation + "/messages",
        Map.of("content", "we need more leads", "role", "user"));
    LiveClient again = connect("?after=" + last);
    assertThat(again.next("state_update").path("payload").path("current_state").asText())
        .isEqualTo("waiting_for_user");
    List<Long> seqs = new ArrayList<>();
    JsonNode frame = again.next();
    while (!frame.path("payload").path("current_state").asText().equals("waiting_for_user")) {
      if (frame.has("seq")) {
        seqs.add(frame.path("seq").asLong());
      }
      frame = again.next();
    }
    for (int i = 0; i < seqs.size(); i++) {
      assertThat(seqs.get(i)).isEqualTo(last + 1 + i);
    }
    assertThat(seqs).hasSizeGreaterThan(4);
    again.close();
  }

  @Test
  @DisplayName("V-17, V-19: heartbeats are answered; what cannot be understood gets its error type")
  void messages_and_errors() {
    LiveClient client = connect("");
    client.await("connection_status");
    client.send("{\"type\":\"heartbeat\"}");
    assertThat(client.await("heartbeat_response").path("payload").path("status").asText())
        .isEqualTo("alive");
    client.send("no json");
    assertThat(errorType(client)).isEqualTo("invalid_json");
    client.send("{\"type\":\"dance\"}");
    assertThat(errorType(client)).isEqualTo("unknown_message_type");
    client.send("{\"type\":\"transcript_update\"}");
    assertThat(errorType(client)).isEqualTo("invalid_message");
    client.send("{\"type\":\"state_change_request\",\"state\":\"SPEAKING\"}");
    JsonNode illegal = client.await("error").path("payload");
    assertThat(illegal.path("error_type").asText()).isEqualTo("invalid_transition");
    assertThat(illegal.path("allowed_states")).isNotEmpty();
    client.send("{\"type\":\"state_change_request\",\"state\":\"LISTENING\"}");
    awaitState(client, "listening");
    client.close();
  }

  private static String errorType(LiveClient client) {
    return client.await("error").path("payload").path("error_type").asText();
  }

  @Test
  @DisplayName("H-31: an ended conversation tells so, lets everybody go, and takes no more words")
  void the_end() {
    LiveClient one = connect("");
    LiveClient two = connect("");
    two.await("connection_status");
    assertThat(
            api.send("PUT", "/api/v2/conversations/" + conversation + "/end", null, Map.of())
                .text("status"))
        .isEqualTo("ended");
    awaitState(one, "ended");
    awaitState(two, "ended");
    assertThat(one.closeCode()).isEqualTo(1000);
    assertThat(two.closeCode()).isEqualTo(1000);
    String words = "/api/conversations/" + conversation + "/transcript";
    assertThat(api.post(words, Map.of("final_transcript", "hello")).status()).isEqualTo(409);
    assertThat(api.get("/api/v2/conversations/" + conversation).text("status")).isEqualTo("ended");
    assertThat(api.get("/api/v1/conversations/" + conversation).text("status"))
        .isEqualTo("completed");
  }

  @Test
  @DisplayName("V-19: there is no such conversation: 1008")
  void unknown() {
    conversation = "550e8400-e29b-41d4-a716-446655449999";
    assertThat(connect("").closeCode()).isEqualTo(1008);
  }

  @Test
  @DisplayName("the streams of recognisers are understood as they are")
  void recognisers() {
    LiveClient client = connect("");
    client.await("connection_status");
    client.send(deepgram("we need", false, false));
    client.send(deepgram("we need more", true, false));
    client.send(deepgram("leads", true, true));
    assertThat(client.await(TURN).path("payload").path("turn").path("raw_text").asText())
        .isEqualTo("we need more leads");
    awaitState(client, "waiting_for_user");
    client.send(
        "{\"type\":\"Turn\",\"turn_order\":0,\"end_of_turn\":false,\"transcript\":\"about\"}");
    client.send(
        "{\"type\":\"Turn\",\"turn_order\":0,\"end_of_turn\":true,\"turn_is_formatted\":false,\"transcript\":\"about fifty\"}");
    client.send(
        "{\"type\":\"Turn\",\"turn_order\":0,\"end_of_turn\":true,\"turn_is_formatted\":true,\"transcript\":\"About fifty.\"}");
    awaitState(client, "processing");
    awaitState(client, "waiting_for_user");
    assertThat(turns())
        .extracting(turn -> turn.path("speaker").asText())
        .containsExactly("User", "Lumen", "User", "Lumen");
    client.close();
  }

  private static String deepgram(String text, boolean isFinal, boolean speechFinal) {
    return Json.text(
        Map.of(
            "type",
            "Results",
            "is_final",
            isFinal,
            "speech_final",
            speechFinal,
            "channel",
            Map.of("alternatives", List.of(Map.of("transcript", text, "confidence", 0.9)))));
  }
}
