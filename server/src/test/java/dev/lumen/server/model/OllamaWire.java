package dev.lumen.server.model;

import dev.lumen.server.api.Json;
import java.util.List;
import java.util.Map;

/** Ollama's /api/chat. */
final class OllamaWire implements Wire {
  @Override
  public String piece(String text) {
    return """
    {"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":%s},"done":false}
    """
        .formatted(Json.text(text));
  }

  @Override
  public List<String> end(String why) {
    return List.of(
        """
        {"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":""},"done_reason":"%s","done":true,"total_duration":181553584,"prompt_eval_count":12,"eval_count":3}
        """
            .formatted(why));
  }

  // It has no such thing: what it hosts refuses in words.
  @Override
  public List<String> blocked() {
    return List.of();
  }

  @Override
  public List<String> failure() {
    return List.of(error(500, "the runner has stopped") + "\n");
  }

  @Override
  public String error(int status, String sentence) {
    return "{\"error\":" + Json.text(sentence) + "}";
  }

  @Override
  public String path(String model) {
    return "/api/chat";
  }

  @Override
  public Map<String, String> key(String key) {
    return Map.of("authorization", "Bearer " + key);
  }

  @Override
  public String jsonMode() {
    return "\"format\":\"json\"";
  }

  @Override
  public Parameters parameters() {
    return new Parameters("/options", "temperature", "num_predict", "top_p");
  }

  @Override
  public String models(String model) {
    return "{\"models\":[{\"name\":\"" + model + ":latest\"}]}";
  }
}
