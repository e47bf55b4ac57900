package dev.lumen.server.model;

import dev.lumen.server.model.ModelException.Kind;
import java.time.Duration;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When a model is asked again (P-07): after a random part of 1000·2ⁿ ms, of 30 s at most, so that
 * those who failed together do not come back together ("full jitter"). What the model itself asks
 * for is kept to.
 *
 * @param jitter gives numbers from 0 to 1
 */
record Backoff(DoubleSupplier jitter) {
  /** The first try and three more (P-10). */
  static final int MOST_TRIES = 4;

  private static final long FIRST_MS = 1_000;
  private static final long LONGEST_MS = 30_000;
  private static final Set<Kind> PASSING = Set.of(Kind.THROTTLED, Kind.BROKEN, Kind.UNREACHABLE);

  /** Whether it may be over soon. */
  boolean isPassing(Kind kind) {
    return PASSING.contains(kind);
  }

  /**
   * How long to wait.
   *
   * @param failures how many tries have failed, at least 1
   * @param asked what the model said, or null
   */
  Duration after(int failures, @Nullable Duration asked) {
    long most = Math.min(LONGEST_MS, FIRST_MS << Math.min(failures - 1, 10));
    Duration chosen = Duration.ofMillis((long) (jitter.getAsDouble() * most));
    return asked != null && asked.compareTo(chosen) > 0 ? asked : chosen;
  }
}
