package dev.lumen.server.queue;

import java.util.Locale;

/**
 * What the queue holds.
 *
 * @param normal jobs of priority 1 that wait
 * @param high jobs of priority 2 that wait
 * @param urgent jobs of priority 3 that wait
 * @param processing jobs under a lease
 * @param oldestWaitMs how long ago the oldest waiting job came in, 0 when none waits
 * @param lagMs how long the longest ready job has been ready without a worker taking it; jobs that
 *     wait for their predecessors or for a retry do not count
 */
public record QueueDepth(
    int normal, int high, int urgent, int processing, long oldestWaitMs, long lagMs) {

  /** Jobs that wait, of all priorities. */
  public int queued() {
    return normal + high + urgent;
  }

  /** healthy, normal, busy or overloaded, by the bounds 0/0, 10/5 and 50/10. */
  public String health() {
    Health health;
    if (queued() == 0 && processing == 0) {
      health = Health.HEALTHY;
    } else if (queued() < 10 && processing < 5) {
      health = Health.NORMAL;
    } else if (queued() < 50 && processing < 10) {
      health = Health.BUSY;
    } else {
      health = Health.OVERLOADED;
    }
    return health.name().toLowerCase(Locale.ROOT);
  }

  private enum Health {
    HEALTHY,
    NORMAL,
    BUSY,
    OVERLOADED
  }
}
