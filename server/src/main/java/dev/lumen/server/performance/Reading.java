package dev.lumen.server.performance;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one operation lately, and how much may be read off it. Too few measurements
 * say nothing, neither that it is slow nor that it is well again; unless all of some were terrible.
 *
 * @param value the p95; of a few the best of them
 * @param count how many
 */
record Reading(double value, long count) {
  private static final int ENOUGH = 20;
  private static final int SOME = 5;

  /** Of durations in microseconds. */
  static Reading of(Histogram durations) {
    long count = durations.getTotalCount();
    long micros =
        count >= ENOUGH
            ? durations.getValueAtPercentile(95)
            : count == 0 ? 0 : durations.getMinValue();
    return new Reading(micros / 1_000.0, count);
  }

  /** Of a figure that is always known. */
  static Reading certain(double value) {
    return new Reading(value, ENOUGH);
  }

  /** The most severe of the rules that is broken; null where none is, or nobody knows. */
  AlertRules.@Nullable Rule breaks(List<AlertRules.Rule> rules) {
    return rules.stream()
        .filter(rule -> count >= ENOUGH || (count >= SOME && rule.isCritical()))
        .filter(rule -> value > rule.limit())
        .findFirst()
        .orElse(null);
  }

  /** Whether it can be told that no rule is broken. */
  boolean isEnough() {
    return count >= ENOUGH;
  }
}
