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
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.jdbi.v3.core.statement.Query;

/** What was kept of a day: what a report is made of. */
final class DayRecords {
  private static final Actor SERVICE = new Actor.Service();

  private final Database database;

  DayRecords(Database database) {
    this.database = database;
  }

  /** What one operation came to in one hour on one node. */
  record Measured(Instant hour, String node, String operation, Histogram histogram) {
    /** Whose it is, whichever of its starts: what comes before the dot. */
    String server() {
      int dot = node.indexOf('.');
      return dot < 0 ? node : node.substring(0, dot);
    }
  }

  /** What was said in one hour. */
  record Said(int hour, long turns, long failed) {}

  List<Measured> measured(LocalDate day) {
    return of(
        day,
        "SELECT hour, node, operation, histogram FROM performance_hours WHERE hour <in day>",
        query ->
            query
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
    return of(
        day,
        """
        SELECT extract(hour FROM created_at AT TIME ZONE 'UTC')::int AS hour, count(*) AS turns,
               count(*) FILTER (WHERE status = 'failed') AS failed
          FROM turns WHERE created_at <in day> GROUP BY 1 ORDER BY 1
        """,
        query ->
            query
                .map(
                    (row, _) ->
                        new Said(row.getInt("hour"), row.getLong("turns"), row.getLong("failed")))
                .list());
  }

  long conversations(LocalDate day) {
    return of(
        day,
        "SELECT count(DISTINCT conversation_id) FROM turns WHERE created_at <in day>",
        query -> query.mapTo(Long.class).one());
  }

  List<Alert> alerts(LocalDate day) {
    return of(
        day,
        "SELECT alert FROM performance_alerts WHERE raised_at <in day> ORDER BY raised_at",
        query -> query.map((row, _) -> Json.read(row.getString("alert"), Alert.class)).list());
  }

  /** Asks for a day; in the statement a column is {@code <in day>}. */
  private <T> T of(LocalDate day, String sql, Function<Query, T> answer) {
    return database.readHeavy(
        SERVICE,
        handle ->
            answer.apply(
                handle
                    .createQuery(sql.replaceFirst("(\\w+) <in day>", "$1 >= :from AND $1 < :to"))
                    .bind("from", begin(day))
                    .bind("to", begin(day.plusDays(1)))));
  }

  /** When a day begins, in UTC. */
  static Instant begin(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
