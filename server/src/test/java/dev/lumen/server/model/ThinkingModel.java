package dev.lumen.server.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lumen.server.api.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * How OpenAI's models answer that think first: they refuse, one by one and by name, what they do
 * not take, whatever would have come of the question otherwise.
 */
public final class ThinkingModel {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LoopbackModel model;
  private final Map<String, String> refused = new HashMap<>();

  /** A thinking model behind a loopback one that speaks OpenAI's protocol. */
  public ThinkingModel(LoopbackModel model) {
    this.model = model;
    refused.put(
        "max_tokens",
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use"
            + " 'max_completion_tokens' instead.");
    refused.put(
        "temperature",
        "Unsupported value: 'temperature' does not support 0.7 with this model. Only the default"
            + " (1) value is supported.");
  }

  /** Has it refuse another one. */
  public ThinkingModel refuses(String parameter) {
    refused.put(parameter, "Unsupported parameter: '" + parameter + "' is not supported.");
    return this;
  }

  /** Refuses the question, or plays on. */
  public LoopbackModel.Scene or(LoopbackModel.Scene scene) {
    return stage -> {
      JsonNode question = body(stage);
      for (Map.Entry<String, String> each : refused.entrySet()) {
        if (question.has(each.getKey())) {
          return model.fails(400, Map.of(), refusal(each.getKey(), each.getValue())).play(stage);
        }
      }
      return scene.play(stage);
    };
  }

  private static JsonNode body(Stage stage) throws IOException {
    return JSON.readTree(stage.asked().body());
  }

  private static String refusal(String parameter, String sentence) {
    String code =
        sentence.startsWith("Unsupported value") ? "unsupported_value" : "unsupported_parameter";
    return Json.text(
        Map.of(
            "error",
            Map.of(
                "message", sentence,
                "type", "invalid_request_error",
                "param", parameter,
                "code", code)));
  }
}
