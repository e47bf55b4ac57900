package dev.lumen.server;

import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.measure.Measurements;
import dev.lumen.server.performance.Alert;
import dev.lumen.server.report.DailyReport;
import dev.lumen.server.report.ReportMaker;
import dev.lumen.server.report.ReportStore;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Keeps what is measured, makes the report of a day soon after it is over, and removes what was
 * kept long enough. A day's report that was missed, because no server ran at midnight, is made
 * after the start.
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
  private final String node = UUID.randomUUID().toString().substring(0, 8);
  private final Thread thread;

  ReportSchedule(
      ReportStore store,
      ReportMaker maker,
      Measurements measurements,
      InstantSource clock,
      int days) {
    this.store = store;
    this.maker = maker;
    this.measurements = measurements;
    this.clock = clock;
    this.days = days;
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
      LocalDate yesterday = today.minusDays(1);
      boolean due = clock.instant().atZone(ZoneOffset.UTC).toLocalTime().isAfter(ALL_KEPT);
      if (due && !store.find(yesterday).map(DailyReport::complete).orElse(false)) {
        maker.make(yesterday);
        store.forgetBefore(today.minusDays(days), clock.instant());
        LOG.log(System.Logger.Level.INFO, "Made the report of {0}.", yesterday);
      }
    } catch (DatabaseException away) {
      LOG.log(System.Logger.Level.WARNING, "Reports are looked after again later.");
    }
  }

  /** Keeps what was measured up to now. */
  void keep() {
    store.keepHours(node, measurements);
  }

  /** Keeps an alert; whoever tells of it does not wait. */
  @Override
  public void accept(Alert alert) {
    Thread.ofVirtual()
        .name("alert-keeper")
        .start(
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
    try {
      keep();
    } catch (DatabaseException away) {
      LOG.log(System.Logger.Level.DEBUG, "The last measurements are not in the day's report.");
    }
  }
}
