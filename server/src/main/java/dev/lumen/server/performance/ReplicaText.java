package dev.lumen.server.performance;

import dev.lumen.server.database.ReplicaFigures;
import dev.lumen.server.database.ReplicaState;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The read replica in Prometheus' text format. */
final class ReplicaText {
  private static final String READS = "lumen_heavy_reads_total";
  private static final String FALLBACKS = "lumen_replica_fallbacks_total";

  private ReplicaText() {}

  static String of(ReplicaFigures figures) {
    StringBuilder text = new StringBuilder(1_024);
    long fallbacks = figures.fallbacks().values().stream().mapToLong(Long::longValue).sum();
    PrometheusText.head(text, READS, "counter", "Heavy reads by whom they were answered.");
    count(text, READS, "answered_by", "replica", figures.answered());
    count(text, READS, "answered_by", "primary", figures.primary());
    count(text, READS, "answered_by", "fallback", fallbacks);
    PrometheusText.head(
        text, FALLBACKS, "counter", "Heavy reads meant for the replica that the primary answered.");
    figures.fallbacks().forEach((reason, count) -> count(text, FALLBACKS, "reason", reason, count));
    PrometheusText.gauge(
        text,
        "lumen_replica_in_use",
        "1 while heavy reads go to the replica.",
        figures.inUse() ? 1 : 0);
    PrometheusText.gauge(
        text,
        "lumen_replica_following",
        "1 while the replica is as new as the primary.",
        figures.state() == ReplicaState.FOLLOWING ? 1 : 0);
    lag(text, "lumen_replica_lag_bytes", "Log of the primary that it lacks.", figures.lagBytes());
    lag(text, "lumen_replica_lag_seconds", "Age of its last commit.", figures.lagSeconds());
    return text.toString();
  }

  /** Left out while nobody knows. */
  private static void lag(StringBuilder text, String name, String help, @Nullable Number value) {
    if (value != null) {
      PrometheusText.gauge(text, name, help, value.doubleValue());
    }
  }

  private static void count(
      StringBuilder text, String name, String label, String value, long count) {
    text.append(String.format(Locale.ROOT, "%s{%s=\"%s\"} %d\n", name, label, value, count));
  }
}
