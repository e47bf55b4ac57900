package dev.lumen.cleaner.rule;

import java.util.Set;

/** Function words that nobody joins to themselves with a hyphen on purpose. */
final class StutteredWords {
  static final Set<String> ALL =
      Set.of(
          "i", "we", "you", "he", "she", "it", "they", "the", "a", "and", "to", "of", "in", "on",
          "is", "was", "my", "our", "if", "as", "at", "for", "with", "this", "what", "how", "when",
          "who", "but", "or");

  private StutteredWords() {}
}
