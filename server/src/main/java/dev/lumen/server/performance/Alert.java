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
 * @param value what was measured: the p95 in milliseconds, or percent for memory
 * @param threshold what it was not to exceed
 * @param target what the operation is to take, or null
 * @param unit ms or %
 * @param state raised, resolved, or escalated: the remedies have not helped
 * @param raisedAt when it began
 * @param resolvedAt when it was over
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
    double threshold,
    @Nullable Double target,
    String unit,
    String state,
    Instant raisedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant resolvedAt,
    List<String> remedies,
    int checks) {

  Alert with(String newState, double newValue, @Nullable Instant over, int newChecks) {
    boolean escalated = newState.equals("escalated");
    return new Alert(
        id,
        name,
        type,
        metric,
        escalated ? "critical" : severity,
        escalated ? "escalate_to_a_person" : action,
        newValue,
        threshold,
        target,
        unit,
        newState,
        raisedAt,
        over,
        remedies,
        newChecks);
  }
}
