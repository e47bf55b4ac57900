package dev.lumen.server.model;

import dev.lumen.server.api.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gemini's streamGenerateContent. */
final class GeminiWire implements Wire {
  @Override
  public String piece(String text) {
    return Wire.event(candidate(text, null));
  }

  @Override
  public List<String> end(String why) {
    String reason =
        switch (why) {
          case "stop" -> "STOP";
          case "length" -> "MAX_TOKENS";
          default -> "SAFETY";
        };
    return List.of(Wire.event(candidate("", reason)));
  }

  private static String candidate(String text, @Nullable String reason) {
    String finish = reason == null ? "" : "\"finishReason\":\"" + reason + "\",";
    return """
    {"candidates":[{"content":{"parts":[{"text":%s}],"role":"model"},%s"index":0}],"usageMetadata":{"promptTokenCount":12,"candidatesTokenCount":3,"totalTokenCount":15},"modelVersion":"gemini-2.5-flash-lite","responseId":"call-1"}"""
        .formatted(Json.text(text), finish);
  }

  @Override
  public List<String> blocked() {
    return List.of(
        Wire.event(
            "{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"},\"usageMetadata\":{\"promptTokenCount\":12,\"totalTokenCount\":12},\"modelVersion\":\"gemini-2.5-flash-lite\"}"));
  }

  @Override
  public List<String> failure() {
    return List.of(Wire.event(error(503, "The model is overloaded.")));
  }

  @Override
  public String error(int status, String sentence) {
    return "{\"error\":{\"code\":%d,\"message\":%s,\"status\":\"SOME_STATUS\"}}"
        .formatted(status, Json.text(sentence));
  }

  @Override
  public String path(String model) {
    return "/v1beta/models/" + model + ":streamGenerateContent?alt=sse";
  }

  @Override
  public Map<String, String> key(String key) {
    return Map.of("x-goog-api-key", key);
  }

  @Override
  public String jsonMode() {
    return "\"responseMimeType\":\"application/json\"";
  }

  @Override
  public Parameters parameters() {
    return new Parameters("/generationConfig", "temperature", "maxOutputTokens", "topP");
  }

  @Override
  public String models(String model) {
    return "{\"name\":\"models/" + model + "\"}";
  }
}
