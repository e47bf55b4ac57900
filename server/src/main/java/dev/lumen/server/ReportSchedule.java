package dev.lumen.server;

import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.measure.Measurements;
import dev.lumen.server.performance.Alert;
import dev.lumen.server.report.LessKeptException;
import dev.lumen.server.report.ReportMaker;
import dev.lumen.server.report.ReportStore;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is measured, makes the report of a day soon after it is over, and removes what was
 * kept long enough. Reports that were missed, because no server ran at midnight, are made after the
 * start, as long as their days' measurements are kept.
 */
final class ReportSchedule implements Consumer<Alert>, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ReportSchedule.class.getName());
  private static final Duration INTERVAL = Duration.ofMinutes(5);

  /** Other nodes keep the last of the day as late as this. */
  private static final LocalTime ALL_KEPT = LocalTime.of(0, 6);

  private final ReportStore store;
  private final ReportMaker maker;
  private final Measurements measurements;
  private final InstantSource clock;
  private final int days;
  private final String server;
  private final String node;
  private final ExecutorService alertKeeper =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("alert-keeper").factory());
  private @Nullable LocalDate tidied;
  private final Thread thread;

  ReportSchedule(
      ReportStore store,
      ReportMaker maker,
      Measurements measurements,
      InstantSource clock,
      int days,
      String server) {
    this.store = store;
    this.maker = maker;
    this.measurements = measurements;
    this.clock = clock;
    this.days = days;
    this.server = server;
    // A start must not write over what the one before has measured in the same hour.
    this.node = server + "." + UUID.randomUUID().toString().substring(0, 8);
    this.thread = Thread.ofVirtual().name("reports").start(this::run);
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(INTERVAL);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  ReportStore store() {
    return store;
  }

  ReportMaker maker() {
    return maker;
  }

  /** Looks once; else it does so every few minutes. */
  void look() {
    try {
      keep();
      LocalDate today = maker.today();
      if (clock.instant().atZone(ZoneOffset.UTC).toLocalTime().isAfter(ALL_KEPT)) {
        store.unreportedBefore(today).forEach(this::make);
        if (!today.equals(tidied)) {
          store.forgetBefore(today.minusDays(days), clock.instant());
          tidied = today;
        }
      }
    } catch (DatabaseException away) {
      LOG.log(System.Logger.Level.WARNING, "Reports are looked after again later.");
    }
  }

  private void make(LocalDate day) {
    try {
      maker.make(day);
      LOG.log(System.Logger.Level.INFO, "Made the report of {0}.", day);
    } catch (LessKeptException | IllegalArgumentException e) {
      // The others are made all the same.
      LOG.log(System.Logger.Level.DEBUG, "No report of {0}.", day);
    }
  }

  /** Alerts that stood when this server ended, so that somebody tells of their end. */
  List<Alert> standing() {
    try {
      return store.standing(server);
    } catch (DatabaseException away) {
      return List.of();
    }
  }

  /** Keeps what was measured up to now. */
  void keep() {
    store.keepHours(node, measurements);
  }

  /** Keeps an alert; whoever tells of it does not wait. */
  @Override
  public void accept(Alert alert) {
    // One after another: what is kept last is how it ended.
    alertKeeper.execute(
        () -> {
          try {
            store.keep(alert);
          } catch (DatabaseException away) {
            LOG.log(System.Logger.Level.DEBUG, "An alert is not in the day's report.");
          }
        });
  }

  @Override
  public void close() {
    thread.interrupt();
    alertKeeper.close();
    try {
      keep();
    } catch (DatabaseException away) {
      LOG.log(System.Logger.Level.DEBUG, "The last measurements are not in the day's report.");
    }
  }
}
