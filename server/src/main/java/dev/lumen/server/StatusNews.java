package dev.lumen.server;

import dev.lumen.server.api.Json;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.database.Storage;
import dev.lumen.server.feed.ChangeFeed;
import dev.lumen.server.measure.Summary;
import dev.lumen.server.queue.QueueDepth;
import dev.lumen.server.queue.TurnQueue;
import dev.lumen.server.queue.Workers;
import dev.lumen.server.realtime.EventType;
import dev.lumen.server.realtime.HubStatistics;
import dev.lumen.server.realtime.RealtimeHub;
import dev.lumen.server.turn.ProcessingStatistics;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Tells everybody who listens, every few seconds, how the system is ({@code system:status}). */
final class StatusNews implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final RealtimeHub hub;
  private final Database database;
  private final TurnQueue queue;
  private final Workers workers;
  private final ChangeFeed feed;
  private final ProcessingStatistics statistics;
  private final Monitoring monitoring;
  private final Thread thread;

  StatusNews(
      Database database,
      RealtimeHub hub,
      TurnQueue queue,
      Workers workers,
      ChangeFeed feed,
      ProcessingStatistics statistics,
      Monitoring monitoring) {
    this.database = database;
    this.monitoring = monitoring;
    this.statistics = statistics;
    this.hub = hub;
    this.queue = queue;
    this.workers = workers;
    this.feed = feed;
    this.thread = Thread.ofVirtual().name("status-news").start(this::run);
  }

  /**
   * The payload.
   *
   * @param status healthy; degraded: turns wait long or are not stored, cleaned or not delivered;
   *     error: the database does not answer
   * @param processingCapacity workers that take turns
   * @param queueLength turns that wait
   * @param queue more about the queue; null while the database does not answer
   */
  record Status(
      String status, int processingCapacity, int queueLength, @Nullable QueueState queue) {}

  /**
   * The queue over all nodes, and what happened on this one since it started.
   *
   * @param health healthy, normal, busy or overloaded
   * @param priorities waiting turns of priority 1, 2 and 3
   * @param processing turns in hand
   * @param oldestWaitMs how long ago the oldest waiting turn came in
   * @param lagMs how long the longest ready turn has been waiting for a worker
   * @param retries tries that were put back
   * @param failures turns whose retries were used up
   * @param leaseExpiries turns taken over from a worker that did not come back in time
   */
  record QueueState(
      String health,
      List<Integer> priorities,
      int processing,
      long oldestWaitMs,
      long lagMs,
      long retries,
      long failures,
      long leaseExpiries) {}

  private void run() {
    try {
      while (true) {
        Thread.sleep(monitoring.switches().fewerMetrics() ? INTERVAL.multipliedBy(4) : INTERVAL);
        if (hub.statistics().subscribers() > 0) {
          hub.publishSystem(EventType.SYSTEM_STATUS.wireName(), Json.text(status()));
          hub.publishSystem(EventType.METRICS.wireName(), Json.text(metrics()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The payload of {@code metrics}.
   *
   * @param subscribers connections open on this node
   * @param eventsDelivered events written to sockets since the start
   * @param slowClosed connections closed because their client read too slowly
   * @param feedConnected whether committed changes are being read
   * @param feedLagMs from the last commit to its delivery to the hub
   * @param feedTransactions transactions read from the log since the start
   * @param feedReconnects how often the log's connection was lost and found again
   * @param operations what was measured in the last two minutes, by name
   * @param activeAlerts how many alerts are raised
   * @param activeRemedies the remedies at work
   */
  record Metrics(
      int subscribers,
      long eventsDelivered,
      long slowClosed,
      boolean feedConnected,
      double feedLagMs,
      long feedTransactions,
      long feedReconnects,
      SortedMap<String, Summary> operations,
      int activeAlerts,
      List<String> activeRemedies) {}

  private Metrics metrics() {
    HubStatistics statistics = hub.statistics();
    return new Metrics(
        statistics.subscribers(),
        statistics.eventsDelivered(),
        statistics.slowClosed(),
        feed.connected(),
        feed.lag().toNanos() / 1e6,
        feed.transactions(),
        feed.reconnects(),
        monitoring.monitor().live(),
        monitoring.monitor().alerts().active().size(),
        monitoring.monitor().activeRemedies());
  }

  private Status status() {
    int capacity = workers.count();
    try {
      QueueDepth depth = queue.depth();
      database.storage().lookAgain(database);
      boolean well =
          capacity > 0
              && feed.connected()
              && database.storage().state() == Storage.State.WRITABLE
              && !depth.health().equals("overloaded");
      return new Status(well ? "healthy" : "degraded", capacity, depth.queued(), state(depth));
    } catch (DatabaseException e) {
      return new Status("error", capacity, 0, null);
    }
  }

  private QueueState state(QueueDepth depth) {
    return new QueueState(
        depth.health(),
        List.of(depth.normal(), depth.high(), depth.urgent()),
        depth.processing(),
        depth.oldestWaitMs(),
        depth.lagMs(),
        statistics.retries(),
        statistics.failedJobs(),
        queue.counters().snapshot().leasesExpired());
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
