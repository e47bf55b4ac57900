package dev.lumen.server.performance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import dev.lumen.server.realtime.SocketClient;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The performance monitor over HTTP")
class PerformanceApiTest {
  private static final String PATH = "/api/v1/performance";
  private static RunningServer server;
  private static Api admin;
  private static String conversation = "";

  @BeforeAll
  static void start() {
    server = RunningServer.secured();
    admin = server.asAdministrator();
    conversation = admin.newConversation("Call");
    admin.say(conversation, "Lumen", "What is your role?");
    admin.say(conversation, "User", "I'm the vector of marketing");
    admin.post(
        "/api/v1/conversations/" + conversation + "/turns/realtime",
        Map.of("speaker", "User", "raw_text", "yes"));
    admin.get("/api/v1/conversations");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode operation(String name) {
    for (JsonNode line : admin.get(PATH).at("operations")) {
      if (line.path("name").asText().equals(name)) {
        return line;
      }
    }
    throw new AssertionError(name + " is not measured");
  }

  @Test
  @DisplayName("M-01, M-02, P-13, P-80: requests, queue, cleaner and database have summaries")
  void measures() {
    for (String name :
        List.of(
            "api.conversation.list",
            "api.conversation.create",
            "api.turn.process.lumen",
            "api.turn.process.user",
            "cleaner.clean",
            "cleaner.lumen",
            "db.query.conversation",
            "queue.job.enqueue",
            "feed.lag")) {
      JsonNode line = operation(name);
      assertThat(line.path("count").asLong()).as(name).isPositive();
      assertThat(line.path("max").asDouble()).isGreaterThanOrEqualTo(line.path("min").asDouble());
      assertThat(line.path("p99").asDouble()).isGreaterThanOrEqualTo(line.path("p95").asDouble());
    }
    assertThat(operation("api.conversation.list").path("target").asDouble()).isEqualTo(150);
    assertThat(operation("api.conversation.create").path("target").asDouble()).isEqualTo(200);
    assertThat(operation("api.turn.process.lumen").path("target").asDouble()).isEqualTo(10);
    assertThat(operation("api.turn.process.user").path("target").asDouble()).isEqualTo(500);
    assertThat(operation("db.query.conversation").path("target").asDouble()).isEqualTo(50);
  }

  @Test
  @DisplayName("X-24, P-83: every number of the promise is a named target; windows have bounds")
  void namesTargets() {
    Reply reply = admin.get(PATH);
    assertThat(reply.at("window_minutes").asInt()).isEqualTo(60);
    assertThat(reply.at("scope.shared").asBoolean()).isFalse();
    assertThat(reply.at("scope.nodes")).hasSize(1);
    List<String> ids = reply.at("targets").findValuesAsText("id");
    for (int number = 1; number <= 100; number++) {
      assertThat(ids).contains("P-%02d".formatted(number));
    }
    assertThat(admin.get(PATH + "?window=61").status()).isEqualTo(422);
    assertThat(admin.get(PATH + "/history?operation=api.conversation.list").at("points"))
        .isNotEmpty();
  }

  @Test
  @DisplayName("P-63, P-64, P-67, P-68: the steps of the cleaner are timed by themselves")
  void measuresTheStepsOfTheCleaner() {
    for (int turn = 0; turn < 16; turn++) {
      admin.say(conversation, "User", "um we have seventy five people");
    }
    JsonNode whole = operation("cleaner.clean");
    for (String step : List.of("said_twice", "misheard", "numbers", "looks", "context")) {
      JsonNode line = operation("cleaner.step." + step);
      assertThat(line.path("count").asLong()).as(step).isPositive();
      assertThat(line.path("count").asLong()).isLessThan(whole.path("count").asLong());
    }
  }

  @Test
  @DisplayName("M-02, P-72, P-74, P-80: every face, connections and the whole process are measured")
  void measuresAllFaces() {
    admin.get("/health");
    admin.get("/api/v2/preferences");
    for (String name : List.of("api.health.get", "api.v2.preferences.get", "db.connect")) {
      assertThat(operation(name).path("count").asLong()).as(name).isPositive();
    }
    assertThat(operation("api.conversations.{id}.turns.post").path("target").asDouble())
        .isEqualTo(500);
    double resident = admin.get(PATH).at("system.resident_mb").asDouble();
    for (JsonNode target : admin.get(PATH).at("targets")) {
      if (target.path("id").asText().equals("P-74")) {
        assertThat(target.path("value").asDouble()).isBetween(resident / 2, resident * 2);
      }
    }
  }

  @Test
  @DisplayName(
      "M-03: a browser's request is measured by its route; nothing of a faulty list counts")
  void takesCalls() {
    String path = PATH + "/interactions";
    Map<String, Object> call =
        Map.of("name", "api.get.conversations/{id}/turns", "duration_ms", 12.5);
    Map<String, Object> odd = Map.of("name", "api.get.secret/of/a/person", "duration_ms", 1);
    Map<String, Object> faulty = Map.of("name", "x");
    assertThat(admin.post(path, Map.of("interactions", List.of(call, faulty))).status())
        .isEqualTo(422);
    assertThat(admin.post(path, Map.of("interactions", List.of(call, odd))).at("noted").asInt())
        .isEqualTo(2);
    assertThat(operation("client.api.get.conversations/{id}/turns").path("count").asInt())
        .isEqualTo(1);
    assertThat(operation("client.api").path("count").asInt()).isEqualTo(1);
    assertThat(operation("client.api").path("target").asInt()).isEqualTo(1_000);
    assertThat(admin.get(PATH).json().toString()).doesNotContain("secret");
  }

  @Test
  @DisplayName("M-03, M-04: what browsers measured is taken by the names of targets alone")
  void takesInteractions() {
    Reply reply =
        admin.post(
            PATH + "/interactions",
            Map.of(
                "interactions",
                List.of(
                    Map.of("name", "ui.correction_highlight", "duration_ms", 12.5),
                    Map.of("name", "websocket.roundtrip", "duration_ms", 7),
                    Map.of("name", "websocket.delivery", "duration_ms", 90_000),
                    Map.of("name", "ui.secret_of_a_person", "duration_ms", 1))));
    assertThat(reply.at("noted").asInt()).isEqualTo(2);
    assertThat(reply.at("refused").asInt()).isEqualTo(2);
    assertThat(operation("websocket.delivery").path("max").asDouble()).isLessThan(90_000);
    assertThat(operation("ui.correction_highlight").path("max").asDouble()).isBetween(12.0, 13.0);
    assertThat(
            admin
                .post(PATH + "/interactions", Map.of("interactions", List.of(Map.of("name", "x"))))
                .status())
        .isEqualTo(422);
  }

  @Test
  @DisplayName("M-06: a remedy acts, is seen, and is taken back; only administrators switch it")
  void switchesRemedies() {
    int usual = workers();
    Api user = server.asUser("user@example.com");
    String path = PATH + "/remedies/more_workers";
    assertThat(user.post(path, Map.of("active", true)).status()).isEqualTo(403);
    Reply on = admin.post(path, Map.of("active", true));
    assertThat(on.at("remedies.0.active").asBoolean()).isTrue();
    assertThat(on.at("remedies.0.because.0").asText()).isEqualTo("administrator");
    assertThat(workers()).isGreaterThan(usual);
    admin.post(path, Map.of("active", false));
    assertThat(workers()).isEqualTo(usual);
    assertThat(admin.post(PATH + "/remedies/prayer", Map.of()).status()).isEqualTo(404);
  }

  private static int workers() {
    return admin.get("/api/v1/conversations/queue/status").at("worker_count").asInt();
  }

  @Test
  @DisplayName("M-12: the same for Prometheus, for administrators alone")
  void speaksToPrometheus() {
    Reply reply = admin.get("/metrics");
    assertThat(reply.header("content-type")).startsWith("text/plain");
    assertThat(reply.response().body())
        .contains(
            "# TYPE lumen_operation_duration_seconds histogram\n",
            "lumen_operation_duration_seconds_count{operation=\"api.turn.process.lumen\"} ",
            "lumen_operation_duration_seconds_bucket{operation=\"cleaner.clean\",le=\"+Inf\"}",
            "lumen_workers ",
            "lumen_requests_in_hand 0",
            "lumen_requests_refused_total 0");
    assertThat(server.asUser("user@example.com").get("/metrics").status()).isEqualTo(403);
    assertThat(server.api().get("/metrics").status()).isEqualTo(401);
  }

  @Test
  @DisplayName(
      "Q-17, M-10, P-14: the time to the socket is measured, told live, and kept on the turn")
  void keepsTheTimeToTheSocket() {
    String id = admin.newConversation("Watched");
    URI socket =
        URI.create(
            server.api().base().toString().replaceFirst("^http", "ws")
                + "/ws/conversations/"
                + id
                + "?after=0&token="
                + admin.token());
    SocketClient client = SocketClient.connect(socket);
    admin.say(id, "Lumen", "Hello.");
    client.await("turn:processed");
    String path = "/api/v1/conversations/" + id + "/performance";
    JsonNode live = client.await("metrics");
    for (int told = 0; told < 6 && kept(path) == 0; told++) {
      live = client.await("metrics");
    }
    assertThat(kept(path)).isEqualTo(1);
    assertThat(live.at("/payload/operations/websocket.delivery/count").asInt()).isPositive();
    assertThat(operation("websocket.delivery").path("count").asInt()).isPositive();
    client.close();
  }

  private static int kept(String path) {
    return admin.get(path).at("performance_metrics.websocket_latencies.count").asInt();
  }

  @Test
  @DisplayName("2.1: the times of one conversation, for whoever may see it")
  void tellsOfOneConversation() {
    String path = "/api/v1/conversations/" + conversation + "/performance";
    Reply reply = admin.get(path);
    assertThat(reply.at("performance_metrics.lumen_processing_times.count").asInt()).isEqualTo(1);
    assertThat(reply.at("performance_metrics.user_processing_times.count").asInt()).isPositive();
    assertThat(reply.at("targets.user_processing_ms").asInt()).isEqualTo(500);
    // The names of the earlier page, which would print "undefined" without them.
    reply
        .at("performance_metrics")
        .forEach(
            times -> {
              assertThat(times.path("avg_ms").isNumber()).isTrue();
              assertThat(times.path("avg_ms")).isEqualTo(times.path("avg"));
              assertThat(times.path("max_ms")).isEqualTo(times.path("max"));
              assertThat(times.path("min_ms")).isEqualTo(times.path("min"));
            });
    assertThat(server.asUser("user@example.com").get(path).status()).isEqualTo(404);
  }
}
