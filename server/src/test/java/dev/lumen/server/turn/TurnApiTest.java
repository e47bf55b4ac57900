package dev.lumen.server.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Turns over HTTP")
class TurnApiTest {
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
  @DisplayName("H-08d, T-01: a misheard title and a firm come out as an editor would write them")
  void correctsWhatWasMisheard() {
    String id = api.newConversation("Call");
    Reply reply =
        api.post(
            "/api/v1/conversations/" + id + "/turns",
            Map.of(
                "speaker", "User",
                "raw_text", "I'm the vector of marketing at quick fit windows",
                "shared_context", "Business qualification call"));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("cleaned_text"))
        .isEqualTo("I'm the Director of Marketing at Quick Fit Windows");
    assertThat(reply.text("metadata.confidence_score")).isEqualTo("HIGH");
    assertThat(reply.at("metadata.cleaning_applied").asBoolean()).isTrue();
    assertThat(reply.text("metadata.cleaning_level")).isEqualTo("full");
    JsonNode first = reply.at("metadata.corrections.0");
    assertThat(first.path("original").asText()).isEqualTo("vector of");
    assertThat(first.path("corrected").asText()).isEqualTo("Director of");
    assertThat(first.path("confidence").asText()).isEqualTo("HIGH");
    assertThat(first.path("position").path("start").asInt()).isEqualTo(8);
    assertThat(first.path("position").path("end").asInt()).isEqualTo(17);
  }

  @Test
  @DisplayName("H-08a, X-23: the answer carries every field, and the engine that ran")
  void answersWithEveryField() {
    String id = api.newConversation("Call");
    Reply reply = api.say(id, "User", "seventy five employees");
    assertThat(reply.json().properties().stream().map(Map.Entry::getKey))
        .contains(
            "turn_id",
            "conversation_id",
            "speaker",
            "raw_text",
            "cleaned_text",
            "metadata",
            "created_at");
    assertThat(reply.at("metadata").properties().stream().map(Map.Entry::getKey))
        .contains(
            "confidence_score",
            "cleaning_applied",
            "cleaning_level",
            "processing_time_ms",
            "corrections",
            "context_detected",
            "ai_model_used");
    assertThat(reply.text("metadata.ai_model_used")).isEqualTo("lumen-cleaner");
    assertThat(reply.text("conversation_id")).isEqualTo(id);
    assertThat(reply.at("seq").asInt()).isEqualTo(1);
  }

  @Test
  @DisplayName("H-08c, Q-09, T-01: the AI voice passes through byte for byte")
  void passesTheVoiceThrough() {
    String id = api.newConversation("Call");
    String raw = "Um, the the vector of… “marketing” — ##VT_WARM## ok\u00a0then 🙂";
    for (String speaker : List.of("Lumen", "AI", "assistant", "Claude")) {
      Reply reply = api.say(id, speaker, raw);
      assertThat(reply.text("cleaned_text")).isEqualTo(raw);
      assertThat(reply.text("speaker")).isEqualTo(speaker);
      assertThat(reply.at("metadata.cleaning_applied").asBoolean()).isFalse();
      assertThat(reply.text("metadata.cleaning_level")).isEqualTo("none");
      assertThat(reply.text("metadata.confidence_score")).isEqualTo("HIGH");
      assertThat(reply.at("metadata.corrections")).isEmpty();
      assertThat(reply.text("metadata.context_detected")).isEqualTo("lumen_response");
      assertThat(reply.text("metadata.ai_model_used")).isEqualTo("none");
      assertThat(reply.at("metadata.processing_time_ms").isNumber()).isTrue();
    }
  }

  @Test
  @DisplayName("H-08e, H-09, X-02, T-01: the cleaned history is what the next turns stand on")
  void remembersCleanedHistory() {
    String id = api.newConversation("Call");
    api.say(id, "User", "I'm the vector of marketing");
    api.say(id, "User", "As I mentioned, I work in marketing");
    Reply list = api.get("/api/v1/conversations/" + id + "/turns");
    assertThat(list.text("cleaned_transcript.0.cleaned_text"))
        .contains("Director of Marketing")
        .doesNotContain("vector of marketing");
    assertThat(list.text("raw_transcript.0.raw_text")).isEqualTo("I'm the vector of marketing");
    assertThat(list.at("total").asInt()).isEqualTo(2);
    assertThat(list.at("total_count").asInt()).isEqualTo(2);
    assertThat(list.at("returned_count").asInt()).isEqualTo(2);
    Reply second = api.get("/api/v1/conversations/" + id + "/turns?limit=1&offset=1");
    assertThat(second.at("turns")).hasSize(1);
    assertThat(second.at("turns.0.seq").asInt()).isEqualTo(2);
  }

  @Test
  @DisplayName("C-04, X-13: a forced level overrides, in any case; none is identity")
  void obeysAForcedLevel() {
    String id = api.newConversation("Call");
    String raw = "um I'm the the vector of marketing";
    Reply reply =
        api.post(
            "/api/v1/conversations/" + id + "/turns",
            Map.of("speaker", "User", "raw_text", raw, "force_cleaning_level", "NONE"));
    assertThat(reply.text("cleaned_text")).isEqualTo(raw);
    assertThat(reply.text("metadata.cleaning_level")).isEqualTo("none");
  }

  @Test
  @DisplayName("H-08, X-16: what is wrong is named, every field of it, and nothing is stored")
  void refusesWhatIsWrong() {
    String id = api.newConversation("Call");
    String path = "/api/v1/conversations/" + id + "/turns";
    Reply missing = api.post(path, Map.of());
    assertThat(missing.status()).isEqualTo(422);
    assertThat(missing.text("error.code")).isEqualTo("VAL_002");
    assertThat(missing.at("error.details.errors")).hasSize(2);
    Reply blank = api.post(path, Map.of("speaker", "User", "raw_text", "   "));
    assertThat(blank.status()).isEqualTo(422);
    assertThat(blank.text("error.code")).isEqualTo("VAL_003");
    Reply level =
        api.post(
            path, Map.of("speaker", "User", "raw_text", "x", "force_cleaning_level", "extreme"));
    assertThat(level.text("error.code")).isEqualTo("VAL_003");
    Reply noJson = api.send("POST", path, "{", Map.of("content-type", "application/json"));
    assertThat(noJson.status()).isEqualTo(400);
    assertThat(noJson.text("error.code")).isEqualTo("VAL_001");
    assertThat(api.get(path).at("total").asInt()).isZero();
  }

  @Test
  @DisplayName("H-08: an unknown conversation is 404 PROC_001")
  void knowsNoOtherConversation() {
    Reply reply = api.say(UUID.randomUUID().toString(), "User", "hello");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.text("error.code")).isEqualTo("PROC_001");
    assertThat(reply.text("detail")).isNotBlank();
  }

  @Test
  @DisplayName("Turns sent at once from many sides get numbers without gap or double")
  void numbersTurnsWithoutGap() throws Exception {
    String id = api.newConversation("Call");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reply>> replies = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String text = "this is number " + i;
        String door = i % 2 == 0 ? "/turns" : "/turns/realtime";
        replies.add(
            threads.submit(
                () ->
                    api.post(
                        "/api/v1/conversations/" + id + door,
                        Map.of("speaker", "User", "raw_text", text))));
      }
      for (Future<Reply> reply : replies) {
        assertThat(reply.get().status()).isEqualTo(200);
      }
    }
    assertThat(api.turnNumbers(id)).isEqualTo(IntStream.rangeClosed(1, 40).boxed().toList());
  }

  @Test
  @DisplayName(
      "X-17, T-02: in development mode the conversation `test` is there when it is first used")
  void makesTheTestConversation() {
    Reply reply = api.say("test", "Lumen", "Hello there.");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("cleaned_text")).isEqualTo("Hello there.");
  }
}
