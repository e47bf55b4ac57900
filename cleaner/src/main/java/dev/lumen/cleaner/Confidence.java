package dev.lumen.cleaner;

/** How sure a correction or a cleaned turn is. {@code HIGH} and {@code MEDIUM} are applied. */
public enum Confidence {
  /** Offered to the reader, never applied. */
  LOW,
  /** Right at least three times in four. */
  MEDIUM,
  /** Right at least 95 times in a hundred. */
  HIGH;

  /** Whether a correction of this confidence changes the text without being asked. */
  public boolean isApplied() {
    return this != LOW;
  }
}
