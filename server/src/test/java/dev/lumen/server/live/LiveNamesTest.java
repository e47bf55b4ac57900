package dev.lumen.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.RunningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("V-14, V-19: the names of turns, by which they are known again")
@Timeout(60)
class LiveNamesTest extends SpokenConversation {
  private static Map<String, Object> last(String turn, String text) {
    return Map.of("turn", turn, "final_transcript", text, "respond", false);
  }

  @Test
  @DisplayName("the server's own names never stand where a client's would")
  void names_of_the_server() {
    LiveClient client = connect();
    client.say("transcript_update", last("turn-1", "the first sentence"));
    client.say("text_input", Map.of("content", "typed in between", "respond", false));
    client.say("transcript_update", Map.of("turn", "turn-2", "interim_transcript", "the second"));
    client.say("transcript_update", last("turn-2", "the second sentence"));
    client.awaitTurn("the second sentence");
    client.say("transcript_update", last("turn-3", "the third sentence"));
    client.say("transcript_update", Map.of("final_transcript", "no name", "respond", false));
    client.awaitTurn("no name");
    assertThat(words())
        .containsExactly(
            "the first sentence",
            "typed in between",
            "the second sentence",
            "the third sentence",
            "no name");
    client.close();
  }

  @Test
  @DisplayName("a client may go on under the name that the server gave")
  void names_that_were_told() {
    LiveClient client = connect();
    client.say("transcript_update", Map.of("interim_transcript", "we need"));
    String name = client.await("transcript_update").path("payload").path("turn").asText();
    client.say("transcript_update", last(name, "we need leads"));
    client.say("transcript_update", last(name, "we need leads"));
    client.say("transcript_update", Map.of("interim_transcript", "and"));
    JsonNode next = client.await(it -> it.at("/payload/interim_transcript").asText().equals("and"));
    assertThat(next.at("/payload/turn").asText()).isNotEqualTo(name);
    assertThat(words()).containsExactly("we need leads");
    client.close();
  }

  @Test
  @DisplayName("each turn counts its revisions, although others are spoken meanwhile")
  void revisions_of_turns() {
    LiveClient client = connect();
    client.say("transcript_update", interim("p", 5, "newer words of p"));
    client.say("transcript_update", interim("q", 1, "words of q"));
    client.say("transcript_update", interim("p", 2, "older words of p"));
    client.say("transcript_update", interim("p", 6, "newest words of p"));
    List<String> told = new ArrayList<>();
    while (!told.contains("newest words of p")) {
      told.add(client.await("transcript_update").at("/payload/interim_transcript").asText());
    }
    assertThat(told).doesNotContain("older words of p");
    client.close();
  }

  private static Map<String, Object> interim(String turn, int revision, String text) {
    return Map.of("turn", turn, "revision", revision, "interim_transcript", text);
  }

  @Test
  @DisplayName(
      "a final sent again is known to a server that has only the database, as after a restart")
  void finals_sent_again() {
    LiveClient client = connect();
    client.say("transcript_update", last("u1", "the first named words"));
    client.awaitTurn("the first named words");
    client.close();
    try (RunningServer other = server.beside(Map.of("LUMEN_AUTH", "dev", "LUMEN_LIMITS", "off"))) {
      LiveClient again = LiveClient.connect(other, conversation, "");
      again.say("transcript_update", last("u1", "the first named words"));
      again.say("transcript_update", last("u1", "other words"));
      JsonNode refused = again.await("error").path("payload");
      assertThat(refused.path("error_type").asText()).isEqualTo("conflict");
      assertThat(refused.path("turn").asText()).isEqualTo("u1");
      assertThat(refused.path("turn_id").asText()).isNotEmpty();
      again.say("transcript_update", last("u2", "words of their own"));
      again.awaitTurn("words of their own");
      again.close();
    }
    assertThat(words()).containsExactly("the first named words", "words of their own");
  }
}
