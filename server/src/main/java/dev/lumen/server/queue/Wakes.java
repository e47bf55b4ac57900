package dev.lumen.server.queue;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets idle workers sleep until there is something to do. */
final class Wakes {
  /**
   * More would only have workers look in vain: each takes what it finds until nothing is left, so
   * one that has yet to look comes upon whatever is ready by then.
   */
  private static final int MOST = 8;

  /** Jobs for one worker: together they cost less than each by itself. */
  private static final int EACH = 4;

  private final Semaphore permits = new Semaphore(0);

  /** Wakes as many workers as so many jobs want, or keeps those who are about to sleep awake. */
  void wake(int jobs) {
    int wanted = Math.min((jobs + EACH - 1) / EACH, MOST - permits.availablePermits());
    if (wanted > 0) {
      permits.release(wanted);
    }
  }

  /** Sleeps until woken or the time is over. */
  void await(Duration atMost) throws InterruptedException {
    if (permits.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      // Whoever was woken for nothing finds the table empty and comes back here.
      return;
    }
  }
}
