package dev.lumen.server.queue;

import java.util.concurrent.atomic.LongAdder;

/** What has happened in the queue on this node since it started. Numbers only ever grow. */
public final class QueueCounters {
  private final LongAdder enqueued = new LongAdder();
  private final LongAdder claims = new LongAdder();
  private final LongAdder claimed = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder leasesExpired = new LongAdder();
  private final LongAdder found = new LongAdder();

  void enqueued(int jobs) {
    enqueued.add(jobs);
  }

  void claimed(int jobs, int expired) {
    claims.increment();
    claimed.add(jobs);
    leasesExpired.add(expired);
  }

  void retried() {
    retries.increment();
  }

  void found(int jobs) {
    found.add(jobs);
  }

  /**
   * The counters at one moment.
   *
   * @param enqueued jobs added
   * @param claims times that workers asked for jobs
   * @param claimed jobs they were given
   * @param retries jobs put back after a failure
   * @param leasesExpired jobs taken over from a worker that did not come back in time
   * @param found jobs that had not been dispatched, or whose dispatch was lost, and were found
   */
  public record Snapshot(
      long enqueued, long claims, long claimed, long retries, long leasesExpired, long found) {}

  /** Reads all of them. */
  public Snapshot snapshot() {
    return new Snapshot(
        enqueued.sum(),
        claims.sum(),
        claimed.sum(),
        retries.sum(),
        leasesExpired.sum(),
        found.sum());
  }
}
