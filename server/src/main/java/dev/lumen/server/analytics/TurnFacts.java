package dev.lumen.server.analytics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What processed turns say beside their corrections: all together, and day by day.
 *
 * @param all the turns together
 * @param days the days on which something was said, in order
 */
record TurnFacts(Sum all, List<Sum> days) {

  /**
   * A number of processed turns. Times are in milliseconds.
   *
   * @param day the day in UTC, or null for all
   * @param counts of which kind they are
   * @param averageMs mean over people's turns, as {@code p95Ms} and {@code totalMs} are over them
   * @param voiceMs time spent on the AI voice's turns
   */
  record Sum(
      @Nullable LocalDate day,
      int conversations,
      TurnCounts counts,
      double averageMs,
      double p95Ms,
      double totalMs,
      double voiceMs) {}

  private static final String SQL =
      """
      WITH t AS (
        SELECT conversation_id, (created_at AT TIME ZONE 'UTC')::date AS day,
               NOT is_lumen(speaker) AS person, length(raw_text) AS characters, self_correction,
               confidence_score AS sure, processing_time_ms::float8 AS spent
          FROM turns WHERE <where> AND status = 'processed')
      SELECT day, count(DISTINCT conversation_id) AS conversations, <counts>,
             avg(spent) FILTER (WHERE person) AS mean,
             percentile_cont(0.95) WITHIN GROUP (ORDER BY spent) FILTER (WHERE person) AS p95,
             sum(spent) FILTER (WHERE person) AS total,
             sum(spent) FILTER (WHERE NOT person) AS voice_ms
        FROM t GROUP BY GROUPING SETS ((day), ()) ORDER BY day NULLS LAST
      """
          .replace("<counts>", TurnCounts.COLUMNS);

  /** The turns that the actor may see, of those chosen. */
  static TurnFacts of(Handle handle, String where, Map<String, ?> values) {
    List<Sum> sums =
        handle
            .createQuery(SQL.replace("<where>", where))
            .bindMap(values)
            .map((rs, ctx) -> sum(rs))
            .list();
    return new TurnFacts(sums.getLast(), sums.subList(0, sums.size() - 1));
  }

  private static Sum sum(ResultSet rs) throws SQLException {
    return new Sum(
        rs.getObject("day", LocalDate.class),
        rs.getInt("conversations"),
        TurnCounts.of(rs),
        Figures.rounded(rs.getDouble("mean"), 3),
        Figures.rounded(rs.getDouble("p95"), 3),
        Figures.rounded(rs.getDouble("total"), 3),
        Figures.rounded(rs.getDouble("voice_ms"), 3));
  }
}
