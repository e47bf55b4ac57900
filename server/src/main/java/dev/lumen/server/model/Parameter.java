package dev.lumen.server.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/**
 * What OpenAI's models differ in: those that think before they answer refuse what others want. A
 * model is asked as most models are until it refuses one of these by name.
 */
enum Parameter {
  /**
   * How long the answer may be; refused where thoughts count too ({@code max_completion_tokens}).
   */
  MAX_TOKENS("max_tokens"),
  /** How freely words are chosen. */
  TEMPERATURE("temperature"),
  /** From which share of the likely words. */
  TOP_P("top_p"),
  /** How long it thinks; given to those that think alone. */
  REASONING_EFFORT("reasoning_effort");

  private static final Set<String> REFUSALS =
      Set.of("unsupported_parameter", "unsupported_value", "unknown_parameter");

  private final String wireName;

  Parameter(String wireName) {
    this.wireName = wireName;
  }

  /** As requests have it. */
  String wireName() {
    return wireName;
  }

  /** The one that an error refuses, by its codes alone; empty where it is about something else. */
  static Optional<Parameter> refusedBy(JsonNode error) {
    if (REFUSALS.contains(error.path("code").asText())) {
      String name = error.path("param").asText();
      for (Parameter parameter : values()) {
        if (parameter.wireName.equals(name)) {
          return Optional.of(parameter);
        }
      }
    }
    return Optional.empty();
  }
}
