package dev.lumen.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Times that were measured. Safe for many threads that add. */
public final class Figures {
  private double[] millis = new double[1024];
  private int size;

  /** Adds a time. */
  public synchronized void add(double time) {
    if (size == millis.length) {
      millis = Arrays.copyOf(millis, 2 * size);
    }
    millis[size++] = time;
  }

  /** Adds a time in nanoseconds. */
  public void addNanos(long time) {
    add(time / 1e6);
  }

  /** Adds the time since {@code startNanos}. */
  public void since(long startNanos) {
    addNanos(System.nanoTime() - startNanos);
  }

  /** How many there are. */
  public synchronized int size() {
    return size;
  }

  /** The time that a share of all stays below; NaN when there is none. */
  public synchronized double percentile(double share) {
    if (size == 0) {
      return Double.NaN;
    }
    double[] sorted = Arrays.copyOf(millis, size);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(size - 1, Math.floor(share * size))];
  }

  /** Median, 99th percentile and longest, in milliseconds. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %.2f ms, p99 %.2f ms, longest %.1f ms (%d)",
        percentile(0.5),
        percentile(0.99),
        percentile(1),
        size());
  }

  /** What else the machine is doing: the run queue of the last minute, and the processors. */
  public static String load() throws IOException {
    Path file = Path.of("/proc/loadavg");
    String average = Files.exists(file) ? Files.readString(file).split(" ", 2)[0] : "unknown";
    return "load " + average + " on " + Runtime.getRuntime().availableProcessors() + " processors";
  }
}
