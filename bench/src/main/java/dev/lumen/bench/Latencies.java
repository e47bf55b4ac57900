package dev.lumen.bench;

import java.util.Arrays;
import java.util.Locale;

/** Durations, and what they come to. */
final class Latencies {
  private long[] nanos = new long[1024];
  private int count;

  synchronized void add(long duration) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = duration;
  }

  synchronized int count() {
    return count;
  }

  /** For instance 50 for the median, in milliseconds. */
  synchronized double percentile(double percent) {
    if (count == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(count - 1, Math.floor(count * percent / 100))] / 1e6;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %.2f  p90 %.2f  p99 %.2f  max %.2f ms (%d)",
        percentile(50),
        percentile(90),
        percentile(99),
        percentile(100),
        count());
  }
}
