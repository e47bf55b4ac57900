package dev.lumen.server.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A day's times beside those of the days before. */
final class Trends {
  private static final double WORTH_TELLING = 20;

  private Trends() {}

  static List<DailyReport.Trend> of(
      List<DailyReport.Compliance> targets, List<DailyReport> before) {
    Map<String, List<Double>> earlier =
        before.stream()
            .flatMap(report -> report.targets().stream())
            .filter(it -> it.p95() != null)
            .collect(
                Collectors.groupingBy(
                    DailyReport.Compliance::metric,
                    Collectors.mapping(DailyReport.Compliance::p95, Collectors.toList())));
    List<DailyReport.Trend> trends = new ArrayList<>();
    for (DailyReport.Compliance it : targets) {
      List<Double> days = earlier.getOrDefault(it.metric(), List.of());
      @Nullable Double p95 = it.p95();
      double mean = days.stream().mapToDouble(Double::doubleValue).average().orElse(0);
      if (p95 != null && mean > 0) {
        double change = Math.round(1_000 * (p95 - mean) / mean) / 10.0;
        trends.add(
            new DailyReport.Trend(
                it.metric(),
                p95,
                Math.round(mean * 1_000) / 1_000.0,
                days.size(),
                change,
                direction(change)));
      }
    }
    return trends;
  }

  private static String direction(double change) {
    return change >= WORTH_TELLING ? "worse" : change <= -WORTH_TELLING ? "better" : "steady";
  }
}
