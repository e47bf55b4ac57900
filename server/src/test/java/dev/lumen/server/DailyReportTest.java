package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.database.Actor;
import dev.lumen.server.measure.Operation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("M-08: daily reports")
class DailyReportTest {
  private static final String PATH = "/api/v1/reports";
  private static volatile Instant now = Instant.EPOCH;
  private static RunningServer server;
  private static Api admin;
  private static LocalDate today;

  @BeforeAll
  static void start() {
    now = Instant.now();
    server =
        RunningServer.with(Map.of("LUMEN_LIMITS", "off", "LUMEN_REPORT_DAYS", "30"), () -> now);
    admin = server.asAdministrator();
    today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    String conversation = admin.newConversation("A <b>call</b>");
    admin.say(conversation, "User", "um the zeppelin lands");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode line(JsonNode lines, String metric) {
    for (JsonNode line : lines) {
      if (line.path("metric").asText().equals(metric)) {
        return line;
      }
    }
    throw new AssertionError("nothing of " + metric);
  }

  /** What another node has measured on another day. */
  private static void measured(LocalDate day, String operation, int times, double millis) {
    Histogram histogram = Operation.empty();
    histogram.recordValueWithCount((long) (millis * 1_000), times);
    server
        .database()
        .database()
        .write(
            new Actor.Service(),
            handle ->
                handle.execute(
                    "INSERT INTO performance_hours (hour, node, operation, histogram) VALUES (?, 'other', ?, ?)",
                    day.atTime(12, 0).toInstant(ZoneOffset.UTC),
                    operation,
                    Operation.pack(histogram)));
  }

  @Test
  @DisplayName(
      "made on demand: compliance of each metric, trends, recommendations; zero counts too")
  void madeOnDemand() {
    measured(today.minusDays(3), "api.conversation.list", 100, 40);
    measured(today.minusDays(2), "api.conversation.list", 100, 400);
    Reply fast = admin.post(PATH, Map.of("date", today.minusDays(3).toString()));
    assertThat(fast.at("complete").asBoolean()).isTrue();
    assertThat(fast.at("trends")).isEmpty();
    assertThat(fast.at("recommendations")).isEmpty();

    Reply slow = admin.post(PATH, Map.of("date", today.minusDays(2).toString()));
    JsonNode list = line(slow.at("targets"), "api.conversation.list");
    assertThat(list.path("target").asDouble()).isEqualTo(150);
    assertThat(list.path("compliance_rate").asDouble()).isZero();
    assertThat(list.path("worst_performance").asDouble()).isBetween(396.0, 404.0);
    assertThat(list.path("best_performance").asDouble()).isBetween(396.0, 404.0);
    assertThat(list.path("within_target").asBoolean()).isFalse();
    JsonNode unused = line(slow.at("targets"), "ai.gemini.call");
    assertThat(unused.path("count").asInt()).isZero();
    assertThat(unused.path("compliance_rate").isNull()).isTrue();
    assertThat(line(slow.at("trends"), "api.conversation.list").path("direction").asText())
        .isEqualTo("worse");
    JsonNode advice = line(slow.at("recommendations"), "api.conversation.list");
    assertThat(advice.path("severity").asText()).isEqualTo("critical");
    assertThat(advice.path("text").asText()).contains("up to 40", "should be 150");
    assertThat(slow.at("hours.0.hour").asInt()).isEqualTo(12);
  }

  @Test
  @DisplayName("of today, so far, from what this node has just measured; as data, Markdown, a page")
  void ofToday() {
    admin.get("/api/v1/conversations");
    Reply made = admin.post(PATH, Map.of());
    assertThat(made.text("date")).isEqualTo(today.toString());
    assertThat(made.at("complete").asBoolean()).isFalse();
    assertThat(made.at("summary.turns").asInt()).isEqualTo(1);
    assertThat(made.at("summary.requests").asInt()).isPositive();
    assertThat(line(made.at("targets"), "api.conversation.list").path("count").asInt())
        .isPositive();
    String path = PATH + "/" + today;
    assertThat(admin.get(path).json()).isEqualTo(made.json());

    Reply markdown = admin.get(path + "?format=markdown");
    assertThat(markdown.header("content-type")).startsWith("text/markdown");
    assertThat(markdown.response().body())
        .startsWith("# " + today + " (so far)\n")
        .contains("| `api.conversation.list` | 150 | ", "## What to do", "## Alerts");

    Reply page = admin.get(path + "?format=html");
    assertThat(page.header("content-type")).startsWith("text/html");
    assertThat(page.header("content-security-policy"))
        .startsWith("default-src 'none'; style-src 'sha256-")
        .doesNotContain("unsafe");
    assertThat(page.response().body())
        .contains("<svg class=\"plot\"", "<title>Lumen on " + today)
        .doesNotContain("<script", "http:", "https:", "style=", "zeppelin", "{}", "%s");
  }

  @Test
  @DisplayName(
      "made by itself soon after midnight, once, missed days as well; forgotten when it is old")
  void madeByItself() {
    Instant before = now;
    try {
      measured(today.minusDays(40), "api.conversation.create", 100, 40);
      admin.post(PATH, Map.of("date", today.minusDays(40).toString()));
      measured(today.minusDays(5), "api.conversation.create", 100, 40);
      now = today.plusDays(1).atTime(0, 4).toInstant(ZoneOffset.UTC);
      server.server().reports().look();
      assertThat(admin.get(PATH + "/" + today).json().path("complete").asBoolean()).isFalse();
      now = now.plus(Duration.ofMinutes(5));
      server.server().reports().look();
      Reply made = admin.get(PATH + "/" + today);
      assertThat(made.at("complete").asBoolean()).isTrue();
      String at = made.text("made_at");
      now = now.plus(Duration.ofMinutes(5));
      server.server().reports().look();
      assertThat(admin.get(PATH + "/" + today).text("made_at")).isEqualTo(at);
      List<String> dates = admin.get(PATH).json().findValuesAsText("date");
      assertThat(dates)
          .contains(today.toString(), today.minusDays(5).toString())
          .doesNotContain(today.minusDays(40).toString(), today.minusDays(6).toString());
    } finally {
      now = before;
    }
  }

  @Test
  @DisplayName("none takes the place of one that was made of more, and none is made of nothing")
  void keepsWhatItHas() {
    LocalDate day = today.minusDays(7);
    measured(day, "api.conversation.create", 100, 40);
    Reply made = admin.post(PATH, Map.of("date", day.toString()));
    assertThat(made.at("summary.nodes").asInt()).isEqualTo(1);
    server
        .database()
        .database()
        .write(
            new Actor.Service(),
            handle ->
                handle.execute(
                    "DELETE FROM performance_hours WHERE hour = ?",
                    day.atTime(12, 0).toInstant(ZoneOffset.UTC)));
    Reply again = admin.post(PATH, Map.of("date", day.toString()));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().toString()).contains("stays as it was made", "none is still kept");
    assertThat(admin.get(PATH + "/" + day).json()).isEqualTo(made.json());

    String never = today.minusDays(300).toString();
    Reply nothing = admin.post(PATH, Map.of("date", never));
    assertThat(nothing.status()).isEqualTo(409);
    assertThat(nothing.json().toString()).contains("No measurements of " + never);
    assertThat(admin.get(PATH + "/" + never).status()).isEqualTo(404);
    assertThat(admin.get(PATH + "/" + day + "?format=md").header("content-type"))
        .startsWith("text/markdown");
  }

  @Test
  @DisplayName("an administrator's alone")
  void administratorsAlone() {
    Api user = server.asUser("user@example.com");
    assertThat(user.get(PATH).status()).isEqualTo(403);
    assertThat(user.post(PATH, Map.of()).status()).isEqualTo(403);
    assertThat(user.get(PATH + "/" + today + "?format=html").status()).isEqualTo(403);
    assertThat(user.get("/api/v1/store").status()).isEqualTo(403);
    assertThat(user.get("/api/v1/store/log").status()).isEqualTo(403);
    assertThat(admin.get(PATH + "/yesterday").status()).isEqualTo(422);
  }

  @Test
  @DisplayName("D-12, M-11: the state of the store, of all conversations")
  void tellsOfTheStore() {
    Reply store = admin.get("/api/v1/store");
    assertThat(store.at("health.turns_last_hour").asInt()).isEqualTo(1);
    assertThat(store.at("hours.0.turns").asInt()).isEqualTo(1);
    assertThat(store.at("tables").findValuesAsText("name")).contains("turns", "conversation_words");
    assertThat(store.at("indexes").findValuesAsText("name")).contains("turns_pkey");
    assertThat(store.at("sizes").findValuesAsText("name")).contains("turns");
    assertThat(store.at("publications").findValuesAsText("name"))
        .contains("supabase_realtime", "lumen_events");
    assertThat(store.at("rows").findValuesAsText("name"))
        .containsExactly("conversations", "turns", "users");
  }

  @Test
  @DisplayName(
      "M-12: warnings and errors are counted by the part of the program, without their text")
  void countsTheLog() {
    String name = "dev.lumen.server.DailyReportTest";
    System.getLogger(name).log(System.Logger.Level.WARNING, "zeppelin one");
    System.getLogger(name).log(System.Logger.Level.WARNING, "zeppelin two");
    System.getLogger(name).log(System.Logger.Level.ERROR, "zeppelin three");
    Reply log = admin.get("/api/v1/store/log");
    assertThat(log.at("errors").asInt()).isPositive();
    assertThat(log.at("loggers").toString())
        .contains("\"logger\":\"" + name + "\",\"level\":\"warning\",\"count\":2")
        .contains("\"logger\":\"" + name + "\",\"level\":\"error\",\"count\":1")
        .doesNotContain("zeppelin");
  }
}
