package dev.lumen.server.realtime.supabase;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Slows down a client that sends more than its share, by not reading on. One second's worth may
 * come at once (a leaky bucket as in ITU-T I.371).
 */
final class Pace {
  private static final long PER_SECOND = 500;
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
  private static final long BURST = TimeUnit.SECONDS.toNanos(2);

  private long due = System.nanoTime();

  void take() {
    long now = System.nanoTime();
    due = Math.max(due, now) + INTERVAL;
    long early = due - now - BURST;
    if (early > 0) {
      LockSupport.parkNanos(this, early);
    }
  }
}
