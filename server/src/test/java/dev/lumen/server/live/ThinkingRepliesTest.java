package dev.lumen.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import dev.lumen.server.model.Dialect;
import dev.lumen.server.model.LoopbackModel;
import dev.lumen.server.model.ThinkingModel;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("R-09: a model that thinks first, and refuses what others want, gives replies too")
@Timeout(60)
class ThinkingRepliesTest {

  @Test
  @DisplayName("the first reply of a session comes from it, not from the fallback")
  void replies() {
    try (LoopbackModel model = LoopbackModel.speaking(Dialect.OPENAI);
        RunningServer server =
            RunningServer.with(
                Map.of(
                    "LUMEN_AUTH", "dev",
                    "LUMEN_LIMITS", "off",
                    "LUMEN_MODEL_PROVIDER", "openai",
                    "LUMEN_MODEL_NAME", "o4-mini",
                    "LUMEN_MODEL_API_KEY", "the-secret-key",
                    "LUMEN_MODEL_URL", model.address().toString()))) {
      Api api = server.api();
      LoopbackModel.Scene says = new ThinkingModel(model).or(model.says("Green", " or black?"));
      model.then(says, says, says, says);
      String conversation = api.post("/api/v2/conversations", Map.of("topic", "Tea")).text("id");
      LiveClient client = LiveClient.connect(server, conversation, "");
      try {
        client.await("connection_status");
        client.say("text_input", Map.of("content", "we sell tea"));
        JsonNode reply = client.await("ai_response").path("payload");
        assertThat(reply.path("content").asText()).isEqualTo("Green or black?");
        assertThat(reply.path("engine").asText()).isEqualTo("openai/o4-mini");
        assertThat(reply.path("fallback").asBoolean()).isFalse();
        for (int i = 0; i < 3; i++) {
          model.seen();
        }
        client.awaitState("waiting_for_user");
        client.say("text_input", Map.of("content", "green"));
        client.await("ai_response");
        assertThat(model.seen().body()).doesNotContain("temperature", "max_tokens");
        assertThat(model.unseen()).isZero();
      } finally {
        client.close();
      }
    }
  }
}
