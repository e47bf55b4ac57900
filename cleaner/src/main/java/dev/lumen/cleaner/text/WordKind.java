package dev.lumen.cleaner.text;

/** What a token of a turn is. */
public enum WordKind {
  /** Letters, with inner apostrophes, hyphens and the dots of abbreviations. */
  WORD,
  /** Starts with a digit or with a currency sign and a digit. */
  NUMBER,
  /**
   * A mark of the recogniser or of the voice: {@code <noise>}, {@code [laughter]}, {@code
   * ##VT_X##}.
   */
  MARK,
  /** Full stops, commas, quotes, brackets. */
  PUNCTUATION,
  /** Anything else: emoji, arrows, control characters. */
  SYMBOL
}
