package dev.lumen.cleaner;

/**
 * One edit of a raw text.
 *
 * @param original the raw text between the bounds of {@code position}
 * @param corrected what stands there after the edit; empty for a deletion
 * @param confidence how sure the cleaner is
 * @param reason a short sentence for the reader of the transcript
 * @param rule the stable id of the rule that proposed the edit, for example {@code misheard.title}
 * @param position where {@code original} stands in the raw text
 * @param applied whether the cleaned text contains the edit
 * @param contextRelevance how much the conversation itself spoke for the edit, 0 to 1
 */
public record Correction(
    String original,
    String corrected,
    Confidence confidence,
    String reason,
    String rule,
    Span position,
    boolean applied,
    double contextRelevance) {

  /** The rule that puts misheard names right; a call remembers them by it. */
  public static final String MISHEARD_NAME = "misheard.name";

  public Correction {
    if (original.length() != position.length()) {
      throw new IllegalArgumentException("the original does not fill its position");
    }
  }
}
