package dev.lumen.server.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import dev.lumen.server.api.Json;
import dev.lumen.server.model.Dialect;
import dev.lumen.server.model.LoopbackModel;
import dev.lumen.server.model.ThinkingModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("C-11: a model is asked about a conversation's turns as the conversation wants")
@Timeout(60)
class OwnParametersTest {
  private static final Map<String, ?> WISHED =
      Map.of("temperature", 0.1, "max_tokens", 1000, "top_p", 0.95);

  private static final Map<String, String> ABOUT =
      Map.of(
          "domain", "marketing",
          "subdomain", "paid\nsearch",
          "conversation_type", "qualification call");

  private static RunningServer asking(LoopbackModel model) {
    return RunningServer.with(
        Map.of(
            "LUMEN_AUTH", "dev",
            "LUMEN_LIMITS", "off",
            "LUMEN_MODEL_PROVIDER", model.dialect().provider().wireName(),
            "LUMEN_MODEL_NAME", "m",
            "LUMEN_MODEL_API_KEY", "the-secret-key",
            "LUMEN_MODEL_DEADLINE", "20000",
            "LUMEN_MODEL_URL", model.address().toString()));
  }

  /** Creates a conversation that asks about every turn. */
  private static String conversation(Api api, Map<String, ?> settings, Map<String, ?> metadata) {
    Map<String, Object> processing = new HashMap<>(settings);
    processing.put("model_cleaning", "always");
    Map<String, Object> all = new HashMap<>(metadata);
    all.put("processing_settings", processing);
    return api.post("/api/v1/conversations", Map.of("name", "Call", "metadata", all)).text("id");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("its parameters and its business reach the provider; others' conversations stay")
  void reachesTheProvider(Dialect dialect) {
    try (LoopbackModel model = LoopbackModel.speaking(dialect);
        RunningServer server = asking(model)) {
      Api api = server.api();
      LoopbackModel.Scene answer = model.says("{\"cleaned_text\":\"We sell tea\"}");
      model.then(answer, answer);
      String own =
          conversation(api, Map.of("model_parameters", WISHED), Map.of("business_context", ABOUT));
      api.say(own, "User", "we sell tea");
      String body = model.seen().body();
      assertThat(dialect.parameters(body))
          .isEqualTo(Map.of("temperature", 0.1, "max_tokens", 1000.0, "top_p", 0.95));
      assertThat(body)
          .contains("The conversation is about: marketing, paid search, qualification call");

      api.say(conversation(api, Map.of(), Map.of()), "User", "we sell tea");
      String usual = model.seen().body();
      assertThat(dialect.parameters(usual))
          .isEqualTo(Map.of("temperature", 0.0, "max_tokens", 256.0));
      assertThat(usual).doesNotContain("The conversation is about");
    }
  }

  @Test
  @DisplayName("a model that thinks first and refuses them is asked without")
  void thinks() {
    try (LoopbackModel model = LoopbackModel.speaking(Dialect.OPENAI);
        RunningServer server = asking(model)) {
      Api api = server.api();
      LoopbackModel.Scene answer =
          new ThinkingModel(model)
              .refuses("top_p")
              .or(model.says("{\"cleaned_text\":\"We sell tea\"}"));
      model.then(answer, answer, answer, answer);
      String id = conversation(api, Map.of("model_parameters", WISHED), Map.of());
      api.say(id, "User", "we sell tea");
      for (int i = 0; i < 3; i++) {
        model.seen();
      }
      var last = Json.tree(model.seen().body());
      assertThat(List.of("temperature", "max_tokens", "top_p")).noneMatch(last::has);
      assertThat(last.path("max_completion_tokens").asInt()).isGreaterThan(1000);
    }
  }

  @Test
  @DisplayName("the words of its business are not taken for words of the talk")
  void businessIsNotSaid() {
    try (LoopbackModel model = LoopbackModel.speaking(Dialect.GEMINI);
        RunningServer server = asking(model)) {
      Api api = server.api();
      model.then(model.says("{\"cleaned_text\":\"We sell marketing tea\"}"));
      String id = conversation(api, Map.of(), Map.of("business_context", ABOUT));
      String turn = api.say(id, "User", "we sell tea").text("turn_id");
      String details = "/api/v1/conversations/" + id + "/turns/" + turn + "/model-details";
      Api.Reply reply = api.get(details);
      while (!reply.at("asked").asBoolean()) {
        reply = api.get(details);
      }
      assertThat(reply.text("questions.0.outcome")).isEqualTo("refused");
    }
  }
}
