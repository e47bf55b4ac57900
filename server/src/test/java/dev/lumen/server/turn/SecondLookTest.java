package dev.lumen.server.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import dev.lumen.server.api.Json;
import dev.lumen.server.realtime.SocketClient;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a turn teaches corrects the turns before it")
class SecondLookTest {
  private static final String C = "/api/v1/conversations/";
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

  private static JsonNode turns(String id) {
    return api.get(C + id + "/turns").at("turns");
  }

  private static SocketClient socket(String id) {
    String address = api.base().toString().replaceFirst("http", "ws");
    return SocketClient.connect(URI.create(address + "/ws/conversations/" + id + "?after=0"));
  }

  @Test
  @DisplayName("V-05: a name learnt later is told and stored as a correction of the old turn, once")
  void aNameLearntLater() {
    String id = api.newConversation("Call");
    String first = api.say(id, "User", "well I work for kestrover systems").text("turn_id");
    String teacher = api.say(id, "Lumen", "Who decides at Kestrova Systems?").text("turn_id");
    api.say(id, "Lumen", "And where is Kestrova Systems?");

    JsonNode old = turns(id).get(0);
    assertThat(old.path("cleaned_text").asText()).isEqualTo("Well I work for Kestrova Systems");
    assertThat(old.path("raw_text").asText()).isEqualTo("well I work for kestrover systems");
    assertThat(old.path("revision").asInt()).isEqualTo(1);
    JsonNode correction = old.path("metadata").path("corrections").get(1);
    assertThat(correction.path("taught_by").asText()).isEqualTo(teacher);
    assertThat(correction.path("id").asText()).isEqualTo("16-33");

    SocketClient socket = socket(id);
    JsonNode told = socket.await("correction:applied");
    while (!told.path("payload").path("correction").has("taught_by")) {
      told = socket.await("correction:applied");
    }
    assertThat(told.path("payload").path("turn_id").asText()).isEqualTo(first);
    assertThat(told.path("payload").path("auto_applied").asBoolean()).isTrue();
    JsonNode revised = socket.next("turn:revised").path("payload").path("turn");
    assertThat(Json.tree(revised.toString())).isEqualTo(old);
    socket.close();
  }

  @Test
  @DisplayName("V-05: it works for queued turns and for a whole transcript, too")
  void queuedAndImported() {
    String id = api.newConversation("Call");
    SocketClient socket = socket(id);
    api.post(
        C + id + "/turns/realtime",
        Map.of("speaker", "User", "raw_text", "I work for kestrover systems"));
    socket.await("turn:processed");
    api.say(id, "Lumen", "Kestrova Systems, great.");
    assertThat(socket.await("turn:revised").path("payload").path("turn").path("seq").asInt())
        .isEqualTo(1);
    socket.close();
    String imported =
        api.post(
                C + "import",
                Map.of(
                    "content",
                    "User: I work for kestrover systems\nLumen: Kestrova Systems, great.\n",
                    "format",
                    "txt"))
            .text("conversation.id");
    assertThat(turns(imported).get(0).path("cleaned_text").asText())
        .isEqualTo("I work for Kestrova Systems");
  }

  @Test
  @DisplayName("H-08c: tags and pauses of the AI voice stay in its text and are told beside it")
  void tagsOfTheVoice() {
    String id = api.newConversation("Call");
    String raw = "##VT_WARM## Hey… ... ... It's Lumen.";
    assertThat(api.say(id, "Lumen", raw).text("cleaned_text")).isEqualTo(raw);
    JsonNode turn = turns(id).get(0);
    assertThat(turn.path("cleaned_text").asText()).isEqualTo(raw);
    assertThat(turn.path("metadata").path("spoken").path("text").asText())
        .isEqualTo("Hey… It's Lumen.");
    assertThat(turn.path("metadata").path("spoken").path("tags").get(0).path("name").asText())
        .isEqualTo("WARM");
  }

  @Test
  @DisplayName("C-09: a first word in Greek comes back when the conversation is held in Greek")
  void aGreekConversation() {
    String id = api.newConversation("Call");
    assertThat(api.say(id, "User", "Ναι").text("cleaned_text")).isEmpty();
    api.say(id, "Lumen", "Καλημέρα σας, πώς μπορώ να βοηθήσω;");
    JsonNode first = turns(id).get(0);
    assertThat(first.path("cleaned_text").asText()).isEqualTo("Ναι");
    assertThat(first.path("metadata").path("transcription_error_detected").asBoolean()).isFalse();
    assertThat(first.path("metadata").path("context_detected").asText()).isEqualTo("general");
  }

  @Test
  @DisplayName("C-08, H-15: what is taken back is marked on the turn that claimed it, and counted")
  void takenBack() {
    String id = api.newConversation("Call");
    api.say(id, "User", "I'm the vector of marketing");
    String later = api.say(id, "User", "Actually, I meant Director of Operations").text("turn_id");
    JsonNode mark = turns(id).get(0).path("metadata").path("taken_back").get(0);
    assertThat(mark.path("claim").asText()).isEqualTo("Director of Marketing");
    assertThat(mark.path("replacement").asText()).isEqualTo("Director of Operations");
    assertThat(mark.path("position").path("start").asInt()).isEqualTo(8);
    assertThat(mark.path("turn_id").asText()).isEqualTo(later);
    assertThat(turns(id).get(0).path("cleaned_text").asText())
        .isEqualTo("I'm the Director of Marketing");
    assertThat(
            api.get(C + id + "/analytics")
                .at("quality_metrics.user_self_correction_rate")
                .asDouble())
        .isEqualTo(0.5);
  }
}
