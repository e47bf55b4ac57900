package dev.lumen.cleaner;

import java.util.Locale;
import java.util.Optional;

/** How much the cleaner may touch. */
public enum CleaningLevel {
  /** Identity: the raw text comes back as it is. */
  NONE,
  /** Noise, echoes, numbers, case and punctuation; never a word that a person meant. */
  LIGHT,
  /** Everything: also repairs, restarts and misheard words. */
  FULL;

  /** The name on the wire: {@code none}, {@code light} or {@code full}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a name in any case; empty when it is no level. */
  public static Optional<CleaningLevel> parse(String name) {
    for (CleaningLevel level : values()) {
      if (level.wireName().equals(name.strip().toLowerCase(Locale.ROOT))) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }
}
