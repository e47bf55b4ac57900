package dev.lumen.server.performance;

import dev.lumen.server.measure.Measurements;
import dev.lumen.server.measure.Operation;
import dev.lumen.server.measure.Targets;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Measurements in Prometheus' text format 0.0.4: since the start, so that a scraper can take
 * differences; histograms with cumulative buckets.
 */
final class PrometheusText {
  private static final String SECONDS = "lumen_operation_duration_seconds";

  /** Upper bounds in milliseconds: around the targets, which is where precision is wanted. */
  private static final double[] BOUNDS = {
    0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 50, 75, 100, 150, 200, 300, 400, 500, 1_000, 2_500,
    5_000, 10_000, 30_000
  };

  private PrometheusText() {}

  static String of(Measurements measurements, Alerts alerts, Remedies remedies, int workers) {
    StringBuilder text = new StringBuilder(16_384);
    head(text, SECONDS, "histogram", "How long operations took.");
    long now = measurements.minute();
    for (Operation operation : measurements.all()) {
      durations(text, operation.name(), operation.sinceStart(now));
    }
    head(text, "lumen_operation_target_seconds", "gauge", "What operations are to take at most.");
    for (Operation operation : measurements.all()) {
      @Nullable Double target = Targets.standard().of(operation.name());
      if (target != null) {
        line(text, "lumen_operation_target_seconds", operation.name(), target / 1_000);
      }
    }
    head(text, "lumen_alert_active", "gauge", "1 for each alert that is raised.");
    for (Alert alert : alerts.active()) {
      text.append(
          String.format(
              Locale.ROOT,
              "lumen_alert_active{name=\"%s\",metric=\"%s\",severity=\"%s\"} 1\n",
              alert.name(),
              alert.metric(),
              alert.severity()));
    }
    head(text, "lumen_remedy_active", "gauge", "1 for each remedy at work.");
    for (Remedies.State remedy : remedies.states()) {
      text.append(
          String.format(
              Locale.ROOT,
              "lumen_remedy_active{name=\"%s\"} %d\n",
              remedy.name(),
              remedy.active() ? 1 : 0));
    }
    system(text, SystemFigures.now(), workers);
    return text.toString();
  }

  private static void durations(StringBuilder text, String name, Histogram histogram) {
    double sum = histogram.getTotalCount() * histogram.getMean() / 1e6;
    for (double bound : BOUNDS) {
      long micros = (long) (bound * 1_000);
      long below =
          micros >= histogram.getMaxValue()
              ? histogram.getTotalCount()
              : histogram.getCountBetweenValues(0, micros);
      text.append(
          String.format(
              Locale.ROOT,
              "%s_bucket{operation=\"%s\",le=\"%s\"} %d\n",
              SECONDS,
              name,
              number(bound / 1_000),
              below));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%s_bucket{operation=\"%s\",le=\"+Inf\"} %d\n",
            SECONDS,
            name,
            histogram.getTotalCount()));
    text.append(
        String.format(Locale.ROOT, "%s_sum{operation=\"%s\"} %s\n", SECONDS, name, number(sum)));
    text.append(
        String.format(
            Locale.ROOT,
            "%s_count{operation=\"%s\"} %d\n",
            SECONDS,
            name,
            histogram.getTotalCount()));
  }

  private static void system(StringBuilder text, SystemFigures system, int workers) {
    gauge(
        text,
        "lumen_memory_used_bytes",
        "Heap in use after the last collection.",
        system.memoryUsedMb() * 1_048_576);
    gauge(
        text,
        "lumen_memory_allocated_bytes",
        "The most that the heap may take.",
        system.memoryAllocatedMb() * 1_048_576);
    gauge(
        text,
        "lumen_cpu_share",
        "This process's use of all processors, 0 to 1.",
        system.cpuShare());
    gauge(
        text,
        "lumen_uptime_seconds",
        "Since the process started.",
        (double) system.uptimeSeconds());
    gauge(text, "lumen_workers", "Workers that take turns from the queue.", workers);
  }

  static void gauge(StringBuilder text, String name, String help, double value) {
    head(text, name, "gauge", help);
    text.append(name).append(' ').append(number(value)).append('\n');
  }

  static void head(StringBuilder text, String name, String type, String help) {
    text.append(String.format(Locale.ROOT, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type));
  }

  private static void line(StringBuilder text, String name, String operation, double value) {
    text.append(
        String.format(Locale.ROOT, "%s{operation=\"%s\"} %s\n", name, operation, number(value)));
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.7g", value);
  }
}
