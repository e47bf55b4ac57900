package dev.lumen.server.queue;

import dev.lumen.server.measure.Measurements;
import dev.lumen.server.measure.Operation;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long jobs wait for a worker, from the commit that made them ready until a worker of this node
 * holds them: operation {@code queue.pickup}.
 */
final class Pickups {
  /** Those that workers of other nodes take are never heard of again. */
  private static final int MOST = 4096;

  private final Map<UUID, Long> readySince = new ConcurrentHashMap<>();
  private final Operation waits;

  Pickups(Measurements measurements) {
    this.waits = measurements.operation("queue.pickup");
  }

  /** The commit that made them ready has just returned. */
  void ready(List<Ready> jobs) {
    if (readySince.size() + jobs.size() > MOST) {
      readySince.clear();
    }
    long now = System.nanoTime();
    jobs.forEach(job -> readySince.put(job.jobId(), now));
  }

  /** A worker holds them now. */
  void taken(List<Job> jobs) {
    long now = System.nanoTime();
    for (Job job : jobs) {
      Long since = readySince.remove(job.jobId());
      if (since != null) {
        waits.record(now - since);
      }
    }
  }
}
