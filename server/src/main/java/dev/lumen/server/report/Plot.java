package dev.lumen.server.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Plots of a day as SVG that stands in a page: no script, no style of its own. */
final class Plot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 160;
  private static final int LEFT = 56;
  private static final int BOTTOM = 20;
  private static final int TOP = 12;
  private static final double HOUR = (WIDTH - LEFT) / 24.0;

  private Plot() {}

  /** A bar for each hour. */
  static String bars(
      String title,
      String unit,
      List<DailyReport.Hour> hours,
      ToDoubleFunction<DailyReport.Hour> of) {
    double most = hours.stream().mapToDouble(of).max().orElse(0);
    StringBuilder svg = begin(title, unit, most);
    for (DailyReport.Hour hour : hours) {
      double value = of.applyAsDouble(hour);
      double height = most == 0 ? 0 : value / most * (HEIGHT - TOP - BOTTOM);
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%02d:00 %s %s</title></rect>",
              LEFT + hour.hour() * HOUR + 2,
              HEIGHT - BOTTOM - height,
              HOUR - 4,
              height,
              hour.hour(),
              MarkdownReport.millis(value),
              unit));
    }
    return svg.append("</svg>").toString();
  }

  /** How much of its target a metric took: a bar that is full at the target. */
  static String gauge(double share) {
    double width = Math.min(share, 2) / 2 * 160;
    return String.format(
        Locale.ROOT,
        "<svg class=\"gauge\" viewBox=\"0 0 160 12\" width=\"160\" height=\"12\" role=\"img\" aria-label=\"%.0f %% of the target\">"
            + "<rect class=\"%s\" x=\"0\" y=\"2\" width=\"%.1f\" height=\"8\"/><line class=\"limit\" x1=\"80\" x2=\"80\" y1=\"0\" y2=\"12\"/></svg>",
        100 * share,
        share <= 1 ? "kept" : "missed",
        Math.max(1, width));
  }

  private static StringBuilder begin(String title, String unit, double most) {
    StringBuilder svg = new StringBuilder(4_000);
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg class=\"plot\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\"><title>%s</title>",
            WIDTH,
            HEIGHT,
            title,
            title));
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"axis\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>",
            LEFT,
            WIDTH,
            HEIGHT - BOTTOM,
            HEIGHT - BOTTOM));
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s %s</text>",
            LEFT - 6,
            TOP + 4,
            MarkdownReport.millis(most),
            unit));
    for (int hour = 0; hour < 24; hour += 3) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%02d</text>",
              LEFT + (hour + 0.5) * HOUR,
              HEIGHT - 4,
              hour));
    }
    return svg;
  }
}
