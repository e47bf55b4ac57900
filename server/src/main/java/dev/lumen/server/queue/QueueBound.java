package dev.lumen.server.queue;

import dev.lumen.server.database.DatabaseException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Keeps the queue from growing without end. The jobs are counted beside the way of a turn, once in
 * a while, and the node's own additions in between: counting at every turn would cost more the
 * longer the queue is. So the bound may be passed by what comes in within that while.
 */
final class QueueBound {
  private static final Logger LOG = System.getLogger(QueueBound.class.getName());
  private static final long COUNT_LASTS = Duration.ofSeconds(1).toNanos();

  private final int most;
  private final IntSupplier count;
  private final AtomicInteger depth = new AtomicInteger();
  private final AtomicBoolean counting = new AtomicBoolean();
  private volatile long countedAt = System.nanoTime() - COUNT_LASTS;

  /**
   * A bound over jobs that can be counted.
   *
   * @param most how many may wait
   * @param count counts them; called on a thread of its own
   */
  QueueBound(int most, IntSupplier count) {
    this.most = most;
    this.count = count;
  }

  /** Lets more jobs in, or throws {@link QueueFullException}. */
  void admit(int jobs) {
    int waiting = waiting();
    if (waiting >= most) {
      throw new QueueFullException(waiting);
    }
    depth.addAndGet(jobs);
  }

  /** So many have left. */
  void left(int jobs) {
    depth.addAndGet(-jobs);
  }

  /** About how many wait: what was counted last and what came and went here since. */
  int waiting() {
    if (System.nanoTime() - countedAt >= COUNT_LASTS && counting.compareAndSet(false, true)) {
      Thread.ofVirtual().name("queue-count").start(this::count);
    }
    return Math.max(0, depth.get());
  }

  private void count() {
    try {
      depth.set(count.getAsInt());
    } catch (DatabaseException away) {
      LOG.log(Level.DEBUG, "The queue is counted when the database is back");
    } finally {
      countedAt = System.nanoTime();
      counting.set(false);
    }
  }
}
