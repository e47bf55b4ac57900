package dev.lumen.server.performance;

import dev.lumen.server.measure.Measurements;
import dev.lumen.server.measure.Operation;
import dev.lumen.server.measure.Targets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Raises an alert once when an operation has broken a rule for a while and resolves it once when it
 * has kept well below the limit for a while; in between the remedies of its type are at work. One
 * that becomes critical is told once more. Ten checks a minute apart watch for the recovery (M-07,
 * P-93); when it does not come, a person is called. Where nothing is measured any more nobody knows
 * whether it is well again: after a quiet while the alert ends as one of that kind.
 */
public final class Alerts {
  /** How often {@link #evaluate} is to be called. */
  public static final Duration INTERVAL = Duration.ofSeconds(5);

  /** How often the recovery is looked for. */
  static final int CHECKS = 10;

  static final Duration BETWEEN_CHECKS = Duration.ofSeconds(60);

  /** So long without enough measurements, an alert ends. */
  static final Duration QUIET = Duration.ofMinutes(10);

  private static final int WINDOW_MINUTES = 2;
  private static final double CALM = 0.8;
  private static final int KEPT = 200;

  private final Measurements measurements;
  private final InstantSource clock;
  private final DoubleSupplier memoryPercent;
  private final Remedies remedies;
  private final String node;
  private final List<Consumer<Alert>> told = new ArrayList<>();
  private final Map<String, Watch> watches = new LinkedHashMap<>();
  private final Deque<Alert> recent = new ArrayDeque<>();

  /**
   * @param memoryPercent the share of the allocated memory that is used, 0 to 100
   * @param node the name of this server, the same after it starts again
   */
  public Alerts(
      Measurements measurements,
      InstantSource clock,
      DoubleSupplier memoryPercent,
      Remedies remedies,
      String node) {
    this.measurements = measurements;
    this.clock = clock;
    this.memoryPercent = memoryPercent;
    this.remedies = remedies;
    this.node = node;
  }

  /** Has somebody told of every alert that is raised, resolved or escalated. */
  public void tell(Consumer<Alert> listener) {
    told.add(listener);
  }

  /** What is wrong now, the oldest first. */
  public synchronized List<Alert> active() {
    return watches.values().stream()
        .map(Watch::alert)
        .filter(Objects::nonNull)
        .sorted((one, other) -> one.raisedAt().compareTo(other.raisedAt()))
        .toList();
  }

  /** The last alerts that are over, the latest first. */
  public synchronized List<Alert> recent() {
    return List.copyOf(recent);
  }

  /** Ends alerts that stood when this server ended: nobody has measured since. */
  public void endAfterRestart(Collection<Alert> stood) {
    List<Alert> news = new ArrayList<>();
    synchronized (this) {
      for (Alert alert : stood) {
        news.add(remember(alert.over(alert.value(), clock.instant(), "server_restarted")));
      }
    }
    tell(news);
  }

  /** Looks at everything once. */
  public void evaluate() {
    List<Alert> news = new ArrayList<>();
    synchronized (this) {
      long minute = measurements.minute();
      for (Operation operation : measurements.all()) {
        @Nullable Double target = Targets.standard().of(operation.name());
        List<AlertRules.Rule> rules = AlertRules.of(operation.name(), target);
        if (!rules.isEmpty()) {
          Reading lately = Reading.of(operation.window(minute, WINDOW_MINUTES));
          look(new Subject(operation.name(), "ms", target, rules), lately, news);
        }
      }
      look(
          new Subject("system.memory", "%", null, List.of(AlertRules.memory())),
          Reading.certain(memoryPercent.getAsDouble()),
          news);
    }
    tell(news);
  }

  private void tell(List<Alert> news) {
    news.forEach(alert -> told.forEach(listener -> listener.accept(alert)));
  }

  /** What is looked at. */
  private record Subject(
      String metric, String unit, @Nullable Double target, List<AlertRules.Rule> rules) {}

  private void look(Subject subject, Reading reading, List<Alert> news) {
    Watch watch = watches.computeIfAbsent(subject.metric(), _ -> new Watch());
    AlertRules.Rule broken = reading.breaks(subject.rules());
    watch.look(broken);
    Alert alert = watch.alert();
    if (alert == null) {
      AlertRules.Rule due = watch.due(reading, subject.rules());
      if (due != null) {
        news.add(raise(subject, watch, reading.value(), due));
      }
    } else if (broken == null && !reading.isEnough()) {
      if (watch.isQuietSince(clock.instant().minus(QUIET))) {
        news.add(end(watch, alert, alert.value(), "no_longer_measured"));
      }
    } else {
      watch.known(clock.instant());
      follow(watch, alert, reading.value(), broken, news);
    }
  }

  private Alert raise(Subject subject, Watch watch, double value, AlertRules.Rule rule) {
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
            subject.metric(),
            rule.severity(),
            rule.action(),
            value,
            value,
            rule.limit(),
            subject.target(),
            subject.unit(),
            "raised",
            clock.instant(),
            null,
            null,
            node,
            List.copyOf(applied),
            0);
    watch.raised(alert, clock.instant(), BETWEEN_CHECKS);
    return alert;
  }

  private void follow(
      Watch watch, Alert alert, double value, AlertRules.@Nullable Rule broken, List<Alert> news) {
    if (watch.isCalm(value, CALM)) {
      news.add(end(watch, alert, value, "recovered"));
      return;
    }
    Alert now = alert.measured(value, alert.checks());
    if (broken != null && watch.isGraver(alert)) {
      now = alert.graver(broken, value);
      news.add(now);
    }
    if (now.checks() < CHECKS && watch.isCheckDue(clock.instant(), BETWEEN_CHECKS)) {
      int checks = now.checks() + 1;
      now = checks == CHECKS ? now.handedOver(value, checks) : now.measured(value, checks);
      if (checks == CHECKS) {
        news.add(now);
      }
    }
    watch.changed(now);
  }

  private Alert end(Watch watch, Alert alert, double value, String why) {
    watch.ended();
    Alert over = alert.over(value, clock.instant(), why);
    for (Remedy remedy : Remedy.values()) {
      remedies.takeBack(remedy, over.id());
    }
    return remember(over);
  }

  private Alert remember(Alert over) {
    recent.addFirst(over);
    if (recent.size() > KEPT) {
      recent.removeLast();
    }
    return over;
  }
}
