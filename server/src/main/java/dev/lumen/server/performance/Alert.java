package dev.lumen.server.performance;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something is slower than it should be, or was (M-05).
 *
 * @param id names this occurrence
 * @param name which rule, as {@code api_response_over_1s}
 * @param type ui_slow, api_slow, websocket_slow, database_slow, gemini_api_slow or memory_high
 * @param metric the operation that is slow
 * @param severity critical, warning or info
 * @param action what to do, as {@code check_system_health}
 * @param value what was measured last: the p95 in milliseconds, or percent for memory
 * @param worst the highest that was measured since it was raised
 * @param threshold what it was not to exceed
 * @param target what the operation is to take, or null
 * @param unit ms or %
 * @param state raised, resolved, or escalated: it has become critical, or the remedies have not
 *     helped
 * @param raisedAt when it began
 * @param resolvedAt when it was over
 * @param resolution why it is over: recovered, no_longer_measured or server_restarted
 * @param node which server has measured it; the same after it starts again
 * @param remedies what the server does about it
 * @param checks how often the recovery was looked for, of ten
 */
public record Alert(
    String id,
    String name,
    String type,
    String metric,
    String severity,
    String action,
    double value,
    double worst,
    double threshold,
    @Nullable Double target,
    String unit,
    String state,
    Instant raisedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant resolvedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String resolution,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String node,
    List<String> remedies,
    int checks) {

  /** One that was kept before {@code worst} was has it at least at its last value. */
  public Alert {
    worst = Math.max(worst, value);
  }

  /** As it was measured anew. */
  Alert measured(double newValue, int newChecks) {
    return with(name, severity, action, newValue, threshold, state, null, null, newChecks);
  }

  /** The remedies have not helped: a person has to look. */
  Alert handedOver(double newValue, int newChecks) {
    return with(
        name,
        "critical",
        "escalate_to_a_person",
        newValue,
        threshold,
        "escalated",
        null,
        null,
        newChecks);
  }

  /** The same, now that it breaks a graver rule. */
  Alert graver(AlertRules.Rule rule, double newValue) {
    return with(
        rule.name(),
        rule.severity(),
        rule.action(),
        newValue,
        rule.limit(),
        "escalated",
        null,
        null,
        checks);
  }

  /** Over, with what was measured last. */
  Alert over(double last, Instant when, String why) {
    return with(name, severity, action, last, threshold, "resolved", when, why, checks);
  }

  private Alert with(
      String newName,
      String newSeverity,
      String newAction,
      double newValue,
      double newThreshold,
      String newState,
      @Nullable Instant over,
      @Nullable String why,
      int newChecks) {
    return new Alert(
        id,
        newName,
        type,
        metric,
        newSeverity,
        newAction,
        newValue,
        worst,
        newThreshold,
        target,
        unit,
        newState,
        raisedAt,
        over,
        why,
        node,
        remedies,
        newChecks);
  }
}
