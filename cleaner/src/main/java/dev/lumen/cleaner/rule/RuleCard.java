package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.CleaningLevel;

/**
 * What a rule says of itself.
 *
 * @param id stable, lower case, with a dot: {@code misheard.title}
 * @param level the least level at which it may work
 * @param reason a short sentence for the reader of the transcript
 * @param changesWords false when it touches only looks: case, punctuation, the writing of numbers
 */
public record RuleCard(String id, CleaningLevel level, String reason, boolean changesWords) {
  /** A rule of full cleaning that changes words. */
  public static RuleCard words(String id, String reason) {
    return new RuleCard(id, CleaningLevel.FULL, reason, true);
  }

  /** A rule of light cleaning that takes away what nobody said. */
  public static RuleCard noise(String id, String reason) {
    return new RuleCard(id, CleaningLevel.LIGHT, reason, true);
  }

  /** A rule of light cleaning that touches looks only. */
  public static RuleCard looks(String id, String reason) {
    return new RuleCard(id, CleaningLevel.LIGHT, reason, false);
  }
}
