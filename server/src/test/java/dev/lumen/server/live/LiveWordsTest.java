package dev.lumen.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.RunningServer;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("W-02, V-14: words of every kind are heard on the live socket")
@Timeout(60)
class LiveWordsTest extends SpokenConversation {
  private static final Map<String, String> SETTINGS =
      Map.of("LUMEN_AUTH", "dev", "LUMEN_LIMITS", "off");

  private static Map<String, Object> last(String turn, String text) {
    return Map.of("turn", turn, "final_transcript", text, "respond", false);
  }

  @Test
  @DisplayName("characters of two units are never halved, however much was said before")
  void long_talks_of_wide_characters() {
    LiveClient client = connect();
    client.say("transcript_update", last("a", "\uD83D\uDE00".repeat(1500)));
    client.say("transcript_update", last("b", "x" + "\uD83D\uDE00".repeat(1500)));
    JsonNode told = client.await(it -> it.at("/payload/turn").asText().equals("b"));
    assertThat(told.at("/payload/accumulated_transcript").asText())
        .startsWith("\uD83D\uDE00")
        .hasSizeGreaterThan(3990);
    client.close();

    LiveClient again = LiveClient.connect(server, conversation, "");
    assertThat(
            again
                .await("state_update")
                .at("/payload/transcript/final_transcript")
                .asText()
                .length())
        .isGreaterThan(3990);
    again.close();
  }

  @Test
  @DisplayName("a final without words is a silence: what was guessed goes, and it is no fault")
  void finals_without_words() {
    LiveClient client = connect();
    client.say("transcript_update", Map.of("turn", "a", "interim_transcript", "um"));
    for (int i = 0; i < 30; i++) {
      client.say("transcript_update", last("a", i % 2 == 0 ? "" : "  "));
    }
    client.await(
        it ->
            it.at("/payload/revision").asInt() == 31
                && it.at("/payload/interim_transcript").asText().isEmpty());
    client.say("transcript_update", last("a", "here I am"));
    client.awaitTurn("here I am");
    assertThat(words()).containsExactly("here I am");
    client.say("transcript_update", last("b", "half a \0 character"));
    assertThat(client.await("error").at("/payload/message").asText())
        .contains("final_transcript")
        .doesNotContain("interim_transcript");
    client.close();
  }

  @Test
  @DisplayName("V-14: a final that is sent again is told again, to the one who sent it alone")
  void finals_sent_again() {
    LiveClient client = connect();
    client.say("transcript_update", last("a", "we need leads"));
    JsonNode first = client.await("transcript_update");
    client.abort();
    LiveClient again = connect();
    LiveClient other = connect();
    again.say("transcript_update", last("a", "we need leads"));
    JsonNode second = again.await("transcript_update");
    assertThat(second.path("payload")).isEqualTo(first.path("payload"));
    again.say("transcript_update", last("b", "and more"));
    assertThat(other.await("transcript_update").at("/payload/turn").asText()).isEqualTo("b");
    assertThat(words()).containsExactly("we need leads", "and more");
    again.close();
    other.close();
  }

  @Test
  @DisplayName("W-02: who speaks at another node stops the reply that this one gives")
  void barge_in_at_another_node() {
    try (RunningServer second = server.beside(SETTINGS)) {
      LiveClient here = connect();
      here.say("plays_audio", Map.of());
      LiveClient there = LiveClient.connect(second, conversation, "");
      there.await("state_update");
      here.say("text_input", Map.of("content", "tell me about the weather in the north"));
      JsonNode reply = here.await("ai_response").path("payload");
      String content = reply.path("content").asText();
      there.await("ai_response");
      int words = content.indexOf(' ', content.indexOf(' ') + 1);
      here.say(
          "playback",
          Map.of("message_id", reply.path("message_id").asText(), "played_chars", words + 2));
      here.say("heartbeat", Map.of());
      here.await("heartbeat_response"); // what was said before is done
      there.say("transcript_update", Map.of("interim_transcript", "no wait"));
      here.awaitSpeech("reply_interrupted");
      JsonNode cut = there.awaitTurn(content.substring(0, words));
      assertThat(cut.at("/metadata/source/interrupted").asBoolean()).isTrue();
      here.close();
      there.close();
    }
  }
}
