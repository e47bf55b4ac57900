package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Api.Reply;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("H-21, O-04: the health of the server")
class HealthApiTest {

  @Test
  void healthNeedsNoTokenAndNamesEveryPart() {
    try (RunningServer server = RunningServer.secured()) {
      Reply health = server.api().get("/health");
      assertThat(health.status()).isEqualTo(200);
      assertThat(health.text("status")).isEqualTo("healthy");
      assertThat(health.text("database")).isEqualTo("connected");
      assertThat(health.text("storage")).isEqualTo("writable");
      assertThat(health.text("replica")).isEqualTo("not_configured");
      assertThat(health.text("feed")).isEqualTo("connected");
      assertThat(health.at("workers").asInt()).isPositive();
      assertThat(health.text("version")).isEqualTo(Version.CURRENT);
      assertThat(health.text("environment")).isEqualTo("production");
      assertThat(health.text("gemini_api")).isEqualTo("not_configured");
      assertThat(health.text("supabase")).isEqualTo("not_configured");
      assertThat(health.text("timestamp")).endsWith("Z");
    }
  }

  @Test
  void withoutWorkersItIsDegraded() {
    try (RunningServer server = RunningServer.inDevelopment()) {
      Api api = server.api();
      assertThat(api.get("/health").text("environment")).isEqualTo("development");
      api.post("/api/v1/conversations/queue/stop");
      assertThat(api.get("/health").text("status")).isEqualTo("degraded");
      Reply ready = api.get("/health/ready");
      assertThat(ready.status()).isEqualTo(503);
      assertThat(ready.text("obstacles.0")).isEqualTo("no_workers");
      assertThat(api.get("/health/live").status()).isEqualTo(200);
      api.post("/api/v1/conversations/queue/start");
      assertThat(api.get("/health").text("status")).isEqualTo("healthy");
      assertThat(api.get("/health/ready").text("status")).isEqualTo("ready");
    }
  }

  @Test
  @DisplayName("H-21: degraded while nothing new is kept, though all can be read; and well again")
  void aFullDiskIsDegraded() throws SQLException {
    try (RunningServer server = RunningServer.inDevelopment()) {
      Api api = server.api();
      asOperator(
          server,
          """
          create function no_room() returns trigger language plpgsql as $$
          begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$;
          create trigger no_room before insert on conversations execute function no_room();
          """);
      assertThat(api.get("/health").text("storage")).isEqualTo("writable");
      assertThat(api.post("/api/v1/conversations", Map.of("name", "x")).status()).isEqualTo(503);
      Reply health = api.get("/health");
      assertThat(health.status()).isEqualTo(200);
      assertThat(health.text("status")).isEqualTo("degraded");
      assertThat(health.text("storage")).isEqualTo("full");
      assertThat(health.text("database")).isEqualTo("connected");
      assertThat(api.get("/api/v1/conversations").status()).isEqualTo(200);
      asOperator(server, "drop trigger no_room on conversations");
      isWritableAgain(api);
    }
  }

  @Test
  @DisplayName("H-21: a role that may make no temporary table is not called full for ever")
  void theTrialIsNotAllowed() throws SQLException {
    try (RunningServer server = RunningServer.inDevelopment()) {
      Api api = server.api();
      asOperator(
          server,
          """
          do $$ begin
            execute format('revoke temporary on database %I from public, lumen', current_database());
          end $$;
          create function no_room() returns trigger language plpgsql as $$
          begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$;
          create trigger no_room before insert on conversations execute function no_room();
          """);
      api.post("/api/v1/conversations", Map.of("name", "x"));
      assertThat(api.get("/health").text("storage")).isEqualTo("full");
      isWritableAgain(api);
    }
  }

  private static void isWritableAgain(Api api) {
    Instant latest = Instant.now().plusSeconds(30);
    while (api.get("/health").text("status").equals("degraded") && Instant.now().isBefore(latest)) {
      Thread.onSpinWait();
    }
    assertThat(api.get("/health").text("storage")).isEqualTo("writable");
  }

  private static void asOperator(RunningServer server, String sql) throws SQLException {
    try (Connection connection = server.database().openAsSuperuser();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void oneThatStopsIsNotReadyAndAnswersOn() {
    try (RunningServer server = RunningServer.inDevelopment()) {
      server.server().drain();
      Reply ready = server.api().get("/health/ready");
      assertThat(ready.status()).isEqualTo(503);
      assertThat(ready.json().toString()).contains("not_ready", "stopping");
      assertThat(server.api().get("/health/live").text("status")).isEqualTo("alive");
      assertThat(server.api().post("/api/v1/conversations", Map.of("name", "x")).status())
          .isEqualTo(200);
    }
  }
}
