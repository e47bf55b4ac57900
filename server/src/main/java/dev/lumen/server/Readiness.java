package dev.lumen.server;

import dev.lumen.server.feed.ChangeFeed;
import dev.lumen.server.queue.Workers;
import java.util.ArrayList;
import java.util.List;

/** Whether requests should come to this node now, and why not. */
final class Readiness {
  private final DatabaseProbe probe;
  private final ChangeFeed feed;
  private final Workers workers;
  private volatile boolean draining;

  Readiness(DatabaseProbe probe, ChangeFeed feed, Workers workers) {
    this.probe = probe;
    this.feed = feed;
    this.workers = workers;
  }

  /** From now on it is not ready any more, though it answers. */
  void drain() {
    draining = true;
  }

  /** As {@code database_unreachable}; empty when it is ready. */
  List<String> obstacles() {
    List<String> obstacles = new ArrayList<>();
    if (draining) {
      obstacles.add("stopping");
    }
    if (!probe.answers()) {
      obstacles.add("database_unreachable");
    }
    if (!feed.connected()) {
      obstacles.add("feed_reconnecting");
    }
    if (workers.count() == 0) {
      obstacles.add("no_workers");
    }
    return obstacles;
  }
}
