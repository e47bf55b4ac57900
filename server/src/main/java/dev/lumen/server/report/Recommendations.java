package dev.lumen.server.report;

import dev.lumen.server.report.DailyReport.Recommendation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a day's figures ask to be done. */
final class Recommendations {
  /** Fewer measurements than this are chance. */
  private static final int ENOUGH = 20;

  private static final List<String> SEVERITIES = List.of("critical", "warning", "info");

  private Recommendations() {}

  static List<Recommendation> of(
      DailyReport.Summary summary,
      List<DailyReport.Compliance> targets,
      List<DailyReport.Trend> trends,
      List<DailyReport.Raised> alerts) {
    List<Recommendation> all = new ArrayList<>();
    if (summary.failedTurns() > 0) {
      all.add(
          new Recommendation(
              "warning",
              null,
              "%d turns could not be processed. Their conversations name them; POST …/turns/{turn_id}/retry tries one again."
                  .formatted(summary.failedTurns())));
    }
    for (DailyReport.Raised alert : alerts) {
      if (alert.state().equals("escalated")) {
        all.add(
            new Recommendation(
                "critical",
                alert.metric(),
                "The alert %s became critical or outlasted its remedies, and was not over. A person has to look."
                    .formatted(alert.name())));
      }
    }
    targets.forEach(it -> missed(it, all));
    trends.forEach(it -> slower(it, targets, all));
    all.sort(Comparator.comparingInt(it -> SEVERITIES.indexOf(it.severity())));
    return List.copyOf(all);
  }

  private static void missed(DailyReport.Compliance it, List<Recommendation> all) {
    @Nullable Double p95 = it.p95();
    if (p95 != null && it.count() >= ENOUGH && p95 > it.target()) {
      all.add(
          new Recommendation(
              p95 > 2 * it.target() ? "critical" : "warning",
              it.metric(),
              String.format(
                  Locale.ROOT,
                  "Of %s 95 in 100 took up to %.1f ms, which should be %.0f. %s",
                  it.metric(),
                  p95,
                  it.target(),
                  remedy(it.metric()))));
    }
  }

  private static void slower(
      DailyReport.Trend trend, List<DailyReport.Compliance> targets, List<Recommendation> all) {
    boolean near =
        targets.stream()
            .anyMatch(
                it ->
                    it.metric().equals(trend.metric())
                        && it.count() >= ENOUGH
                        && trend.p95() <= it.target()
                        && trend.p95() > it.target() / 2);
    if (trend.direction().equals("worse") && near) {
      all.add(
          new Recommendation(
              "info",
              trend.metric(),
              String.format(
                  Locale.ROOT,
                  "%s is %.0f %% slower than on the %d days before and has come near its target. %s",
                  trend.metric(),
                  trend.changePercent(),
                  trend.days(),
                  remedy(trend.metric()))));
    }
  }

  private static String remedy(String metric) {
    String group = metric.substring(0, Math.max(0, metric.indexOf('.')));
    return switch (group) {
      case "db" ->
          "Look at GET /api/v1/store for tables that wait for a vacuum and indexes that are not used,"
              + " and at ./lumen doctor.";
      case "queue" -> "Give the queue more workers: LUMEN_WORKERS.";
      case "ai" -> "The language model answers late: look at its provider, or clean locally.";
      case "websocket", "feed" ->
          "News reach people late: look at the number of sockets on a node and at the network.";
      case "ui" -> "Browsers show things late: look at the device, and at how much is on the page.";
      case "cleaner" -> "Cleaning takes long: look for very long turns, and at the processor.";
      default ->
          "GET /api/v1/performance/history?operation=%s tells when it was slow.".formatted(metric);
    };
  }
}
