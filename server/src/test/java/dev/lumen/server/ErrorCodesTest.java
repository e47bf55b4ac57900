package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Api.Reply;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What can go wrong, done for real. PROC_004 is in QueueApiTest and QueueBoundTest, SYS_002 in
 * IssuerKeysTest, PROC_002 in TurnProcessorTest, PROC_003 in ModelAwayTest.
 */
@DisplayName("X-15, X-16, 1.7: the codes of errors, each provoked")
class ErrorCodesTest {
  private static final String C = "/api/v1/conversations";

  private static RunningServer server;
  private static Api api;

  @BeforeAll
  static void start() {
    server = RunningServer.secured();
    api = server.asUser("ada@example.org");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void assertError(Reply reply, int status, String code) {
    assertThat(reply.text("error.code")).isEqualTo(code);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.text("detail")).isEqualTo(reply.text("error.message")).isNotBlank();
    assertThat(reply.text("recovery.suggested_action")).isNotBlank();
    assertThat(reply.text("error.request_id")).isEqualTo(reply.header("X-Request-Id"));
  }

  private static Reply raw(String path, String body, Map<String, String> headers) {
    return api.send("POST", path, body, headers);
  }

  @Test
  @DisplayName("AUTH_001: no token, or none of ours")
  void auth001() {
    assertError(api.as(null).get(C), 401, "AUTH_001");
    assertError(api.as("x.y.z").get(C), 401, "AUTH_001");
    assertThat(api.as(null).get(C).header("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @Test
  @DisplayName("AUTH_003: stopping the queue is for administrators")
  void auth003() {
    assertError(api.post(C + "/queue/stop"), 403, "AUTH_003");
  }

  @Test
  @DisplayName("VAL_001: no JSON, no object, too deep, too large, no such path, no such method")
  void val001() {
    Map<String, String> json = Map.of("content-type", "application/json");
    assertError(raw(C, "{\"name\":", json), 400, "VAL_001");
    assertError(raw(C, "[1]", json), 400, "VAL_001");
    assertError(
        raw(C, "{\"name\":\"x\",\"metadata\":" + "[".repeat(70) + "]".repeat(70) + "}", json),
        400,
        "VAL_001");
    assertError(raw(C, "{\"name\":\"" + "x".repeat(1 << 21) + "\"}", json), 413, "VAL_001");
    assertError(
        raw(C, "{}", Map.of("content-type", "application/json; charset=utf-16")), 415, "VAL_001");
    assertError(api.get("/api/v1/nothing"), 404, "VAL_001");
    assertError(api.send("PUT", C, "{}", json), 405, "VAL_001");
  }

  @Test
  @DisplayName("VAL_002, VAL_003: every faulty field is named at once, in order and by name")
  void val002() {
    assertError(api.post(C, Map.of()), 422, "VAL_002");
    Reply reply =
        api.post(
            C + "/" + api.newConversation("Faulty") + "/turns",
            Map.of("speaker", " ", "force_cleaning_level", "deep", "shared_context", 5));
    assertError(reply, 422, "VAL_003");
    assertThat(reply.at("error.details.errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("speaker", "raw_text", "force_cleaning_level", "shared_context");
    assertThat(reply.at("error.details.fields").properties()).hasSize(4);
    assertThat(reply.at("error.details.fields").path("raw_text").asText()).isEqualTo("is required");
  }

  @Test
  @DisplayName("PROC_001: unknown, or somebody else's")
  void proc001() {
    String others = server.asAdministrator().newConversation("Not yours");
    assertError(api.get(C + "/" + others), 404, "PROC_001");
  }

  @Test
  @DisplayName("X-15: the same as RFC 9457 has it, for those who ask")
  void problem() {
    Reply reply = api.send("GET", C + "/x", null, Map.of("accept", "application/problem+json"));
    assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
    assertThat(reply.text("code")).isEqualTo("VAL_003");
    assertThat(reply.at("status").asInt()).isEqualTo(reply.status());
  }

  @Test
  @DisplayName("SYS_001: a full disk is told as such, with a time, and heals by itself")
  void sys001() throws SQLException {
    asOperator(
        """
        create function no_room() returns trigger language plpgsql as $$
        begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$;
        create trigger no_room before insert on conversations execute function no_room();
        """);
    try {
      Reply reply = api.post(C, Map.of("name", "No room"));
      assertError(reply, 503, "SYS_001");
      assertThat(reply.text("error.message")).contains("disk", "full");
      assertThat(reply.text("recovery.suggested_action")).contains("Free room");
      assertThat(reply.at("recovery.retry_after_ms").asInt()).isEqualTo(100);
      assertThat(reply.header("Retry-After")).isEqualTo("1");
      assertThat(api.get(C).status()).isEqualTo(200);
    } finally {
      asOperator("drop trigger no_room on conversations");
    }
    assertThat(api.post(C, Map.of("name", "Room again")).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("SYS_004: a failure nobody expected has an id, and tells nothing of itself")
  void sys004() throws SQLException {
    asOperator(
        """
        create function broken() returns trigger language plpgsql as $$
        begin raise exception 'inner secret' using errcode = 'XX000'; end $$;
        create trigger broken before update on conversations execute function broken();
        """);
    try {
      Reply reply = api.post(C + "/" + api.newConversation("Broken") + "/pause");
      assertError(reply, 500, "SYS_004");
      assertThat(reply.response().body()).doesNotContain("inner secret", "broken");
    } finally {
      asOperator("drop trigger broken on conversations");
    }
  }

  @Test
  @DisplayName("S-05, SYS_003: one too many says when to come back, and the headers say how many")
  void sys003() {
    try (RunningServer strict = RunningServer.with(Map.of("LUMEN_LIMITS", "strict,status=3"))) {
      Api user = strict.asAdministrator();
      String path = C + "/" + user.newConversation("Counted") + "/status";
      for (int i = 0; i < 3; i++) {
        Reply reply = user.get(path);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("RateLimit-Limit")).isEqualTo("3");
        assertThat(reply.header("RateLimit-Remaining")).isEqualTo(Integer.toString(2 - i));
      }
      Reply reply = user.get(path);
      assertError(reply, 429, "SYS_003");
      assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(1, 60);
      assertThat(reply.at("recovery.retry_after_ms").asInt()).isBetween(1, 60_000);
      assertThat(user.get(C).status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("S-07: other pages are let in by name alone")
  void origins() {
    try (RunningServer open =
        RunningServer.with(Map.of("LUMEN_CORS_ORIGINS", "https://app.example"))) {
      Map<String, String> welcome = Map.of("origin", "https://app.example");
      assertThat(
              open.api()
                  .send("GET", "/health", null, welcome)
                  .header("access-control-allow-origin"))
          .isEqualTo("https://app.example");
      Map<String, String> foreign = Map.of("origin", "https://evil.example");
      Reply reply = open.api().send("GET", "/health", null, foreign);
      assertThat(reply.header("access-control-allow-origin")).isEmpty();
      assertThat(reply.header("content-security-policy")).contains("default-src 'none'");
      assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(reply.header("server")).isEmpty();
    }
  }

  private static void asOperator(String sql) throws SQLException {
    try (Connection connection = server.database().openAsSuperuser();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
