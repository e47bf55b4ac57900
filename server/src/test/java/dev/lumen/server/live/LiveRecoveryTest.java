package dev.lumen.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import dev.lumen.server.database.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("X-12, V-20: a conversation gets out of where it was left")
@Timeout(60)
class LiveRecoveryTest extends SpokenConversation {
  private String path() {
    return "/api/conversations/" + conversation;
  }

  private LiveClient inError() {
    LiveClient client = connect();
    client.say("state_change_request", Map.of("state", "error"));
    client.awaitState("error");
    return client;
  }

  @Test
  @DisplayName("X-12: who speaks after an error is heard: interim words, a voice detector, a final")
  void speech_after_an_error() {
    LiveClient client = inError();
    client.say("transcript_update", Map.of("interim_transcript", "are you"));
    client.awaitState("listening");
    client.say("state_change_request", Map.of("state", "error"));
    client.awaitState("error");
    client.say("speech_event", Map.of("event_type", "speech_started"));
    client.awaitState("listening");
    client.say("state_change_request", Map.of("state", "error"));
    client.awaitState("error");
    client.say("transcript_update", Map.of("final_transcript", "are you there", "respond", false));
    client.awaitState("listening");
    client.say("state_change_request", Map.of("state", "error"));
    client.awaitState("error");
    client.say("text_input", Map.of("content", "hello again"));
    client.awaitState("waiting_for_user");
    assertThat(words()).startsWith("are you there", "hello again").hasSize(3);
    client.close();
  }

  @Test
  @DisplayName("X-12, H-28: so is who sends a message over REST")
  void messages_after_an_error() {
    api.post(path() + "/state", Map.of("state", "error"));
    Api.Reply said =
        api.post(
            "/api/v2/conversations/" + conversation + "/messages",
            Map.of("content", "my important words", "role", "user"));
    assertThat(said.status()).isEqualTo(200);
    assertThat(said.text("conversation_state")).isEqualTo("waiting_for_user");
    assertThat(words()).startsWith("my important words");
  }

  private LiveClient hearing() {
    LiveClient client = connect();
    client.say("plays_audio", Map.of());
    client.say("state_change_request", Map.of("state", "processing"));
    client.awaitState("processing");
    return client;
  }

  private String spoken(LiveClient client) {
    Map<String, String> reply = Map.of("content", "Good day to you", "audio_url", "http://x/a.mp3");
    String id = api.post(path() + "/ai-response", reply).text("message_id");
    client.awaitState("speaking");
    return id;
  }

  @Test
  @DisplayName("H-26: a reply from elsewhere is over when its audio is, or when somebody speaks")
  void replies_from_elsewhere() {
    LiveClient client = hearing();
    client.say("playback", Map.of("message_id", spoken(client), "finished", true));
    client.awaitState("waiting_for_user");

    client.say("state_change_request", Map.of("state", "processing"));
    client.awaitState("processing");
    spoken(client);
    client.say("speech_event", Map.of("event_type", "speech_started"));
    client.awaitSpeech("reply_paused");
    client.say("transcript_update", Map.of("interim_transcript", "no wait"));
    client.awaitSpeech("reply_interrupted");
    assertThat(api.get(path() + "/state").text("current_state")).isEqualTo("listening");
    assertThat(words()).containsExactly("Good day to you", "Good day to you");
    client.close();
  }

  @Test
  @DisplayName("V-15: a reply that was paused when the server stopped is stored by the next one")
  void a_paused_reply() {
    Map<String, String> settings = Map.of("LUMEN_AUTH", "dev", "LUMEN_LIMITS", "off");
    try (TestDatabase database = TestDatabase.create()) {
      String id;
      String content;
      try (RunningServer first = RunningServer.alone(database, settings)) {
        id = first.api().post("/api/v2/conversations", Map.of()).text("id");
        LiveClient client = LiveClient.connect(first, id, "");
        client.say("plays_audio", Map.of());
        client.say("text_input", Map.of("content", "hello there"));
        content = client.await("ai_response").at("/payload/content").asText();
        client.say("speech_event", Map.of("event_type", "speech_started"));
        client.awaitSpeech("reply_paused");
      }
      try (RunningServer next = RunningServer.alone(database, settings)) {
        JsonNode last =
            next.api().get("/api/v1/conversations/" + id + "/turns").at("turns").path(1);
        assertThat(last.path("raw_text").asText()).isEqualTo(content);
        assertThat(last.at("/metadata/source/heard").asText()).isEqualTo("unknown");
        assertThat(next.api().get("/api/conversations/" + id + "/state").text("current_state"))
            .isEqualTo("waiting_for_user");
      }
    }
  }
}
