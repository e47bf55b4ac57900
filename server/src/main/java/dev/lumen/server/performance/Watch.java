package dev.lumen.server.performance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one operation from look to look: no single look raises or ends anything.
 */
final class Watch {
  private static final int LOOKS = 3;

  private int broken;
  private int critical;
  private int calm;
  private double calmBelow;
  private Instant lastKnown = Instant.EPOCH;
  private Instant nextCheck = Instant.EPOCH;
  private @Nullable Alert alert;

  @Nullable Alert alert() {
    return alert;
  }

  /** Notes a look; whether it showed a broken rule, and a critical one. */
  void look(AlertRules.@Nullable Rule rule) {
    broken = rule == null ? 0 : broken + 1;
    critical = rule != null && rule.isCritical() ? critical + 1 : 0;
  }

  /** The rule to raise by after this look: critical only where three looks in a row were. */
  AlertRules.@Nullable Rule due(Reading reading, List<AlertRules.Rule> rules) {
    AlertRules.Rule worst = reading.breaks(rules);
    if (worst == null || broken < LOOKS || critical >= LOOKS) {
      return broken < LOOKS ? null : worst;
    }
    AlertRules.Rule milder =
        reading.breaks(rules.stream().filter(rule -> !rule.isCritical()).toList());
    return milder == null ? worst : milder;
  }

  /** Whether an alert that is none yet has become critical. */
  boolean isGraver(Alert standing) {
    return critical >= LOOKS && standing.severity().equals("warning");
  }

  void raised(Alert raised, Instant now, Duration firstCheck) {
    alert = raised;
    calm = 0;
    calmBelow = raised.threshold();
    lastKnown = now;
    nextCheck = now.plus(firstCheck);
  }

  void changed(Alert changed) {
    alert = changed;
  }

  void ended() {
    alert = null;
    broken = 0;
    critical = 0;
  }

  void known(Instant now) {
    lastKnown = now;
  }

  boolean isQuietSince(Instant then) {
    return lastKnown.isBefore(then);
  }

  /** Notes a value; whether it has been well below the limit for three looks. */
  boolean isCalm(double value, double share) {
    calm = value < calmBelow * share ? calm + 1 : 0;
    return calm >= LOOKS;
  }

  boolean isCheckDue(Instant now, Duration until) {
    if (now.isBefore(nextCheck)) {
      return false;
    }
    nextCheck = now.plus(until);
    return true;
  }
}
