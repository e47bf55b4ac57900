package dev.lumen.cleaner.rule;

import java.util.Set;

/** Tells "so" and "there" that begin a clause, and may be stammered, from those with a sense. */
final class Beginnings {
  private static final Set<String> OPENERS = Set.of("okay", "ok", "yeah", "and", "but", "well");
  private static final Set<String> VERBS =
      Set.of("is", "are", "was", "were", "will", "has", "have", "isn't", "aren't", "can", "could");
  private static final Set<String> CLAUSES =
      Set.of(
          "i",
          "we",
          "you",
          "he",
          "she",
          "they",
          "it",
          "there",
          "that",
          "this",
          "these",
          "those",
          "i'm",
          "we're",
          "you're",
          "they're",
          "it's",
          "that's",
          "there's",
          "i've",
          "we've",
          "i'll",
          "we'll",
          "the",
          "a",
          "my",
          "our",
          "your",
          "if",
          "when",
          "what",
          "how",
          "as",
          "in",
          "on",
          "for",
          "with",
          "from",
          "then",
          "just",
          "everyone",
          "everyone's",
          "everybody",
          "people");

  private Beginnings() {}

  /** "So, so we", "there, there are": said with a sense these are not followed by a clause. */
  static boolean isBegun(Passage passage, int start, int copy) {
    boolean opens = !passage.at(start - 1).isSpoken() || passage.is(start - 1, OPENERS);
    return switch (passage.lower(start)) {
      case "so" -> opens && opensClause(passage, copy + 1);
      case "there" -> opens && passage.is(copy + 1, VERBS);
      default -> false;
    };
  }

  private static boolean opensClause(Passage passage, int index) {
    return passage.is(index, CLAUSES) || passage.at(index).isCapitalised();
  }
}
