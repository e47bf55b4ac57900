package dev.lumen.server.realtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What one connection shows of itself, and when that is too little: no sign of life, a write that
 * nobody reads, too much that it has not had, a moment that was set. Times are {@link
 * System#nanoTime}.
 */
final class Liveness {
  private final HubSettings settings;
  private final InstantSource clock;
  private volatile @Nullable Deadline deadline;
  private volatile long heardAt = System.nanoTime();
  private volatile long pingedAt = System.nanoTime();
  private volatile long closingSince;
  private volatile long writingSince;
  private volatile long behindSince;

  /** A moment at which the connection ends unless something happens before. */
  private record Deadline(Instant at, CloseReason reason) {}

  Liveness(HubSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** A sign of life came from the other side. */
  void heard() {
    heardAt = System.nanoTime();
  }

  /** Sets the moment at which it ends. */
  void endsAt(Instant at, CloseReason reason) {
    deadline = new Deadline(at, reason);
  }

  /** Takes that back. */
  void goesOn() {
    deadline = null;
  }

  void writes() {
    writingSince = Math.max(1, System.nanoTime());
  }

  void hasWritten() {
    writingSince = 0;
  }

  void closes() {
    closingSince = System.nanoTime();
  }

  /** Whether the other side has had long enough to answer the goodbye. */
  boolean isGraceOver(long now) {
    return now - closingSince > settings.closeGrace().toNanos();
  }

  /**
   * Why it has to end now, or null.
   *
   * @param behind whether there is more that it has not had than is allowed
   */
  @Nullable CloseReason overdue(long now, boolean behind) {
    Deadline limit = deadline;
    if (limit != null && !clock.instant().isBefore(limit.at())) {
      return limit.reason();
    }
    if (isLonger(now - heardAt, settings.deadAfter())) {
      return CloseReason.IDLE;
    }
    return isSlow(now, behind) ? CloseReason.SLOW : null;
  }

  private boolean isSlow(long now, boolean behind) {
    long writing = writingSince;
    if (writing != 0 && isLonger(now - writing, settings.stall())) {
      return true;
    }
    if (!behind) {
      behindSince = 0;
    } else if (behindSince == 0) {
      behindSince = now;
    }
    return behind && isLonger(now - behindSince, settings.stall());
  }

  /** Whether it is to be asked for a sign of life; not again for as long as that is let wait. */
  boolean takePing(long now) {
    boolean due = isLonger(now - pingedAt, settings.heartbeat());
    if (due) {
      pingedAt = now;
    }
    return due;
  }

  private static boolean isLonger(long nanos, Duration than) {
    return nanos > than.toNanos();
  }
}
