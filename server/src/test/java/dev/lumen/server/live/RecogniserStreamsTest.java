package dev.lumen.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.api.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("V-19: recognisers that end a session, begin another, or lose the connection")
@Timeout(60)
class RecogniserStreamsTest extends SpokenConversation {
  private static String turn(int order, boolean formatted, String text) {
    return Json.text(
        Map.of(
            "type", "Turn",
            "turn_order", order,
            "end_of_turn", true,
            "turn_is_formatted", formatted,
            "transcript", text));
  }

  private static String begin(String session) {
    return Json.text(Map.of("type", "Begin", "id", session));
  }

  private static String sure(String text) {
    JsonNode piece = Json.tree("{\"type\":\"Results\",\"is_final\":true,\"speech_final\":false}");
    return ((com.fasterxml.jackson.databind.node.ObjectNode) piece)
        .set(
            "channel",
            Json.tree("{\"alternatives\":[{\"confidence\":0.9,\"transcript\":\"" + text + "\"}]}"))
        .toString();
  }

  private List<String> said() {
    List<String> said = new ArrayList<>();
    api.get("/api/v1/conversations/" + conversation + "/turns")
        .at("turns")
        .forEach(
            turn -> {
              if (turn.path("speaker").asText().equals("User")) {
                said.add(turn.path("raw_text").asText());
              }
            });
    return said;
  }

  @Test
  @DisplayName("AssemblyAI: a second session on a socket counts its turns from 0 again")
  void second_session() {
    LiveClient client = connect();
    client.send(begin("a")).send(turn(0, false, "hello from the first"));
    client.awaitTurn("hello from the first");
    client.awaitState("waiting_for_user");
    client.send("{\"type\":\"Termination\"}").send(begin("b"));
    client.send(turn(0, false, "hello from the second"));
    client.awaitTurn("hello from the second");
    client.send(turn(0, true, "Hello, from the second."));
    client.send("{\"type\":\"heartbeat\"}");
    client.await("heartbeat_response");
    assertThat(said()).containsExactly("hello from the first", "hello from the second");
    client.close();
  }

  @Test
  @DisplayName("AssemblyAI: the formatted repetition is left aside after a reconnect, too")
  void repetition_after_a_reconnect() {
    LiveClient client = connect();
    client.send(begin("a")).send(turn(3, false, "we have seventy five people"));
    client.awaitTurn("we have seventy five people");
    client.abort();
    LiveClient again = connect();
    again.send(begin("a")).send(turn(3, true, "We have 75 people."));
    again.send(turn(4, true, "And no more."));
    again.awaitTurn("And no more.");
    assertThat(said()).containsExactly("we have seventy five people", "And no more.");
    again.close();
  }

  @Test
  @DisplayName("AssemblyAI: so is one whose session nobody named, where its words are the same")
  void repetition_without_a_name() {
    LiveClient client = connect();
    client.send(turn(3, false, "hello there my friend"));
    client.awaitTurn("hello there my friend");
    client.awaitState("waiting_for_user");
    client.abort();
    LiveClient again = connect();
    again.send(turn(3, true, "Hello there, my friend."));
    again.send(turn(4, true, "Something else."));
    again.awaitTurn("Something else.");
    assertThat(said()).containsExactly("hello there my friend", "Something else.");
    again.close();
  }

  @Test
  @DisplayName("Deepgram: words that were sure become a turn when the stream or the socket closes")
  void the_last_sure_words() {
    LiveClient client = connect();
    client.send(sure("the last words")).send("{\"type\":\"Metadata\",\"duration\":3}");
    client.awaitTurn("the last words");
    client.awaitState("waiting_for_user");
    LiveClient other = connect();
    client.send(sure("and one more thing"));
    other.await(it -> it.at("/payload/interim_transcript").asText().equals("and one more thing"));
    client.close();
    other.awaitTurn("and one more thing");
    assertThat(said()).containsExactly("the last words", "and one more thing");
    other.close();
  }

  private static String piece(int channel, String text, boolean over) {
    return Json.text(
        Map.of(
            "type",
            "Results",
            "channel_index",
            List.of(channel, 2),
            "is_final",
            true,
            "speech_final",
            over,
            "channel",
            Map.of("alternatives", List.of(Map.of("transcript", text)))));
  }

  @Test
  @DisplayName("Deepgram: pieces of two channels make turns of two people, however they alternate")
  void two_channels() {
    LiveClient client = connect();
    client.send(piece(0, "hello this is", false)).send(piece(1, "good morning", false));
    client.send(piece(0, "anna speaking", true)).send(piece(1, "nice to meet you", false));
    client.send("{\"type\":\"UtteranceEnd\",\"channel\":[1,2]}");
    assertThat(client.awaitTurn("hello this is anna speaking").path("speaker").asText())
        .isEqualTo("User");
    assertThat(client.awaitTurn("good morning nice to meet you").path("speaker").asText())
        .isEqualTo("User 2");
    client.close();
  }

  @Test
  @DisplayName(
      "Deepgram: a speech that never ends loses nothing; what a turn cannot hold is another")
  void an_endless_speech() {
    LiveClient client = connect();
    String piece = "word ".repeat(5_000).strip();
    for (int i = 0; i < 6; i++) {
      client.send(sure(piece));
    }
    client.send("{\"type\":\"UtteranceEnd\"}");
    client.awaitState("waiting_for_user");
    assertThat(String.join(" ", said()).split(" ", -1)).hasSize(30_000);
    assertThat(said()).allMatch(text -> text.length() <= 100_000);
    client.close();
  }

  @Test
  @DisplayName("Deepgram: turns of Flux are known by stream and number, and end once")
  void flux() {
    LiveClient client = connect();
    client.send("{\"type\":\"Connected\",\"request_id\":\"r\",\"sequence_id\":0}");
    client.send(flux("StartOfTurn", "we")).send(flux("Update", "we need"));
    client.send(flux("EagerEndOfTurn", "we need leads")).send(flux("EndOfTurn", "we need leads"));
    client.awaitTurn("we need leads");
    client.awaitState("waiting_for_user");
    client.abort();
    LiveClient again = connect();
    again.send(flux("EndOfTurn", "we need leads"));
    assertThat(again.await("transcript_update").at("/payload/is_final").asBoolean()).isTrue();
    assertThat(said()).containsExactly("we need leads");
    again.close();
  }

  private static String flux(String event, String text) {
    return Json.text(
        Map.of(
            "type",
            "TurnInfo",
            "request_id",
            "r",
            "event",
            event,
            "turn_index",
            0,
            "transcript",
            text,
            "end_of_turn_confidence",
            0.8));
  }

  @Test
  @DisplayName("what recognisers tell of themselves is no fault, however often they do")
  void news_of_themselves() {
    LiveClient client = connect();
    for (int i = 0; i < 25; i++) {
      client.send("{\"type\":\"Warning\"}").send("{\"type\":\"Error\",\"error\":\"slow\"}");
    }
    client.send("{\"type\":\"heartbeat\"}");
    client.await("heartbeat_response");
    client.close();
  }

  @Test
  @DisplayName("V-17: what cannot be stored is refused as such, and nothing waits for its answer")
  void texts_that_cannot_be_stored() {
    LiveClient client = connect();
    client.send(flux("EndOfTurn", "a \0 b"));
    JsonNode refused = client.await("error").path("payload");
    assertThat(refused.path("error_type").asText()).isEqualTo("invalid_message");
    assertThat(refused.path("message").asText()).contains("NUL");
    assertThat(api.get("/api/conversations/" + conversation + "/state").text("current_state"))
        .isEqualTo("idle");
    client.close();
  }
}
