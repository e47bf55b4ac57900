package dev.lumen.server.vocabulary;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.api.ApiException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads vocabularies from JSON: what {@code GET …/vocabulary} answers, an object with {@code
 * terms}, or the array alone. A term is its text, or an object with {@code term}, {@code
 * sounds_like} and {@code never_change}; whatever else it has is ignored. What is only noted
 * ({@code active} false) is no term yet.
 */
final class VocabularyJson {
  private VocabularyJson() {}

  /** Reads the terms; the number of a problem's line is that of the term, from 1. */
  static VocabularyReader.Read read(JsonNode root) {
    JsonNode terms = root.isObject() ? root.path("terms") : root;
    if (!terms.isArray()) {
      throw ApiException.badRequest(
          "The body is JSON, but neither an array of terms nor an object with terms.");
    }
    VocabularyReader reader = new VocabularyReader();
    int number = 0;
    for (JsonNode term : terms) {
      add(reader, ++number, term);
    }
    return reader.result();
  }

  private static void add(VocabularyReader reader, int number, JsonNode term) {
    if (term.isTextual()) {
      reader.add(number, term.textValue(), List.of(), false);
    } else if (!term.path("term").isTextual() || !isTexts(term.path("sounds_like"))) {
      reader.refuse(number, "is no term: a text, or an object with term and sounds_like");
    } else if (term.path("active").asBoolean(true)) {
      List<String> sounds = new ArrayList<>();
      term.path("sounds_like").forEach(it -> sounds.add(it.textValue().strip()));
      sounds.removeIf(String::isEmpty);
      boolean never = term.path("never_change").asBoolean(false);
      reader.add(number, term.path("term").textValue(), sounds.stream().distinct().toList(), never);
    }
  }

  private static boolean isTexts(JsonNode sounds) {
    if (sounds.isMissingNode() || sounds.isNull()) {
      return true;
    }
    boolean texts = sounds.isArray();
    for (JsonNode sound : sounds) {
      texts &= sound.isTextual();
    }
    return texts;
  }
}
