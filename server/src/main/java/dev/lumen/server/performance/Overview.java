package dev.lumen.server.performance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lumen.server.measure.Summary;
import dev.lumen.server.measure.Target;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/v1/performance}: how fast everything is.
 *
 * @param windowMinutes over how many minutes
 * @param scope whose measurements
 * @param operations every operation that was measured, by name
 * @param targets every target and how it is kept
 * @param system the process that answers
 * @param alerts what is wrong now, on the node that answers
 * @param remedies what can be done about it, and what is being done
 */
public record Overview(
    Instant timestamp,
    int windowMinutes,
    SharedMeasurements.Scope scope,
    List<Line> operations,
    List<Kept> targets,
    SystemFigures system,
    List<Alert> alerts,
    List<Remedies.State> remedies) {

  /** An operation and what its measurements come to. */
  public record Line(String name, String group, @JsonUnwrapped Summary summary) {}

  /**
   * A target and whether it is kept.
   *
   * @param value the p95 of the window, or the figure; null where nothing was measured
   * @param withinTarget whether it is kept; null where nothing was measured here
   */
  public record Kept(
      @JsonUnwrapped Target target,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Double value,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Boolean withinTarget) {}
}
