package dev.lumen.server.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.api.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The wire formats of the providers. */
public enum Dialect {
  GEMINI(Provider.GEMINI, "/v1beta", "text/event-stream", new GeminiWire()),
  OPENAI(Provider.OPENAI, "/v1", "text/event-stream", new OpenAiWire()),
  OLLAMA(Provider.OLLAMA, "", "application/x-ndjson", new OllamaWire());

  private final Provider provider;
  private final String base;
  private final String contentType;

  @SuppressWarnings("ImmutableEnumChecker") // A wire holds nothing.
  private final Wire wire;

  Dialect(Provider provider, String base, String contentType, Wire wire) {
    this.provider = provider;
    this.base = base;
    this.contentType = contentType;
    this.wire = wire;
  }

  public Provider provider() {
    return provider;
  }

  /** What of the path belongs to the address that is configured. */
  String base() {
    return base;
  }

  public String contentType() {
    return contentType;
  }

  public String piece(String text) {
    return wire.piece(text);
  }

  public List<String> end(String why) {
    return wire.end(why);
  }

  List<String> blocked() {
    return wire.blocked();
  }

  List<String> failure() {
    return wire.failure();
  }

  String error(int status, String sentence) {
    return wire.error(status, sentence);
  }

  String path(String model) {
    return wire.path(model);
  }

  Map<String, String> key(String key) {
    return wire.key(key);
  }

  String jsonMode() {
    return wire.jsonMode();
  }

  /** The parameters of a request by their usual names; those that it has. */
  public Map<String, Double> parameters(String request) {
    Wire.Parameters known = wire.parameters();
    JsonNode given = Json.tree(request).at(known.at());
    Map<String, Double> found = new HashMap<>();
    Map.of(
            "temperature", known.temperature(),
            "max_tokens", known.maxTokens(),
            "top_p", known.topP())
        .forEach(
            (name, wireName) -> {
              if (given.has(wireName)) {
                found.put(name, given.path(wireName).doubleValue());
              }
            });
    return found;
  }

  String models(String model) {
    return wire.models(model);
  }
}
