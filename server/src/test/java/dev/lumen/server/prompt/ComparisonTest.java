package dev.lumen.server.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Templates against each other, on real turns and on samples")
class ComparisonTest {
  private static final String C = "/api/v1/conversations";
  private static final String P = "/api/v1/prompt-engineering";
  private static final ScriptedModel MODEL = new ScriptedModel();
  private static RunningServer server;
  private static Api admin;

  @BeforeAll
  static void start() {
    server = RunningServer.asking(MODEL, Map.of("LUMEN_LIMITS", "off"));
    admin = server.asAdministrator();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Reply until(String path, String counted, int least) {
    Instant latest = Instant.now().plus(Duration.ofSeconds(20));
    while (true) {
      Reply reply = admin.get(path);
      if (reply.at(counted).asInt() >= least || Instant.now().isAfter(latest)) {
        return reply;
      }
      Thread.onSpinWait();
    }
  }

  @Test
  @DisplayName(
      "A test shares turns out by their ids, counts what was kept, and names the better one")
  void sharedOut() {
    String a = admin.get(P + "/default-template").text("id");
    String b =
        admin
            .post(P + "/templates", Map.of("name", "Sober", "template", "Soberly now: {raw_text}"))
            .text("id");
    MODEL.answers(
        prompt ->
            prompt.startsWith("Soberly now:")
                ? "{\"cleaned_text\": \"They put their money in it\"}"
                : "{\"cleaned_text\": \"They never put money in it\"}");
    String test =
        admin
            .post(P + "/ab-tests", Map.of("name", "T", "template_a_id", a, "template_b_id", b))
            .text("test.id");
    String call = admin.newConversation("Call");
    int turns = 40;
    for (int i = 0; i < turns; i++) {
      admin.say(call, "User", "they put there money in it");
    }
    Reply insights = until(P + "/insights", "totals.asked", turns);
    assertThat(insights.at("totals.asked").asInt()).isEqualTo(turns);

    Reply result = admin.get(P + "/ab-tests/" + test);
    int ofA = result.at("a.asked").asInt();
    int ofB = result.at("b.asked").asInt();
    assertThat(ofA + ofB).isEqualTo(turns);
    assertThat(ofA).isBetween(5, 35);
    assertThat(result.at("a.kept_edits").asInt()).isZero();
    assertThat(result.at("b.kept_edits").asInt()).isEqualTo(ofB);
    assertThat(result.text("better")).as(result.text("verdict")).isEqualTo("B");
    assertThat(admin.get(P + "/templates/" + b + "/performance").at("performance.asked").asInt())
        .isEqualTo(ofB);
    assertThat(insights.at("templates")).hasSize(2);
    assertThat(insights.at("refusals.negation").asInt()).isEqualTo(ofA);

    for (JsonNode turn : admin.get(C + "/" + call + "/turns").at("turns")) {
      boolean sober = turn.path("cleaned_text").asText().contains("their");
      String id = turn.path("turn_id").asText();
      JsonNode asked =
          admin.get(C + "/" + call + "/turns/" + id + "/model-details").at("questions.0.asked");
      assertThat(asked.path("variant").asText()).isEqualTo(sober ? "B" : "A");
      assertThat(asked.path("template_id").asText()).isEqualTo(sober ? b : a);
    }

    admin.post(P + "/ab-tests/" + test + "/end");
    admin.delete(C + "/" + call);
    assertThat(admin.get(P + "/insights").at("totals.asked").asInt()).isZero();
    assertThat(admin.get(P + "/ab-tests/" + test).at("b.asked").asInt())
        .as("the figures of a test outlive the conversations")
        .isEqualTo(ofB);
  }

  @Test
  @DisplayName("A simulation really asks the model, and shows which edits would be kept")
  void simulated() {
    String id = admin.get(P + "/default-template").text("id");
    MODEL.answers(prompt -> "{\"cleaned_text\": \"They never put their money in Kestrova.\"}");
    Map<String, String> sample =
        Map.of(
            "raw_text",
            "they put there money in casterover",
            "conversation_context",
            "Lumen: Tell me of Kestrova.");
    Reply trial = admin.post(P + "/templates/" + id + "/simulate", sample);
    assertThat(trial.text("model")).isEqualTo("test/scripted");
    assertThat(trial.text("rendered_prompt")).contains("Lumen: Tell me of Kestrova.");
    assertThat(trial.text("advice.outcome")).isEqualTo("kept");
    assertThat(trial.at("advice.edits").findValuesAsText("refusal")).containsExactly("negation");
    assertThat(trial.text("cleaned_text")).doesNotContain("never").contains("their money");
    assertThat(trial.at("advice.kept").asInt()).isPositive();
    assertThat(trial.at("advice.in_time").asBoolean()).isTrue();
  }
}
