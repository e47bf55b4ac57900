package dev.lumen.cleaner;

import java.util.List;

/** From places in a cleaned text back to the raw text. */
public final class RawSpans {
  private RawSpans() {}

  /**
   * The smallest raw span that the stretch of cleaned text came from; an edit that it touches
   * belongs to it as a whole.
   *
   * @param corrections of the turn, in order of position
   * @param start of the stretch in the cleaned text
   * @param end behind the stretch in the cleaned text
   */
  public static Span of(List<Correction> corrections, int start, int end) {
    int shift = 0; // raw offset minus cleaned offset, behind the edits so far
    int rawStart = -1;
    int rawEnd = -1;
    for (Correction correction : corrections) {
      if (!correction.applied()) {
        continue;
      }
      int from = correction.position().start() - shift;
      int to = from + correction.corrected().length();
      if (rawStart < 0 && start < to) {
        rawStart = start < from ? start + shift : correction.position().start();
      }
      if (rawEnd < 0 && end <= to) {
        rawEnd = end <= from ? end + shift : correction.position().end();
      }
      shift += correction.position().length() - correction.corrected().length();
    }
    rawStart = rawStart < 0 ? start + shift : rawStart;
    rawEnd = rawEnd < 0 ? end + shift : rawEnd;
    return new Span(rawStart, Math.max(rawStart, rawEnd));
  }
}
