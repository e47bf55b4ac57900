package dev.lumen.server.performance;

import dev.lumen.server.measure.RouteNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules P-86 to P-92, and which of them an operation breaks. Pure. */
final class AlertRules {
  private static final String LUMEN = "api.turn.process.lumen";
  private static final double LONGEST_LUMEN_MS = 50;
  private static final double LONGEST_FEEDBACK_MS = 100;
  private static final double SLOW_FEEDBACK_MS = 50;
  private static final double LONGEST_REQUEST_MS = 1_000;
  private static final double SHARE_OF_TARGET = 1.5;
  private static final double CRITICAL_SHARE = 2;

  /** What the screens take for loading and the like is no feedback to a person's action. */
  private static final double SLOWEST_FEEDBACK_TARGET_MS = 100;

  private static final String UI = "ui_slow";

  private static final Set<String> INTERACTIONS = Set.of("ui.interaction.duration");

  private AlertRules() {}

  /** A rule that applies to an operation, its limit in milliseconds or percent. */
  record Rule(String name, String type, String severity, String action, double limit) {
    boolean isCritical() {
      return severity.equals("critical");
    }
  }

  /** The rules for an operation, the most severe first; the first broken one is raised. */
  static List<Rule> of(String operation, @Nullable Double target) {
    List<Rule> rules = new ArrayList<>();
    if (operation.equals(LUMEN)) {
      rules.add(
          new Rule(
              "lumen_processing_over_50ms",
              "api_slow",
              "critical",
              "check_bypass_logic",
              LONGEST_LUMEN_MS));
    } else if (operation.startsWith("api.")) {
      request(rules, target);
    } else if (operation.startsWith("ui.")) {
      feedback(rules, operation, target);
    } else if (target != null) {
      other(rules, operation, target);
    }
    return rules;
  }

  private static void request(List<Rule> rules, @Nullable Double target) {
    rules.add(
        new Rule(
            "api_response_over_1s",
            "api_slow",
            "critical",
            "check_system_health",
            LONGEST_REQUEST_MS));
    if (target != null) {
      rules.add(
          new Rule(
              "api_response_over_target",
              "api_slow",
              "warning",
              "review_performance_trends",
              target * SHARE_OF_TARGET));
    }
  }

  /** P-86, P-89 for what answers a person's action; P-92 for all that a browser shows. */
  private static void feedback(List<Rule> rules, String operation, @Nullable Double target) {
    double asked = target == null ? LONGEST_FEEDBACK_MS : target;
    boolean feedback = asked <= SLOWEST_FEEDBACK_TARGET_MS || INTERACTIONS.contains(operation);
    if (feedback) {
      rules.add(
          new Rule(
              "ui_feedback_over_100ms",
              UI,
              "critical",
              "investigate_immediately",
              LONGEST_FEEDBACK_MS));
    }
    if (target != null) {
      rules.add(new Rule(UI, UI, "critical", "optimize_interaction", target * CRITICAL_SHARE));
    }
    if (feedback && asked <= SLOW_FEEDBACK_MS) {
      rules.add(
          new Rule(
              "ui_feedback_over_50ms", UI, "warning", "optimize_interaction", SLOW_FEEDBACK_MS));
    }
    if (target != null) {
      rules.add(new Rule(UI, UI, "warning", "optimize_interaction", target));
    }
  }

  private static void other(List<Rule> rules, String operation, double target) {
    String type =
        operation.startsWith("db.")
            ? "database_slow"
            : operation.startsWith("ai.")
                ? "gemini_api_slow"
                : operation.startsWith("websocket.") || operation.startsWith("feed.")
                    ? "websocket_slow"
                    : "api_slow";
    String action = type.equals("websocket_slow") ? "optimize_connection" : "apply_remedies";
    // What clients measure, and a connection, is held to its target itself (P-81, P-92).
    boolean itself = operation.startsWith(RouteNames.IN_BROWSERS) || type.equals("websocket_slow");
    double share = itself ? 1 : SHARE_OF_TARGET;
    rules.add(new Rule(type, type, "critical", action, target * CRITICAL_SHARE));
    rules.add(new Rule(type, type, "warning", action, target * share));
  }

  /** P-91. */
  static Rule memory() {
    return new Rule("memory_usage_high", "memory_high", "info", "plan_optimization", 80);
  }
}
