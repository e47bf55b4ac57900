package dev.lumen.cleaner.context;

import java.util.List;

/**
 * A name as it is rightly written.
 *
 * @param written for example {@code Quick Fit Windows}
 * @param parts its words in lower case
 * @param trusted whether it comes from perfect text (the AI voice, the shared context) rather than
 *     from something a recogniser heard
 */
public record KnownName(String written, List<String> parts, boolean trusted) {
  public KnownName {
    parts = List.copyOf(parts);
  }

  /** Its words in lower case, joined by single spaces. */
  public String key() {
    return String.join(" ", parts);
  }
}
