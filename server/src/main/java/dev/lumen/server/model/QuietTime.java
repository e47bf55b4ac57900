package dev.lumen.server.model;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a model has asked to be left alone. It asked one caller and means all of them; what it
 * asks beyond a minute is not waited out, as somebody may have filled the account by then.
 */
final class QuietTime {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final LongSupplier nanoTime;
  private long end;
  private boolean asked;

  QuietTime(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  synchronized void ask(Duration time) {
    Duration kept = time.compareTo(LONGEST) > 0 ? LONGEST : time;
    long until = nanoTime.getAsLong() + kept.toNanos();
    end = asked && end - until > 0 ? end : until;
    asked = true;
  }

  /** What is left of it. */
  synchronized Duration left() {
    return asked ? Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong())) : Duration.ZERO;
  }
}
