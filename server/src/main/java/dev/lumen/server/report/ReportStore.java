package dev.lumen.server.report;

import dev.lumen.server.api.Json;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.Jsonb;
import dev.lumen.server.measure.Measurements;
import dev.lumen.server.measure.Operation;
import dev.lumen.server.performance.Alert;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.HdrHistogram.Histogram;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Measurements by the hour, alerts and reports in the database. */
public final class ReportStore {
  /** For how many days measurements are kept hour by hour. */
  static final int DAYS_KEPT = 8;

  private static final Actor SERVICE = new Actor.Service();

  private final Database database;
  private final DayRecords days;

  public ReportStore(Database database) {
    this.database = database;
    this.days = new DayRecords(database);
  }

  /** What was kept of each day. */
  DayRecords days() {
    return days;
  }

  /**
   * Days before one that were measured and have no whole report, the earliest first; none that is
   * longer ago than measurements are kept.
   */
  public List<LocalDate> unreportedBefore(LocalDate day) {
    return database.read(
        SERVICE,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT d::date AS day
                      FROM generate_series(:first::date::timestamp, :last::date::timestamp, '1 day') d
                     WHERE EXISTS (
                             SELECT FROM performance_hours
                              WHERE hour >= d AT TIME ZONE 'UTC'
                                AND hour < (d + interval '1 day') AT TIME ZONE 'UTC')
                       AND NOT EXISTS (
                             SELECT FROM daily_reports r
                              WHERE r.day = d::date AND (r.report ->> 'complete')::boolean)
                     ORDER BY 1
                    """)
                .bind("first", day.minusDays(DAYS_KEPT))
                .bind("last", day.minusDays(1))
                .mapTo(LocalDate.class)
                .list());
  }

  /**
   * Alerts that stood when a server ended.
   *
   * @param node its name; alerts that were kept without one are taken for its own
   */
  public List<Alert> standing(String node) {
    return database.read(
        SERVICE,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT alert FROM performance_alerts
                     WHERE alert ->> 'state' <> 'resolved' AND coalesce(alert ->> 'node', :node) = :node
                     ORDER BY raised_at
                    """)
                .bind("node", node)
                .map((row, _) -> Json.read(row.getString("alert"), Alert.class))
                .list());
  }

  /** Keeps what a node has measured in the running hour and in the one before. */
  public void keepHours(String node, Measurements measurements) {
    long minute = measurements.minute();
    database.write(
        SERVICE,
        handle -> {
          PreparedBatch rows =
              handle.prepareBatch(
                  """
                  INSERT INTO performance_hours (hour, node, operation, histogram)
                  VALUES (:hour, :node, :operation, :histogram)
                  ON CONFLICT (hour, node, operation) DO UPDATE SET histogram = excluded.histogram
                  """);
          for (Operation operation : measurements.all()) {
            for (long hour = minute / 60 - 1; hour <= minute / 60; hour++) {
              Histogram histogram = operation.hours(minute, hour, hour);
              if (histogram.getTotalCount() > 0) {
                rows.bind("hour", Instant.ofEpochSecond(hour * 3600))
                    .bind("node", node)
                    .bind("operation", operation.name())
                    .bind("histogram", Operation.pack(histogram))
                    .add();
              }
            }
          }
          return rows.size() == 0 ? 0 : rows.execute().length;
        });
  }

  /** Keeps an alert as it stands now. */
  public void keep(Alert alert) {
    database.write(
        SERVICE,
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO performance_alerts (id, raised_at, alert) VALUES (:id, :raised, :alert)
                    ON CONFLICT (id) DO UPDATE SET alert = excluded.alert
                    """)
                .bind("id", UUID.fromString(alert.id()))
                .bind("raised", alert.raisedAt())
                .bind("alert", new Jsonb(Json.text(alert)))
                .execute());
  }

  void store(DailyReport report) {
    database.write(
        SERVICE,
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO daily_reports (day, made_at, report) VALUES (:day, :made, :report)
                    ON CONFLICT (day) DO UPDATE SET made_at = excluded.made_at, report = excluded.report
                    """)
                .bind("day", LocalDate.parse(report.date()))
                .bind("made", report.madeAt())
                .bind("report", new Jsonb(Json.text(report)))
                .execute());
  }

  /** The report of a day, if one was made. */
  public Optional<DailyReport> find(LocalDate day) {
    return database.readHeavy(
        SERVICE,
        handle ->
            handle
                .createQuery("SELECT report FROM daily_reports WHERE day = :day")
                .bind("day", day)
                .map((row, _) -> report(row.getString("report")))
                .findOne());
  }

  /** The newest reports of days before one, the latest first. */
  List<DailyReport> before(LocalDate day, int most) {
    return database.readHeavy(
        SERVICE,
        handle ->
            handle
                .createQuery(
                    "SELECT report FROM daily_reports WHERE day < :day ORDER BY day DESC LIMIT :most")
                .bind("day", day)
                .bind("most", most)
                .map((row, _) -> report(row.getString("report")))
                .list());
  }

  /** Removes reports and alerts of days before this one, and the hours that no report needs. */
  public void forgetBefore(LocalDate day, Instant now) {
    database.write(
        SERVICE,
        handle ->
            handle.execute("DELETE FROM daily_reports WHERE day < ?", day)
                + handle.execute(
                    "DELETE FROM performance_alerts WHERE raised_at < ?", DayRecords.begin(day))
                + handle.execute(
                    "DELETE FROM performance_hours WHERE hour < ?",
                    now.minus(Duration.ofDays(DAYS_KEPT))));
  }

  private static DailyReport report(String json) {
    return Json.read(json, DailyReport.class);
  }
}
