package dev.lumen.server.model;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How long a caller still waits: for a whole answer, or for the next piece of one. */
final class Patience {
  private final LongSupplier nanoTime;
  private final long allowed;
  private final boolean renewed;
  private final long begun;
  private long end;

  private Patience(LongSupplier nanoTime, Duration allowed, boolean renewed) {
    this.nanoTime = nanoTime;
    this.allowed = allowed.toNanos();
    this.renewed = renewed;
    this.begun = nanoTime.getAsLong();
    this.end = begun + this.allowed;
  }

  /** For everything together. */
  static Patience until(LongSupplier nanoTime, Duration deadline) {
    return new Patience(nanoTime, deadline, false);
  }

  /** For the first piece, and then for each. */
  static Patience perPiece(LongSupplier nanoTime, Duration allowed) {
    return new Patience(nanoTime, allowed, true);
  }

  /** A piece has come. */
  void piece() {
    if (renewed) {
      end = nanoTime.getAsLong() + allowed;
    }
  }

  boolean isPerPiece() {
    return renewed;
  }

  long nanosLeft() {
    return Math.max(0, end - nanoTime.getAsLong());
  }

  Duration since() {
    return Duration.ofNanos(nanoTime.getAsLong() - begun);
  }
}
