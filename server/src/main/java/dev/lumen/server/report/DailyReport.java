package dev.lumen.server.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a day went (M-08), in UTC and over all nodes.
 *
 * @param date as {@code 2026-01-31}
 * @param complete whether the day was over when it was made
 * @param targets every target that durations are held against, measured or not
 * @param trends beside the days before
 * @param hours those in which something happened
 * @param alerts those that were raised on this day
 * @param recommendations what to do, the gravest first; empty when all was well
 */
public record DailyReport(
    String date,
    Instant madeAt,
    boolean complete,
    Summary summary,
    List<Compliance> targets,
    List<Trend> trends,
    List<Hour> hours,
    List<Raised> alerts,
    List<Recommendation> recommendations) {

  /**
   * The day in one line.
   *
   * @param hoursMeasured in how many of its hours a server ran that kept its measurements
   * @param nodes how many servers kept measurements, however often each was started
   * @param targetsKept of the targets that were measured
   */
  public record Summary(
      long requests,
      @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Double requestsP95,
      long turns,
      long conversations,
      long failedTurns,
      int hoursMeasured,
      int nodes,
      int targetsKept,
      int targetsMissed,
      int alerts) {}

  /**
   * How a target was kept; times in milliseconds, null where nothing was measured.
   *
   * @param complianceRate the share of measurements within the target, 0 to 1
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Compliance(
      String metric,
      double target,
      long count,
      @Nullable Double complianceRate,
      @Nullable Double averagePerformance,
      @Nullable Double worstPerformance,
      @Nullable Double bestPerformance,
      @Nullable Double p95,
      @Nullable Boolean withinTarget) {}

  /**
   * A metric beside the days before.
   *
   * @param before the mean of the p95 of up to seven earlier days
   * @param days of how many
   * @param changePercent above zero for slower
   * @param direction {@code better}, {@code worse} or {@code steady}: a fifth more or less counts
   */
  public record Trend(
      String metric, double p95, double before, int days, double changePercent, String direction) {}

  /** One hour of the day, 0 to 23. */
  public record Hour(
      int hour,
      long requests,
      @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Double requestsP95,
      long turns,
      long failedTurns) {}

  /**
   * An alert of this day as it stood last.
   *
   * @param value the worst that was measured while it stood
   */
  public record Raised(
      String name,
      String metric,
      String severity,
      String state,
      double value,
      double threshold,
      Instant raisedAt) {}

  /**
   * What to do.
   *
   * @param severity {@code critical}, {@code warning} or {@code info}
   * @param metric what it is about; null where it is about everything
   */
  public record Recommendation(
      String severity,
      @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) String metric,
      String text) {}
}
