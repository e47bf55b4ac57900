package dev.lumen.server.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import dev.lumen.server.model.Dialect;
import dev.lumen.server.model.LoopbackModel;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("what a trial of a template takes is measured apart")
@Timeout(60)
class TrialMeasuresTest {
  private static final String P = "/api/v1/prompt-engineering";

  @Test
  @DisplayName("its call is a trial's, of which nothing is asked, and none that turns wait for")
  void apart() {
    try (LoopbackModel model = LoopbackModel.speaking(Dialect.GEMINI);
        RunningServer server =
            RunningServer.with(
                Map.of(
                    "LUMEN_LIMITS", "off",
                    "LUMEN_MODEL_DEADLINE", "20000",
                    "LUMEN_MODEL_API_KEY", "the-secret-key",
                    "LUMEN_MODEL_URL", model.address().toString()))) {
      Api admin = server.asAdministrator();
      String id = admin.get(P + "/default-template").text("id");
      model.then(model.says("{\"cleaned_text\": \"They put their money in it.\"}"));
      Api.Reply trial =
          admin.post(
              P + "/templates/" + id + "/simulate",
              Map.of("raw_text", "they put there money in it"));
      assertThat(trial.text("advice.outcome")).isEqualTo("kept");
      JsonNode operations = admin.get("/api/v1/performance?scope=node").at("operations");
      assertThat(operations.findValuesAsText("name"))
          .contains("trial.gemini.call", "trial.gemini.parse");
      for (JsonNode operation : operations) {
        String name = operation.path("name").asText();
        if (name.startsWith("trial.")) {
          assertThat(operation.path("count").asInt()).isEqualTo(1);
          assertThat(operation.path("target").isNull()).isTrue();
        } else if (name.startsWith("ai.")) {
          assertThat(operation.path("count").asInt()).as(name).isZero();
        }
      }
    }
  }
}
