package dev.lumen.server.prompt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.lumen.server.api.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a model has answered: one JSON object with {@code cleaned_text} and, if it likes, {@code
 * corrections} with reasons. Nothing may stand around it but a fence of three backticks, which many
 * models cannot leave out.
 *
 * @param cleanedText the whole turn as the model would write it
 * @param reasons why, by the text that was corrected
 */
record ModelAnswer(String cleanedText, Map<String, String> reasons) {
  private static final ObjectReader STRICT =
      Json.mapper().readerFor(JsonNode.class).with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
  private static final int MOST_REASONS = 100;
  private static final int LONGEST_REASON = 160;
  private static final String FENCE = "```";

  /** Reads an answer; empty for anything else than what was asked for. */
  static Optional<ModelAnswer> read(String text, int longest) {
    try {
      JsonNode root = STRICT.readTree(unfenced(text.strip()));
      JsonNode cleaned = root.path("cleaned_text");
      JsonNode corrections = root.path("corrections");
      boolean sound =
          root.isObject()
              && cleaned.isTextual()
              && !cleaned.textValue().isBlank()
              && cleaned.textValue().length() <= longest
              && isText(cleaned.textValue())
              && (corrections.isMissingNode() || corrections.isNull() || corrections.isArray());
      return sound
          ? Optional.of(new ModelAnswer(cleaned.textValue().strip(), reasons(corrections)))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static String unfenced(String text) {
    int line = text.indexOf('\n');
    return text.startsWith(FENCE) && text.endsWith(FENCE) && line > 0
        ? text.substring(line, text.length() - FENCE.length())
        : text;
  }

  private static Map<String, String> reasons(JsonNode corrections) {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (JsonNode correction : corrections) {
      String corrected = correction.path("corrected").asText("");
      String reason = correction.path("reason").asText("").strip();
      if (reasons.size() < MOST_REASONS && !corrected.isBlank() && isText(reason)) {
        reasons.put(corrected.strip(), reason);
      }
    }
    return reasons;
  }

  /** The reason that it gives for writing something, in one line; empty where it gives none. */
  Optional<String> reason(String written) {
    return reasons.entrySet().stream()
        .filter(it -> written.contains(it.getKey()) || it.getKey().contains(written))
        .map(it -> it.getValue().replaceAll("\\s+", " "))
        .filter(reason -> !reason.isEmpty())
        .map(reason -> reason.substring(0, Math.min(reason.length(), LONGEST_REASON)))
        .findFirst();
  }

  /** Whether a database can hold it. */
  static boolean isText(String text) {
    return text.codePoints()
        .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }
}
