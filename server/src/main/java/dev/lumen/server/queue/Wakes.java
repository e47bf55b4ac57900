package dev.lumen.server.queue;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets idle workers sleep until there is something to do. */
final class Wakes {
  /** More would only have workers look in vain: each takes what it finds until nothing is left. */
  private static final int MOST = 64;

  private final Semaphore permits = new Semaphore(0);

  /** Wakes so many workers, or keeps those who are about to sleep awake. */
  void wake(int workers) {
    int wanted = Math.min(workers, MOST - permits.availablePermits());
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
