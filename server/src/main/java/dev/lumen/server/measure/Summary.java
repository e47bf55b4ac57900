package dev.lumen.server.measure;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What a window of measurements comes to (P-13, M-02). Times in milliseconds; zeros where nothing
 * was measured.
 *
 * @param count how many
 * @param average the mean
 * @param min the shortest
 * @param max the longest
 * @param p50 half of them took no longer
 * @param p95 95 of a hundred took no longer
 * @param p99 99 of a hundred took no longer
 * @param target what it is to take at most, or null where nothing was asked of it
 * @param withinTarget whether the p95 is within the target; null without target or without
 *     measurements
 * @param complianceRate the share of measurements within the target, 0 to 1; null without a target
 *     or without measurements
 */
public record Summary(
    long count,
    double average,
    double min,
    double max,
    double p50,
    double p95,
    double p99,
    @Nullable Double target,
    @Nullable Boolean withinTarget,
    @Nullable Double complianceRate) {

  /** Sums up a histogram of microseconds. */
  public static Summary of(Histogram histogram, @Nullable Double target) {
    long count = histogram.getTotalCount();
    double p95 = millis((double) histogram.getValueAtPercentile(95));
    return new Summary(
        count,
        count == 0 ? 0 : millis(histogram.getMean()),
        count == 0 ? 0 : millis((double) histogram.getMinValue()),
        millis((double) histogram.getMaxValue()),
        millis((double) histogram.getValueAtPercentile(50)),
        p95,
        millis((double) histogram.getValueAtPercentile(99)),
        target,
        (target == null || count == 0) ? null : p95 <= target,
        target == null || count == 0 ? null : compliance(histogram, target));
  }

  /** The share of measurements that kept to a target in milliseconds, 0 to 1. */
  private static double compliance(Histogram histogram, double target) {
    double percent = histogram.getPercentileAtOrBelowValue((long) (target * 1_000));
    return Math.round(percent * 100) / 10_000.0;
  }

  private static double millis(double micros) {
    return Math.round(micros) / 1_000.0;
  }
}
