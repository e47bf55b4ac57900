package dev.lumen.server.report;

import dev.lumen.server.measure.Operation;
import dev.lumen.server.measure.Summary;
import dev.lumen.server.measure.Target;
import dev.lumen.server.measure.Targets;
import dev.lumen.server.performance.Alert;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Makes the report of a day from what was kept of it, and stores it. */
public final class ReportMaker {
  private static final int DAYS_BEFORE = 7;

  private final ReportStore store;
  private final InstantSource clock;

  public ReportMaker(ReportStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Today, in UTC. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /**
   * Makes the report of a day, in the place of an earlier one.
   *
   * @throws LessKeptException when nothing is kept of that day, or less than the report has that is
   *     stored; that one stays
   */
  public DailyReport make(LocalDate day) {
    List<DayRecords.Measured> measured = store.days().measured(day);
    requireEnough(day, hoursOf(measured));
    SortedMap<String, Histogram> sums = sums(measured);
    List<DailyReport.Compliance> targets = targets(sums);
    List<DailyReport.Trend> trends = Trends.of(targets, store.before(day, DAYS_BEFORE));
    List<DailyReport.Hour> hours = hours(measured, store.days().said(day));
    List<DailyReport.Raised> alerts =
        store.days().alerts(day).stream().map(ReportMaker::raised).toList();
    DailyReport.Summary summary = summary(day, measured, targets, hours, alerts.size());
    Instant now = clock.instant();
    DailyReport report =
        new DailyReport(
            day.toString(),
            now,
            today().isAfter(day),
            summary,
            targets,
            trends,
            hours,
            alerts,
            Recommendations.of(summary, targets, trends, alerts));
    store.store(report);
    return report;
  }

  private void requireEnough(LocalDate day, int hours) {
    Optional<DailyReport> stored = store.find(day);
    if (stored.isPresent() && stored.get().summary().hoursMeasured() > hours) {
      throw new LessKeptException(
          "The report of %s stays as it was made at %s: of the %d hours it was made from %s still kept (measurements are kept for %d days)."
              .formatted(
                  day,
                  stored.get().madeAt(),
                  stored.get().summary().hoursMeasured(),
                  hours == 0 ? "none is" : hours + " are",
                  ReportStore.DAYS_KEPT));
    }
    if (hours == 0) {
      throw new LessKeptException(
          "No measurements of %s are kept (they are kept for %d days), so there is nothing to make a report of."
              .formatted(day, ReportStore.DAYS_KEPT));
    }
  }

  private static int hoursOf(List<DayRecords.Measured> measured) {
    return (int) measured.stream().map(DayRecords.Measured::hour).distinct().count();
  }

  private DailyReport.Summary summary(
      LocalDate day,
      List<DayRecords.Measured> measured,
      List<DailyReport.Compliance> targets,
      List<DailyReport.Hour> hours,
      int alerts) {
    Histogram requests = requests(measured);
    return new DailyReport.Summary(
        requests.getTotalCount(),
        p95(requests),
        hours.stream().mapToLong(DailyReport.Hour::turns).sum(),
        store.days().conversations(day),
        hours.stream().mapToLong(DailyReport.Hour::failedTurns).sum(),
        hoursOf(measured),
        (int) measured.stream().map(DayRecords.Measured::server).distinct().count(),
        (int) targets.stream().filter(it -> Boolean.TRUE.equals(it.withinTarget())).count(),
        (int) targets.stream().filter(it -> Boolean.FALSE.equals(it.withinTarget())).count(),
        alerts);
  }

  private static SortedMap<String, Histogram> sums(List<DayRecords.Measured> measured) {
    SortedMap<String, Histogram> sums = new TreeMap<>();
    for (DayRecords.Measured one : measured) {
      sums.computeIfAbsent(one.operation(), _ -> Operation.empty()).add(one.histogram());
    }
    return sums;
  }

  /** What has a target of its own, and what else was measured that has a general one. */
  private static List<DailyReport.Compliance> targets(SortedMap<String, Histogram> sums) {
    SortedMap<String, Histogram> all = new TreeMap<>(sums);
    Targets.standard().all().stream()
        .filter(target -> target.kind().equals("measured"))
        .map(Target::operation)
        .forEach(operation -> all.putIfAbsent(operation, Operation.empty()));
    return all.entrySet().stream()
        .map(it -> compliance(it.getKey(), it.getValue()))
        .filter(Objects::nonNull)
        .toList();
  }

  private static DailyReport.@Nullable Compliance compliance(String metric, Histogram histogram) {
    @Nullable Double target = Targets.standard().of(metric);
    if (target == null) {
      return null;
    }
    Summary it = Summary.of(histogram, target);
    boolean none = it.count() == 0;
    return new DailyReport.Compliance(
        metric,
        target,
        it.count(),
        it.complianceRate(),
        none ? null : Double.valueOf(it.average()),
        none ? null : Double.valueOf(it.max()),
        none ? null : Double.valueOf(it.min()),
        none ? null : Double.valueOf(it.p95()),
        none ? null : it.withinTarget());
  }

  private static List<DailyReport.Hour> hours(
      List<DayRecords.Measured> measured, List<DayRecords.Said> said) {
    Map<Integer, List<DayRecords.Measured>> byHour =
        measured.stream()
            .collect(Collectors.groupingBy(it -> it.hour().atZone(ZoneOffset.UTC).getHour()));
    Map<Integer, DayRecords.Said> turns =
        said.stream().collect(Collectors.toMap(DayRecords.Said::hour, it -> it));
    List<DailyReport.Hour> hours = new ArrayList<>();
    for (int hour = 0; hour < 24; hour++) {
      DayRecords.Said then = turns.getOrDefault(hour, new DayRecords.Said(hour, 0, 0));
      Histogram requests = requests(byHour.getOrDefault(hour, List.of()));
      if (then.turns() > 0 || requests.getTotalCount() > 0) {
        hours.add(
            new DailyReport.Hour(
                hour, requests.getTotalCount(), p95(requests), then.turns(), then.failed()));
      }
    }
    return hours;
  }

  /** The requests; what a turn's processing takes is a part of some of them. */
  private static Histogram requests(List<DayRecords.Measured> measured) {
    Histogram sum = Operation.empty();
    measured.stream()
        .filter(it -> it.operation().startsWith("api."))
        .filter(it -> !it.operation().startsWith("api.turn.process."))
        .forEach(it -> sum.add(it.histogram()));
    return sum;
  }

  private static @Nullable Double p95(Histogram histogram) {
    return histogram.getTotalCount() == 0
        ? null
        : Double.valueOf(histogram.getValueAtPercentile(95) / 1_000.0);
  }

  private static DailyReport.Raised raised(Alert alert) {
    return new DailyReport.Raised(
        alert.name(),
        alert.metric(),
        alert.severity(),
        alert.state(),
        alert.worst(),
        alert.threshold(),
        alert.raisedAt());
  }
}
