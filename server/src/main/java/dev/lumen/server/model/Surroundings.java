package dev.lumen.server.model;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Time and chance, as a guarded model sees them.
 *
 * @param clock for how long a model rests
 * @param nanoTime for deadlines
 * @param jitter gives numbers from 0 to 1
 * @param pause waits before another try
 */
record Surroundings(Clock clock, LongSupplier nanoTime, DoubleSupplier jitter, Pause pause) {
  static final Surroundings REAL =
      new Surroundings(
          Clock.systemUTC(),
          System::nanoTime,
          () -> ThreadLocalRandom.current().nextDouble(),
          Thread::sleep);

  /** Waits. */
  interface Pause {
    void sleep(Duration time) throws InterruptedException;
  }
}
