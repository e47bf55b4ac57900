package dev.lumen.server.report;

import dev.lumen.server.api.Json;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import dev.lumen.server.measure.Operation;
import dev.lumen.server.performance.Alert;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What was kept of a day: what a report is made of. */
final class DayRecords {
  private static final Actor SERVICE = new Actor.Service();

  private final Database database;

  DayRecords(Database database) {
    this.database = database;
  }

  /** What one operation came to in one hour on one node. */
  record Measured(Instant hour, String node, String operation, Histogram histogram) {}

  /** What was said in one hour. */
  record Said(int hour, long turns, long failed) {}

  List<Measured> measured(LocalDate day) {
    return database.readHeavy(
        SERVICE,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT hour, node, operation, histogram FROM performance_hours
                     WHERE hour >= :from AND hour < :to
                    """)
                .bind("from", begin(day))
                .bind("to", begin(day.plusDays(1)))
                .map(
                    (row, _) ->
                        new Measured(
                            row.getTimestamp("hour").toInstant(),
                            row.getString("node"),
                            row.getString("operation"),
                            Operation.unpack(row.getBytes("histogram"))))
                .list());
  }

  List<Said> said(LocalDate day) {
    return database.readHeavy(
        SERVICE,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT extract(hour FROM created_at AT TIME ZONE 'UTC')::int AS hour, count(*) AS turns,
                           count(*) FILTER (WHERE status = 'failed') AS failed
                      FROM turns WHERE created_at >= :from AND created_at < :to GROUP BY 1 ORDER BY 1
                    """)
                .bind("from", begin(day))
                .bind("to", begin(day.plusDays(1)))
                .map(
                    (row, _) ->
                        new Said(row.getInt("hour"), row.getLong("turns"), row.getLong("failed")))
                .list());
  }

  long conversations(LocalDate day) {
    return database.readHeavy(
        SERVICE,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT count(DISTINCT conversation_id) FROM turns
                     WHERE created_at >= :from AND created_at < :to
                    """)
                .bind("from", begin(day))
                .bind("to", begin(day.plusDays(1)))
                .mapTo(Long.class)
                .one());
  }

  List<Alert> alerts(LocalDate day) {
    return database.readHeavy(
        SERVICE,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT alert FROM performance_alerts
                     WHERE raised_at >= :from AND raised_at < :to ORDER BY raised_at
                    """)
                .bind("from", begin(day))
                .bind("to", begin(day.plusDays(1)))
                .map((row, _) -> Json.read(row.getString("alert"), Alert.class))
                .list());
  }

  /** When a day begins, in UTC. */
  static Instant begin(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
