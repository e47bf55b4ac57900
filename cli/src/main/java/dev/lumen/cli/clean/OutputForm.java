package dev.lumen.cli.clean;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the result is shown. */
public enum OutputForm {
  /** The cleaned text, a line a turn. */
  TEXT,
  /** What was changed and why. */
  DIFF,
  /** One JSON document. */
  JSON,
  /** One JSON object a turn, on a line of its own. */
  JSONL;

  /** Reads a name in any case; empty when it is no form. */
  public static Optional<OutputForm> parse(String name) {
    return Arrays.stream(values())
        .filter(it -> it.name().equals(name.strip().toUpperCase(Locale.ROOT)))
        .findFirst();
  }
}
