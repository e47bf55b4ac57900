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
}
