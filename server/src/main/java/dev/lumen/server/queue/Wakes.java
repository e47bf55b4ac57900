package dev.lumen.server.queue;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Lets idle workers sleep until there is something to do. A few jobs are left to a worker that is
 * at work and comes back in a moment: together with what it finds then they cost the database half
 * as much as each by itself.
 */
final class Wakes {
  /** As many want a worker of their own. */
  private static final int MANY = 4;

  /** How long fewer wait for one that works; a batch mostly takes two milliseconds. */
  private static final Duration PATIENCE = Duration.ofMillis(5);

  private final Lock door = new ReentrantLock();
  private final Condition news = door.newCondition();
  private int jobs;
  private long since;
  private boolean nudged;

  /** So many jobs have become ready. */
  void wake(int ready) {
    door.lock();
    try {
      if (jobs == 0) {
        since = System.nanoTime();
      }
      jobs += ready;
      if (ready > 0) {
        news.signal();
      }
    } finally {
      door.unlock();
    }
  }

  /** Has one worker look whatever it knows of. */
  void nudge() {
    door.lock();
    try {
      nudged = true;
      news.signal();
    } finally {
      door.unlock();
    }
  }

  /**
   * Sleeps until there is something to look for, which is then this worker's, or the time is over.
   *
   * @param othersWork whether another worker will be back soon
   */
  void await(Duration atMost, BooleanSupplier othersWork) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    door.lock();
    try {
      long left = patience(end, othersWork);
      while (left > 0) {
        if (news.awaitNanos(left) <= 0 && System.nanoTime() - end >= 0) {
          return;
        }
        left = patience(end, othersWork);
      }
      nudged = false;
      jobs = 0;
    } finally {
      door.unlock();
    }
  }

  /** How long this worker may go on sleeping, in nanoseconds. */
  private long patience(long end, BooleanSupplier othersWork) {
    if (nudged || jobs >= MANY || (jobs > 0 && !othersWork.getAsBoolean())) {
      return 0;
    }
    long now = System.nanoTime();
    return jobs > 0 ? Math.min(since + PATIENCE.toNanos(), end) - now : end - now;
  }
}
