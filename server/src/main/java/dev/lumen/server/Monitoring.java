package dev.lumen.server;

import dev.lumen.server.api.Json;
import dev.lumen.server.database.Database;
import dev.lumen.server.measure.HotReads;
import dev.lumen.server.measure.Measurements;
import dev.lumen.server.measure.Switches;
import dev.lumen.server.performance.Alert;
import dev.lumen.server.performance.Alerts;
import dev.lumen.server.performance.DeliveryTimes;
import dev.lumen.server.performance.Monitor;
import dev.lumen.server.performance.Remedies;
import dev.lumen.server.performance.Remedy;
import dev.lumen.server.performance.SharedMeasurements;
import dev.lumen.server.performance.SystemFigures;
import dev.lumen.server.performance.Webhook;
import dev.lumen.server.queue.Workers;
import dev.lumen.server.realtime.EventType;
import dev.lumen.server.realtime.RealtimeHub;
import dev.lumen.server.redis.RedisLink;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The performance monitor at work: looks every few seconds, and tells whom it concerns. */
final class Monitoring implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Monitoring.class.getName());
  private static final Duration NEWS_PAUSE = Duration.ofMillis(200);

  /** Of Redis: alerts of a node for the sockets of the others. */
  private static final String ALERTS = "lumen:alerts";

  private final Monitor monitor;
  private final Switches switches;
  private final HotReads hotReads;
  private final DeliveryTimes deliveries;
  private final @Nullable Webhook webhook;
  private final AtomicReference<@Nullable Double> startup = new AtomicReference<>();
  private boolean failing;
  private final Thread thread;

  /** What the monitor watches and may change. */
  record Watched(
      InstantSource clock,
      Measurements measurements,
      Database database,
      Workers workers,
      RealtimeHub hub,
      Optional<RedisLink> redis,
      String server) {}

  private Monitoring(Watched watched, MonitoringSettings settings, Consumer<Alert> alertKeeper) {
    this.switches = new Switches();
    this.hotReads = new HotReads(switches);
    this.deliveries =
        new DeliveryTimes(watched.measurements(), watched.database(), watched.clock());
    watched.hub().onDelivery(deliveries);
    Remedies remedies = new Remedies(watched.clock(), acts(watched));
    Alerts alerts =
        new Alerts(
            watched.measurements(),
            watched.clock(),
            () -> 100 * SystemFigures.now().memoryShare(),
            remedies,
            watched.server());
    String node = UUID.randomUUID().toString().substring(0, 8);
    this.monitor =
        new Monitor(
            watched.clock(),
            watched.measurements(),
            new SharedMeasurements(watched.measurements(), watched.redis(), node),
            alerts,
            remedies,
            watched.workers()::count,
            startup::get);
    URI address = settings.alertWebhook();
    this.webhook = address == null ? null : new Webhook(address);
    tell(alerts, watched.hub());
    watched.redis().ifPresent(link -> relay(alerts, watched.hub(), link, node));
    alerts.tell(alertKeeper);
    this.thread = Thread.ofVirtual().name("monitor").start(this::run);
  }

  static Monitoring start(
      Watched watched, MonitoringSettings settings, Consumer<Alert> alertKeeper) {
    return new Monitoring(watched, settings, alertKeeper);
  }

  private Map<Remedy, Consumer<Boolean>> acts(Watched watched) {
    int usual = watched.workers().wanted();
    Map<Remedy, Consumer<Boolean>> acts = new EnumMap<>(Remedy.class);
    // No more than what the connections beside those of the workers bear.
    int more = Math.min(2 * usual, usual + 4);
    acts.put(Remedy.MORE_WORKERS, on -> watched.workers().resize(on ? more : usual));
    watched
        .database()
        .replica()
        .filter(replica -> !replica.isAlwaysUsed())
        .ifPresent(replica -> acts.put(Remedy.READ_REPLICA, replica::use));
    acts.put(Remedy.CACHED_READS, switches::cachedReads);
    acts.put(Remedy.FEWER_METRICS, switches::fewerMetrics);
    acts.put(Remedy.COALESCED_NEWS, on -> watched.hub().paceNews(on ? NEWS_PAUSE : Duration.ZERO));
    acts.put(Remedy.LOCAL_CLEANING, switches::localCleaningOnly);
    return acts;
  }

  private void tell(Alerts alerts, RealtimeHub hub) {
    alerts.tell(Monitoring::log);
    alerts.tell(
        alert -> hub.publishSystem(EventType.PERFORMANCE_ALERT.wireName(), Json.text(alert)));
    if (webhook != null) {
      alerts.tell(webhook);
    }
  }

  /** Whoever is connected to another node hears of it too. */
  private static void relay(Alerts alerts, RealtimeHub hub, RedisLink link, String node) {
    String own = node + ' ';
    alerts.tell(alert -> link.publish(ALERTS, own + Json.text(alert)));
    link.listen(
        ALERTS,
        message -> {
          if (!message.startsWith(own)) {
            hub.publishSystem(
                EventType.PERFORMANCE_ALERT.wireName(),
                message.substring(message.indexOf(' ') + 1));
          }
        });
  }

  private static void log(Alert alert) {
    LOG.log(
        alert.severity().equals("info") || alert.state().equals("resolved")
            ? Level.INFO
            : Level.WARNING,
        "Performance alert {0} {1}: {2} at {3} {4}, limit {5} ({6}); {7}",
        alert.name(),
        alert.resolution() == null ? alert.state() : alert.state() + ", " + alert.resolution(),
        alert.metric(),
        alert.value(),
        alert.unit(),
        alert.threshold(),
        alert.severity(),
        alert.action());
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(Alerts.INTERVAL);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks once; else it does so every few seconds. */
  void look() {
    try {
      monitor.alerts().evaluate();
      monitor.shared().publish();
      deliveries.store();
      failing = false;
    } catch (RuntimeException e) {
      LOG.log(
          failing ? Level.DEBUG : Level.WARNING,
          "The performance monitor looks again later: {0}",
          e.toString());
      failing = true;
    }
  }

  Monitor monitor() {
    return monitor;
  }

  Switches switches() {
    return switches;
  }

  HotReads hotReads() {
    return hotReads;
  }

  /** The server answers from now on. */
  void ready() {
    startup.set((double) ManagementFactory.getRuntimeMXBean().getUptime());
  }

  @Override
  public void close() {
    thread.interrupt();
    if (webhook != null) {
      webhook.close();
    }
  }
}
