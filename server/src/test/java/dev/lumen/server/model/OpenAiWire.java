package dev.lumen.server.model;

import dev.lumen.server.api.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** OpenAI's chat completions. */
final class OpenAiWire implements Wire {
  @Override
  public String piece(String text) {
    return Wire.event(chunk("\"content\":" + Json.text(text), "null"));
  }

  @Override
  public List<String> end(String why) {
    String reason = why.equals("blocked") ? "content_filter" : why;
    return List.of(
        Wire.event(chunk("", "\"" + reason + "\"")),
        Wire.event(
            "{\"id\":\"call-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":3,\"total_tokens\":15}}"),
        Wire.event("[DONE]"));
  }

  private static String chunk(String delta, String reason) {
    return """
    {"id":"call-1","object":"chat.completion.chunk","created":1,"model":"m","system_fingerprint":null,"choices":[{"index":0,"delta":{%s},"logprobs":null,"finish_reason":%s}],"usage":null}"""
        .formatted(delta, reason);
  }

  @Override
  public List<String> blocked() {
    List<String> all = new ArrayList<>();
    all.add(Wire.event(chunk("\"refusal\":\"I cannot help with that.\"", "null")));
    all.addAll(end("stop"));
    return all;
  }

  @Override
  public List<String> failure() {
    return List.of(Wire.event(error(500, "The engine died.")), Wire.event("[DONE]"));
  }

  @Override
  public String error(int status, String sentence) {
    return "{\"error\":{\"message\":%s,\"type\":\"some_error\",\"param\":null,\"code\":null}}"
        .formatted(Json.text(sentence));
  }

  @Override
  public String path(String model) {
    return "/v1/chat/completions";
  }

  @Override
  public Map<String, String> key(String key) {
    return Map.of("authorization", "Bearer " + key);
  }

  @Override
  public String jsonMode() {
    return "\"response_format\":{\"type\":\"json_object\"}";
  }

  @Override
  public Parameters parameters() {
    return new Parameters("", "temperature", "max_tokens", "top_p");
  }

  @Override
  public String models(String model) {
    return "{\"object\":\"list\",\"data\":[{\"id\":\"" + model + "\",\"object\":\"model\"}]}";
  }
}
