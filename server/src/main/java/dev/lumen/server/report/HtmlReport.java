package dev.lumen.server.report;

import org.jspecify.annotations.Nullable;

/** A report as one page that needs nothing else: it may be kept as a file or sent as a letter. */
final class HtmlReport {
  private final StringBuilder html = new StringBuilder(20_000);
  private final DailyReport report;

  private HtmlReport(DailyReport report) {
    this.report = report;
  }

  static String of(DailyReport report) {
    return new HtmlReport(report).page();
  }

  private String page() {
    DailyReport.Summary day = report.summary();
    add(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
            + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
            + "<title>Lumen on {}</title><style>",
        report.date());
    html.append(HtmlStyle.STYLE);
    add("</style></head><body><main><h1>{}</h1>", report.date());
    add(
        "<p class=\"soft\">{}, made {}. Times are UTC.</p>",
        report.complete() ? "The whole day" : "The day so far",
        report.madeAt());
    add(
        "<p>{} requests, 95 in 100 within {} ms; {} turns in {} conversations, {} failed. "
            + "{} targets kept, {} missed; {} alerts. Measured in {} of 24 hours.</p>",
        day.requests(),
        MarkdownReport.millis(day.requestsP95()),
        day.turns(),
        day.conversations(),
        day.failedTurns(),
        day.targetsKept(),
        day.targetsMissed(),
        day.alerts(),
        day.hoursMeasured());
    recommendations();
    plots();
    targets();
    trends();
    alerts();
    return html.append("</main></body></html>\n").toString();
  }

  private void recommendations() {
    html.append("<h2>What to do</h2>");
    if (report.recommendations().isEmpty()) {
      html.append("<p>Nothing.</p>");
      return;
    }
    html.append("<ul>");
    for (DailyReport.Recommendation it : report.recommendations()) {
      add("<li class=\"{}\"><strong>{}</strong> {}</li>", it.severity(), it.severity(), it.text());
    }
    html.append("</ul>");
  }

  private void plots() {
    html.append("<h2>Requests by the hour</h2>")
        .append(Plot.bars("Requests by the hour", "", report.hours(), it -> it.requests()));
    html.append("<h2>What 95 in 100 requests took at most</h2>")
        .append(
            Plot.bars(
                "p95 of requests by the hour", "ms", report.hours(), it -> zero(it.requestsP95())));
    html.append("<h2>Turns by the hour</h2>")
        .append(Plot.bars("Turns by the hour", "", report.hours(), it -> it.turns()));
  }

  private void targets() {
    html.append(
        "<h2>Targets</h2><div class=\"scroll\" tabindex=\"0\"><table><tr><th>metric</th><th class=\"n\">target ms</th>"
            + "<th class=\"n\">count</th><th class=\"n\">within</th><th class=\"n\">average</th>"
            + "<th class=\"n\">p95</th><th class=\"n\">worst</th><th>p95 of the target</th><th>kept</th></tr>");
    for (DailyReport.Compliance it : report.targets()) {
      if (it.count() > 0) {
        add(
            "<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>"
                + "<td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td>",
            it.metric(),
            MarkdownReport.millis(it.target()),
            it.count(),
            MarkdownReport.percent(it.complianceRate()),
            MarkdownReport.millis(it.averagePerformance()),
            MarkdownReport.millis(it.p95()),
            MarkdownReport.millis(it.worstPerformance()));
        boolean kept = Boolean.TRUE.equals(it.withinTarget());
        html.append(Plot.gauge(zero(it.p95()) / it.target()));
        add("</td><td class=\"{}\">{}</td></tr>", kept ? "yes" : "no", kept ? "yes" : "no");
      }
    }
    add(
        "</table></div><p class=\"soft\">Of {} more nothing was measured.</p>",
        report.targets().stream().filter(it -> it.count() == 0).count());
  }

  private void trends() {
    html.append("<h2>Beside the days before</h2>");
    if (report.trends().isEmpty()) {
      html.append("<p>There are no reports of days before.</p>");
      return;
    }
    html.append(
        "<div class=\"scroll\" tabindex=\"0\"><table><tr><th>metric</th><th class=\"n\">p95 ms</th><th class=\"n\">before</th>"
            + "<th class=\"n\">days</th><th class=\"n\">change</th><th></th></tr>");
    for (DailyReport.Trend it : report.trends()) {
      add(
          "<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>"
              + "<td class=\"n\">{}</td><td class=\"{}\">{}</td></tr>",
          it.metric(),
          MarkdownReport.millis(it.p95()),
          MarkdownReport.millis(it.before()),
          it.days(),
          MarkdownReport.change(it.changePercent()),
          it.direction().equals("worse") ? "no" : "yes",
          it.direction());
    }
    html.append("</table></div>");
  }

  private void alerts() {
    html.append("<h2>Alerts</h2>");
    if (report.alerts().isEmpty()) {
      html.append("<p>None.</p>");
      return;
    }
    html.append("<ul>");
    for (DailyReport.Raised it : report.alerts()) {
      add(
          "<li class=\"{}\">{} <strong>{}</strong> {}: {} at {}, limit {} ({})</li>",
          it.severity(),
          it.raisedAt(),
          it.severity(),
          it.name(),
          it.metric(),
          MarkdownReport.millis(it.value()),
          MarkdownReport.millis(it.threshold()),
          it.state());
    }
    html.append("</ul>");
  }

  /** Every text is escaped, wherever it comes from. */
  private void add(String template, Object... values) {
    Object[] safe = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      safe[i] = values[i] instanceof Number ? values[i] : escaped(String.valueOf(values[i]));
    }
    html.append(MarkdownReport.filled(template, safe));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static double zero(@Nullable Double value) {
    return value == null ? 0 : value;
  }
}
