package dev.lumen.cleaner.model;

/** How a word inside a sentence is written. */
public enum Casing {
  /** All in lower case. */
  LOWER(0),
  /** With a capital in front. */
  CAPITAL(1),
  /** With more capitals than that: an abbreviation, or a name of its own making. */
  UPPER(2);

  private static final Casing[] ALL = values();

  private final int label;

  Casing(int label) {
    this.label = label;
  }

  /** Its place among the labels of the model, after those of the marks. */
  public int label() {
    return label;
  }

  /** How many there are. */
  public static int count() {
    return ALL.length;
  }

  /** The casing of a written word. */
  public static Casing of(String written) {
    boolean first = true;
    Casing casing = LOWER;
    for (int i = 0; i < written.length(); i++) {
      char character = written.charAt(i);
      if (Character.isUpperCase(character)) {
        if (!first) {
          return UPPER;
        }
        casing = CAPITAL;
      }
      first &= !Character.isLetterOrDigit(character);
    }
    return casing;
  }
}
