package dev.lumen.cleaner;

/**
 * A stretch of raw text: 0-based, end-exclusive, in UTF-16 units, which is what Java and JavaScript
 * slice.
 */
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "span " + start + ".." + end + " is not a stretch of text");
    }
  }

  /** The length in UTF-16 units. */
  public int length() {
    return end - start;
  }

  /** Whether the two share at least one unit. */
  public boolean overlaps(Span other) {
    return start < other.end && other.start < end;
  }
}
