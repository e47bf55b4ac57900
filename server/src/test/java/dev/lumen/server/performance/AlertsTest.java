package dev.lumen.server.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.measure.Measurements;
import dev.lumen.server.measure.Switches;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Alerts: raised once, watched, resolved once")
class AlertsTest {
  private Instant now = Instant.parse("2026-01-31T10:00:00Z");
  private final Measurements measurements = new Measurements(() -> now);
  private final Switches switches = new Switches();
  private double memory = 10;
  private final Remedies remedies =
      new Remedies(
          () -> now,
          Map.of(
              Remedy.CACHED_READS, switches::cachedReads,
              Remedy.FEWER_METRICS, switches::fewerMetrics,
              Remedy.LOCAL_CLEANING, switches::localCleaningOnly));
  private final Alerts alerts = new Alerts(measurements, () -> now, () -> memory, remedies, "here");
  private final List<Alert> told = new ArrayList<>();

  @BeforeEach
  void listen() {
    alerts.tell(told::add);
  }

  private void measure(String operation, double millis) {
    for (int i = 0; i < 20; i++) {
      measurements.operation(operation).recordMillis(millis);
    }
  }

  private void lookThrice() {
    for (int look = 0; look < 3; look++) {
      alerts.evaluate();
    }
  }

  private void after(Duration time) {
    now = now.plus(time);
    alerts.evaluate();
  }

  @ParameterizedTest
  @CsvSource({
    "ui.button_click_feedback, 130, ui_feedback_over_100ms, critical, investigate_immediately",
    "ui.button_click_feedback, 70, ui_feedback_over_50ms, warning, optimize_interaction",
    "ui.route_change_complete, 250, ui_slow, warning, optimize_interaction",
    "ui.route_change_complete, 450, ui_slow, critical, optimize_interaction",
    "ui.button_focus_ring, 30, ui_slow, warning, optimize_interaction",
    "ui.button_focus_ring, 45, ui_slow, critical, optimize_interaction",
    "api.conversation.list, 1100, api_response_over_1s, critical, check_system_health",
    "api.conversation.list, 240, api_response_over_target, warning, review_performance_trends",
    "api.turn.process.lumen, 60, lumen_processing_over_50ms, critical, check_bypass_logic",
    "db.query.turn, 220, database_slow, critical, apply_remedies",
    "websocket.roundtrip, 110, websocket_slow, warning, optimize_connection",
    "ai.gemini.call, 900, gemini_api_slow, critical, apply_remedies",
    "client.api.get.conversations/{id}/status, 60, api_slow, warning, apply_remedies",
    "client.api.get.conversations/{id}/status, 110, api_slow, critical, apply_remedies",
    "client.api.post.conversations/{id}/turns, 600, api_slow, warning, apply_remedies",
    "client.api.get.vocabulary, 1100, api_slow, warning, apply_remedies",
    "client.api, 2100, api_slow, critical, apply_remedies",
  })
  @DisplayName("M-05, R-08, P-81, P-86, P-87, P-88, P-89, P-90, P-92: names, severities, actions")
  void raisesByRule(String operation, double millis, String name, String severity, String action) {
    measure(operation, millis);
    lookThrice();
    assertThat(told).hasSize(1);
    Alert alert = told.getFirst();
    assertThat(alert.name()).isEqualTo(name);
    assertThat(alert.severity()).isEqualTo(severity);
    assertThat(alert.action()).isEqualTo(action);
    assertThat(alert.metric()).isEqualTo(operation);
    assertThat(alert.value()).isBetween(millis * 0.98, millis * 1.02);
  }

  @Test
  @DisplayName("whoever tries a slow model out sets no alert off")
  void trialsAreApart() {
    measure("trial.gemini.call", 14_000);
    measure("trial.gemini.parse", 14_000);
    lookThrice();
    assertThat(told).isEmpty();
  }

  @Test
  @DisplayName("P-91: memory above 80 % of what is allocated is told, and nothing is done about it")
  void tellsOfMemory() {
    memory = 81;
    lookThrice();
    assertThat(told.getFirst().name()).isEqualTo("memory_usage_high");
    assertThat(told.getFirst().severity()).isEqualTo("info");
    assertThat(told.getFirst().action()).isEqualTo("plan_optimization");
    assertThat(told.getFirst().remedies()).isEmpty();
  }

  @Test
  @DisplayName("M-06, M-07: raised once, remedies at work, resolved once, remedies taken back")
  void resolvesOnce() {
    measure("api.conversation.list", 1_200);
    after(Duration.ofSeconds(5));
    after(Duration.ofSeconds(5));
    assertThat(told).as("slowness has to last").isEmpty();
    after(Duration.ofSeconds(5));
    after(Duration.ofSeconds(5));
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().remedies()).containsExactly("cached_reads");
    assertThat(switches.cachedReads()).isTrue();

    after(Duration.ofMinutes(3));
    measure("api.conversation.list", 40);
    after(Duration.ofSeconds(5));
    after(Duration.ofSeconds(5));
    assertThat(told).as("calm has to last").hasSize(1);
    after(Duration.ofSeconds(5));
    after(Duration.ofSeconds(5));
    assertThat(told).extracting(Alert::state).containsExactly("raised", "resolved");
    assertThat(told.getLast().resolution()).isEqualTo("recovered");
    assertThat(told.getLast().value()).isLessThan(50);
    assertThat(told.getLast().worst()).isGreaterThan(1_100);
    assertThat(switches.cachedReads()).isFalse();
    assertThat(alerts.active()).isEmpty();
    assertThat(alerts.recent()).hasSize(1);
  }

  @Test
  @DisplayName(
      "M-07, P-93: after ten checks a minute apart without recovery a person is called, once")
  void escalates() {
    for (int minute = 0; minute < 15; minute++) {
      measure("ai.gemini.call", 900);
      after(Duration.ofSeconds(60));
    }
    assertThat(told).extracting(Alert::state).containsExactly("raised", "escalated");
    Alert escalated = told.getLast();
    assertThat(escalated.checks()).isEqualTo(10);
    assertThat(escalated.action()).isEqualTo("escalate_to_a_person");
    assertThat(Duration.between(escalated.raisedAt(), now)).isEqualTo(Duration.ofMinutes(12));
    assertThat(switches.localCleaningOnly()).isTrue();
  }

  @Test
  @DisplayName("M-05: a warning that turns critical is the same alert, told once more as escalated")
  void turnsCritical() {
    measure("api.conversation.list", 300);
    lookThrice();
    after(Duration.ofMinutes(3));
    measure("api.conversation.list", 1_200);
    alerts.evaluate();
    alerts.evaluate();
    assertThat(told).as("being critical has to last as well").hasSize(1);
    alerts.evaluate();
    alerts.evaluate();
    assertThat(told).extracting(Alert::state).containsExactly("raised", "escalated");
    assertThat(told).extracting(Alert::severity).containsExactly("warning", "critical");
    assertThat(told.getLast().id()).isEqualTo(told.getFirst().id());
    assertThat(told.getLast().name()).isEqualTo("api_response_over_1s");
    assertThat(told.getLast().action()).isEqualTo("check_system_health");

    after(Duration.ofMinutes(3));
    measure("api.conversation.list", 300);
    lookThrice();
    assertThat(told).as("slow as it was at first is not well").hasSize(2);
    after(Duration.ofMinutes(3));
    measure("api.conversation.list", 40);
    lookThrice();
    assertThat(told.getLast().state()).isEqualTo("resolved");
    assertThat(alerts.active()).isEmpty();
  }

  @Test
  @DisplayName("M-07: silence is no recovery; after ten minutes it is told that nobody measures")
  void silenceIsUnknown() {
    measure("api.conversation.list", 1_200);
    lookThrice();
    after(Duration.ofMinutes(3));
    for (int i = 0; i < 19; i++) {
      measurements.operation("api.conversation.list").recordMillis(40);
    }
    lookThrice();
    assertThat(alerts.active()).as("too few to tell").hasSize(1);
    after(Duration.ofMinutes(6));
    assertThat(told).hasSize(1);
    assertThat(switches.cachedReads()).isTrue();
    after(Duration.ofMinutes(2));
    assertThat(told).extracting(Alert::state).containsExactly("raised", "resolved");
    assertThat(told.getLast().resolution()).isEqualTo("no_longer_measured");
    assertThat(told.getLast().value()).isGreaterThan(1_100);
    assertThat(switches.cachedReads()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"19, 5000, 1", "5, 5000, 1", "4, 5000, 0", "19, 900, 0"})
  @DisplayName("P-87: fewer than twenty raise an alert only where each of five or more is critical")
  void fewButTerrible(int times, double millis, int expected) {
    for (int i = 0; i < times; i++) {
      measurements.operation("api.conversation.list").recordMillis(millis);
    }
    lookThrice();
    assertThat(told).hasSize(expected);
  }

  @Test
  @DisplayName("M-07: what stood when the server ended is told to be over, with the reason")
  void endsAfterRestart() {
    measure("api.conversation.list", 1_200);
    lookThrice();
    Alerts next =
        new Alerts(new Measurements(() -> now), () -> now, () -> memory, remedies, "here");
    List<Alert> news = new ArrayList<>();
    next.tell(news::add);
    next.endAfterRestart(alerts.active());
    assertThat(news).hasSize(1);
    assertThat(news.getFirst().id()).isEqualTo(told.getFirst().id());
    assertThat(news.getFirst().state()).isEqualTo("resolved");
    assertThat(news.getFirst().resolution()).isEqualTo("server_restarted");
    assertThat(news.getFirst().node()).isEqualTo("here");
    assertThat(next.recent()).isEqualTo(news);
  }

  @Test
  @DisplayName("An alert between its limit and well below it neither ends nor is raised again")
  void hasHysteresis() {
    for (int minute = 0; minute < 5; minute++) {
      measure("api.conversation.list", minute % 2 == 0 ? 240 : 200);
      after(Duration.ofMinutes(1));
    }
    assertThat(told).hasSize(1);
  }

  @Test
  @DisplayName("M-07: an alert is over as soon as it is well again, though the clock was put back")
  void resolvesAfterTheClockWasPutBack() {
    measure("db.query.turn", 400);
    lookThrice();
    assertThat(told).hasSize(1);
    now = now.minus(Duration.ofHours(1));
    alerts.evaluate();
    for (int minute = 0; minute < 3; minute++) {
      measure("db.query.turn", 1);
      after(Duration.ofMinutes(1));
    }
    assertThat(told).hasSize(2);
    assertThat(told.getLast().resolution()).isEqualTo("recovered");
  }
}
