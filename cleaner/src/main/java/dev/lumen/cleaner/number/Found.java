package dev.lumen.cleaner.number;

import dev.lumen.cleaner.Confidence;
import org.jspecify.annotations.Nullable;

/**
 * What a grammar found at a place.
 *
 * @param value what was meant; null where number words stay as they are
 * @param end the atom after its last
 * @param confidence how sure the reading is
 */
public record Found(@Nullable Value value, int end, Confidence confidence) {
  static Found sure(Value value, int end) {
    return new Found(value, end, Confidence.HIGH);
  }

  static Found likely(Value value, int end) {
    return new Found(value, end, Confidence.MEDIUM);
  }

  /** What is only offered. */
  static Found possible(Value value, int end) {
    return new Found(value, end, Confidence.LOW);
  }

  /** Words up to an end that shall stay words. */
  static Found left(int end) {
    return new Found(null, end, Confidence.HIGH);
  }
}
