package dev.lumen.server.performance;

import dev.lumen.server.measure.Measurements;
import dev.lumen.server.measure.Operation;
import dev.lumen.server.measure.Targets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Raises an alert once when an operation has broken a rule for a while and resolves it once when it
 * has kept well below the limit for a while; in between the remedies of its type are at work. Ten
 * checks a minute apart watch for the recovery (M-07, P-93); when it does not come, a person is
 * called.
 */
public final class Alerts {
  /** How often {@link #evaluate} is to be called. */
  public static final Duration INTERVAL = Duration.ofSeconds(5);

  /** How often the recovery is looked for. */
  static final int CHECKS = 10;

  static final Duration BETWEEN_CHECKS = Duration.ofSeconds(60);
  private static final int WINDOW_MINUTES = 2;
  private static final int FEWEST = 20;
  private static final int BROKEN_EVALUATIONS = 3;
  private static final int CALM_EVALUATIONS = 3;
  private static final double CALM = 0.8;
  private static final int KEPT = 200;

  private final Measurements measurements;
  private final InstantSource clock;
  private final DoubleSupplier memoryPercent;
  private final Remedies remedies;
  private final List<Consumer<Alert>> told = new ArrayList<>();
  private final Map<String, Raised> raised = new LinkedHashMap<>();
  private final Map<String, Integer> broke = new HashMap<>();
  private final Deque<Alert> recent = new ArrayDeque<>();

  private static final class Raised {
    private Alert alert;
    private int calm;
    private Instant nextCheck;

    Raised(Alert alert) {
      this.alert = alert;
      this.nextCheck = alert.raisedAt().plus(BETWEEN_CHECKS);
    }
  }

  /**
   * @param memoryPercent the share of the allocated memory that is used, 0 to 100
   */
  public Alerts(
      Measurements measurements,
      InstantSource clock,
      DoubleSupplier memoryPercent,
      Remedies remedies) {
    this.measurements = measurements;
    this.clock = clock;
    this.memoryPercent = memoryPercent;
    this.remedies = remedies;
  }

  /** Has somebody told of every alert that is raised, resolved or escalated. */
  public void tell(Consumer<Alert> listener) {
    told.add(listener);
  }

  /** What is wrong now. */
  public synchronized List<Alert> active() {
    return raised.values().stream().map(it -> it.alert).toList();
  }

  /** The last alerts that are over, the latest first. */
  public synchronized List<Alert> recent() {
    return List.copyOf(recent);
  }

  /** Looks at everything once. */
  public void evaluate() {
    List<Alert> news = new ArrayList<>();
    synchronized (this) {
      long minute = measurements.minute();
      for (Operation operation : measurements.all()) {
        Histogram lately = operation.window(minute, WINDOW_MINUTES);
        @Nullable Double target = Targets.standard().of(operation.name());
        boolean enough = lately.getTotalCount() >= FEWEST;
        double p95 = enough ? lately.getValueAtPercentile(95) / 1_000.0 : 0;
        look(operation.name(), p95, "ms", target, AlertRules.of(operation.name(), target), news);
      }
      look(
          "system.memory",
          memoryPercent.getAsDouble(),
          "%",
          null,
          List.of(AlertRules.memory()),
          news);
    }
    news.forEach(alert -> told.forEach(listener -> listener.accept(alert)));
  }

  private void look(
      String metric,
      double value,
      String unit,
      @Nullable Double target,
      List<AlertRules.Rule> rules,
      List<Alert> news) {
    @Nullable Raised known = raised.get(metric);
    AlertRules.@Nullable Rule broken =
        rules.stream().filter(rule -> value > rule.limit()).findFirst().orElse(null);
    if (known == null) {
      if (broken == null) {
        broke.remove(metric);
      } else if (broke.merge(metric, 1, Integer::sum) >= BROKEN_EVALUATIONS) {
        broke.remove(metric);
        news.add(raise(metric, value, unit, target, broken));
      }
    } else if (broken != null && isWorse(broken, known.alert)) {
      news.add(end(metric, known, value));
      news.add(raise(metric, value, unit, target, broken));
    } else {
      follow(metric, known, value, news);
    }
  }

  private static boolean isWorse(AlertRules.Rule broken, Alert alert) {
    return broken.severity().equals("critical") && alert.severity().equals("warning");
  }

  private Alert raise(
      String metric, double value, String unit, @Nullable Double target, AlertRules.Rule rule) {
    String id = UUID.randomUUID().toString();
    List<String> applied = new ArrayList<>();
    if (!rule.severity().equals("info")) {
      for (Remedy remedy : Remedy.against(rule.type())) {
        if (remedies.apply(remedy, id)) {
          applied.add(remedy.wireName());
        }
      }
    }
    Alert alert =
        new Alert(
            id,
            rule.name(),
            rule.type(),
            metric,
            rule.severity(),
            rule.action(),
            value,
            rule.limit(),
            target,
            unit,
            "raised",
            clock.instant(),
            null,
            List.copyOf(applied),
            0);
    raised.put(metric, new Raised(alert));
    return alert;
  }

  private void follow(String metric, Raised known, double value, List<Alert> news) {
    Alert alert = known.alert;
    known.calm = value < alert.threshold() * CALM ? known.calm + 1 : 0;
    if (known.calm >= CALM_EVALUATIONS) {
      news.add(end(metric, known, value));
      return;
    }
    known.alert = alert.with(alert.state(), value, null, alert.checks());
    if (!clock.instant().isBefore(known.nextCheck) && alert.checks() < CHECKS) {
      known.nextCheck = known.nextCheck.plus(BETWEEN_CHECKS);
      int checks = alert.checks() + 1;
      boolean lost = checks == CHECKS;
      known.alert = alert.with(lost ? "escalated" : alert.state(), value, null, checks);
      if (lost) {
        news.add(known.alert);
      }
    }
  }

  private Alert end(String metric, Raised known, double value) {
    raised.remove(metric);
    Alert over = known.alert.with("resolved", value, clock.instant(), known.alert.checks());
    for (Remedy remedy : Remedy.values()) {
      remedies.takeBack(remedy, over.id());
    }
    recent.addFirst(over);
    if (recent.size() > KEPT) {
      recent.removeLast();
    }
    return over;
  }
}
