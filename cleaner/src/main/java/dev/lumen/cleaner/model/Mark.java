package dev.lumen.cleaner.model;

/** What stands behind a word. */
public enum Mark {
  /** Nothing. */
  NONE(0, ""),
  /** A comma; semicolons and colons count as one. */
  COMMA(1, ","),
  /** A full stop; exclamation marks count as one. */
  STOP(2, "."),
  /** A question mark. */
  QUESTION(3, "?");

  private static final Mark[] ALL = values();

  private final int label;
  private final String text;

  Mark(int label, String text) {
    this.label = label;
    this.text = text;
  }

  /** Its place among the labels of the model. */
  public int label() {
    return label;
  }

  /** How it is written. */
  public String text() {
    return text;
  }

  /** Whether a sentence ends with it. */
  public boolean endsSentence() {
    return this == STOP || this == QUESTION;
  }

  /** How many there are. */
  public static int count() {
    return ALL.length;
  }

  /** The mark that a token of punctuation counts as; {@link #NONE} for brackets, quotes, dashes. */
  public static Mark of(String punctuation) {
    return switch (punctuation) {
      case ",", ";", ":" -> COMMA;
      case ".", "!" -> STOP;
      case "?" -> QUESTION;
      default -> NONE;
    };
  }
}
