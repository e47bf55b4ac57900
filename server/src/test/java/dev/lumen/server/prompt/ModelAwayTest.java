package dev.lumen.server.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import dev.lumen.server.model.Dialect;
import dev.lumen.server.model.LoopbackModel;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("1.7, PROC_003: a model that was asked for, and is away")
@Timeout(60)
class ModelAwayTest {
  private static final String P = "/api/v1/prompt-engineering";
  private static final Map<String, String> SAMPLE = Map.of("raw_text", "the quiet otter");

  private final LoopbackModel model = LoopbackModel.speaking(Dialect.OPENAI);
  private RunningServer server;
  private Api admin;
  private String simulate = "";

  @BeforeEach
  void start() {
    server =
        RunningServer.with(
            Map.of(
                "LUMEN_LIMITS", "off",
                "LUMEN_MODEL_PROVIDER", "openai",
                "LUMEN_MODEL_NAME", "m",
                "LUMEN_MODEL_URL", model.address().toString()));
    admin = server.asAdministrator();
    String template = admin.get(P + "/default-template").text("id");
    simulate = P + "/templates/" + template + "/simulate";
  }

  @AfterEach
  void stop() {
    server.close();
    model.close();
  }

  private Reply trial() {
    return admin.post(simulate, SAMPLE);
  }

  @Test
  @DisplayName("PROC_003: a trial is answered with 503, and says who was asked and how it failed")
  void isTold() {
    model.then(model.fails(401));
    Reply reply = trial();
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.text("error.code")).isEqualTo("PROC_003");
    assertThat(reply.text("error.message"))
        .contains("openai/m", "unauthorised")
        .doesNotContain("otter");
    assertThat(reply.header("Retry-After")).isEqualTo("1");
    assertThat(reply.text("recovery.suggested_action")).isNotBlank();

    // Five failures, after which it is left alone, and not even asked.
    for (int i = 0; i < 4; i++) {
      model.then(model.fails(401));
      assertThat(trial().text("error.code")).isEqualTo("PROC_003");
    }
    assertThat(trial().text("error.message")).contains("resting");
    for (int i = 0; i < 5; i++) {
      model.seen();
    }
    assertThat(model.unseen()).isZero();
  }

  @Test
  @DisplayName("PROC_003: nobody listens there any more")
  void isGone() {
    model.vanish();
    Reply reply = trial();
    assertThat(reply.text("error.code")).isEqualTo("PROC_003");
    assertThat(reply.text("error.message")).contains("unreachable");
  }

  @Test
  @DisplayName("what it says of this very question is the trial's result, and so is what it broke")
  void resultsStay() {
    model.then(model.fails(400), model.says("{\"cleaned_text\":"));
    Reply refused = trial();
    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.text("advice.failure")).isEqualTo("refused");
    assertThat(refused.text("cleaned_text")).isEqualTo(refused.text("local.cleaned_text"));
    assertThat(trial().text("advice.failure")).isEqualTo("unreadable");
  }

  @Test
  @DisplayName("turns never wait for it: they are answered, and the cleaner's result stands")
  void turnsStand() {
    model.vanish();
    String call = admin.newConversation("Call");
    assertThat(admin.say(call, "User", "um the quiet otter").status()).isEqualTo(200);
  }
}
