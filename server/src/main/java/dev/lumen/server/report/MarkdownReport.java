package dev.lumen.server.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A report as Markdown, for people who read it in a terminal or a chat. */
final class MarkdownReport {
  private MarkdownReport() {}

  static String of(DailyReport report) {
    StringBuilder text = new StringBuilder(4_000);
    DailyReport.Summary day = report.summary();
    line(text, "# {}{}", report.date(), report.complete() ? "" : " (so far)");
    line(text, "");
    line(
        text,
        "{} requests, 95 in 100 within {} ms; {} turns in {} conversations, {} failed.",
        day.requests(),
        millis(day.requestsP95()),
        day.turns(),
        day.conversations(),
        day.failedTurns());
    line(
        text,
        "{} targets kept, {} missed; {} alerts. Measured in {} of 24 hours.",
        day.targetsKept(),
        day.targetsMissed(),
        day.alerts(),
        day.hoursMeasured());
    recommendations(text, report);
    targets(text, report);
    trends(text, report);
    alerts(text, report);
    return text.toString();
  }

  private static void recommendations(StringBuilder text, DailyReport report) {
    line(text, "\n## What to do\n");
    if (report.recommendations().isEmpty()) {
      line(text, "Nothing.");
    }
    report.recommendations().forEach(it -> line(text, "- **{}** {}", it.severity(), it.text()));
  }

  private static void targets(StringBuilder text, DailyReport report) {
    line(text, "\n## Targets\n");
    line(text, "| metric | target ms | count | within | average | p95 | worst | kept |");
    line(text, "|---|---|---|---|---|---|---|---|");
    for (DailyReport.Compliance it : report.targets()) {
      if (it.count() > 0) {
        line(
            text,
            "| `{}` | {} | {} | {} | {} | {} | {} | {} |",
            it.metric(),
            millis(it.target()),
            it.count(),
            percent(it.complianceRate()),
            millis(it.averagePerformance()),
            millis(it.p95()),
            millis(it.worstPerformance()),
            Boolean.TRUE.equals(it.withinTarget()) ? "yes" : "**no**");
      }
    }
    line(
        text,
        "\nOf {} more nothing was measured.",
        report.targets().stream().filter(it -> it.count() == 0).count());
  }

  private static void trends(StringBuilder text, DailyReport report) {
    line(text, "\n## Beside the days before\n");
    if (report.trends().isEmpty()) {
      line(text, "There are no reports of days before.");
      return;
    }
    line(text, "| metric | p95 ms | before | days | change | |");
    line(text, "|---|---|---|---|---|---|");
    for (DailyReport.Trend it : report.trends()) {
      line(
          text,
          "| `{}` | {} | {} | {} | {} | {} |",
          it.metric(),
          millis(it.p95()),
          millis(it.before()),
          it.days(),
          change(it.changePercent()),
          it.direction());
    }
  }

  private static void alerts(StringBuilder text, DailyReport report) {
    line(text, "\n## Alerts\n");
    if (report.alerts().isEmpty()) {
      line(text, "None.");
    }
    for (DailyReport.Raised it : report.alerts()) {
      line(
          text,
          "- {} {}: {}, `{}` at {}, limit {} ({})",
          it.raisedAt(),
          it.severity(),
          it.name(),
          it.metric(),
          millis(it.value()),
          millis(it.threshold()),
          it.state());
    }
  }

  static String millis(@Nullable Double value) {
    return value == null ? "–" : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
  }

  static String percent(@Nullable Double share) {
    return share == null ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  static String change(double percent) {
    return String.format(Locale.ROOT, "%+.0f %%", percent);
  }

  private static void line(StringBuilder text, String template, @Nullable Object... values) {
    text.append(filled(template, values)).append('\n');
  }

  /** Puts each value in the place of a {@code {}}. */
  static String filled(String template, @Nullable Object... values) {
    StringBuilder text = new StringBuilder(template.length() + 16 * values.length);
    int from = 0;
    for (Object value : values) {
      int hole = template.indexOf("{}", from);
      text.append(template, from, hole).append(value);
      from = hole + 2;
    }
    return text.append(template, from, template.length()).toString();
  }
}
