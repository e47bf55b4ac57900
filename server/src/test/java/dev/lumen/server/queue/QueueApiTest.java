package dev.lumen.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The queue over HTTP")
class QueueApiTest {
  private static final String PATH = "/api/v1/conversations/";
  private RunningServer server;
  private Api api;

  @BeforeEach
  void start() {
    server = RunningServer.inDevelopment();
    api = server.api();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @DisplayName(
      "H-16, Q-06, Q-15, X-06: a queued turn is stored and answered at once, with what clients read")
  void answersAtOnce() {
    String id = api.newConversation("Call");
    Reply reply = queue(id, "mostly PPC on Google", "high");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("success").asBoolean()).isTrue();
    assertThat(reply.text("job_id")).hasSize(36);
    assertThat(reply.text("conversation_id")).isEqualTo(id);
    assertThat(reply.at("priority").asInt()).isEqualTo(2);
    assertThat(reply.text("priority_label")).isEqualTo("high");
    assertThat(reply.text("queued_at")).endsWith("Z");
    assertThat(reply.at("queue_time_ms").isNumber()).isTrue();
    assertThat(reply.text("message")).isNotBlank();
    Reply turns = api.get(PATH + id + "/turns");
    assertThat(turns.text("turns.0.turn_id")).isEqualTo(reply.text("turn_id"));
    assertThat(turns.text("turns.0.created_at")).isEqualTo(reply.text("queued_at"));
    assertThat(
            api.post(
                    PATH + id + "/turns/realtime",
                    Map.of("speaker", "User", "raw_text", "x", "priority", "soon"))
                .status())
        .isEqualTo(422);
  }

  @Test
  @DisplayName(
      "H-18, H-19, H-20, Q-11, Q-14, X-09: turns wait while the workers are stopped, and none is lost")
  void holdsTurnsWhileStopped() {
    String id = api.newConversation("Call");
    assertThat(api.post(PATH + "queue/stop").at("success").asBoolean()).isTrue();
    List<Reply> queued =
        List.of(
            queue(id, "first", "normal"), queue(id, "second", "normal"), queue(id, "third", "3"));
    assertThat(queued).extracting(reply -> reply.at("position").asInt()).containsExactly(1, 2, 3);
    Reply global = api.get(PATH + "queue/status");
    assertThat(global.at("total_queued").asInt()).isEqualTo(3);
    assertThat(global.at("priority_3_length").asInt()).isEqualTo(1);
    assertThat(global.at("worker_count").asInt()).isZero();
    assertThat(global.at("priority_1_length").asInt()).isEqualTo(2);
    assertThat(global.at("priority_2_length").asInt()).isZero();
    assertThat(global.at("processing_count").asInt()).isZero();
    assertThat(global.at("average_processing_time_ms").isNumber()).isTrue();
    assertThat(global.text("queue_health")).isEqualTo("normal");
    Reply status = api.get(PATH + id + "/status");
    assertThat(status.text("status")).isEqualTo("processing");
    assertThat(status.at("queue_position").asInt()).isEqualTo(1);
    assertThat(status.at("estimated_wait_ms").isNull()).isTrue(); // nobody works on it
    assertThat(api.say(id, "User", "answered at once").text("status")).isEqualTo("queued");

    assertThat(api.post(PATH + "queue/start").at("worker_count").asInt()).isPositive();
    Reply last = api.say(id, "User", "fourth"); // waits for its predecessors
    assertThat(last.text("status")).isEqualTo("processed");
    JsonNode turns = api.get(PATH + id + "/turns").at("turns");
    assertThat(turns).hasSize(5);
    assertThat(turns)
        .allSatisfy(turn -> assertThat(turn.path("status").asText()).isEqualTo("processed"));
    assertThat(api.get(PATH + "queue/status").text("queue_health")).isEqualTo("healthy");
  }

  @Test
  @DisplayName(
      "H-11, H-12: a paused conversation takes turns and processes none; resumed, all in order")
  void pausesAndResumes() {
    String id = api.newConversation("Call");
    Reply paused = api.post(PATH + id + "/pause");
    assertThat(paused.status()).isEqualTo(200);
    assertThat(paused.at("paused").asBoolean()).isTrue();
    assertThat(api.get(PATH + id).text("status")).isEqualTo("paused");
    assertThat(api.say(id, "User", "first").text("status")).isEqualTo("queued");
    queue(id, "second", "urgent");
    String other = api.newConversation("Other");
    assertThat(api.say(other, "User", "not held").text("status")).isEqualTo("processed");
    assertThat(api.get(PATH + id + "/turns").text("turns.0.status")).isEqualTo("queued");

    assertThat(api.post(PATH + id + "/resume").at("paused").asBoolean()).isFalse();
    assertThat(api.say(id, "User", "third").text("status")).isEqualTo("processed");
    assertThat(api.get(PATH + id + "/turns").at("turns"))
        .extracting(turn -> turn.path("status").asText())
        .containsExactly("processed", "processed", "processed");
    assertThat(api.get(PATH + id).text("status")).isEqualTo("active");
  }

  @Test
  @DisplayName(
      "H-11, H-12, X-01: resumed, a conversation is what it was before; one that is not paused stays")
  void resumesToWhatItWas() {
    for (String status : List.of("archived", "completed", "active")) {
      String id = api.newConversation("Call");
      api.patch(PATH + id, Map.of("status", status));
      assertThat(api.post(PATH + id + "/resume").status()).isEqualTo(200);
      assertThat(api.get(PATH + id).text("status")).isEqualTo(status);
      api.post(PATH + id + "/pause");
      api.post(PATH + id + "/pause");
      assertThat(api.get(PATH + id).text("status")).isEqualTo("paused");
      api.post(PATH + id + "/resume");
      assertThat(api.get(PATH + id).text("status")).isEqualTo(status);
    }
  }

  @Test
  @DisplayName("H-19, H-20: only an administrator starts again what an administrator has stopped")
  void startsForAdministrators() {
    try (RunningServer secured = RunningServer.secured()) {
      Api admin = secured.asAdministrator();
      Api user = secured.asUser("user@example.com");
      assertThat(user.post(PATH + "queue/start").at("worker_count").asInt()).isPositive();
      admin.post(PATH + "queue/stop");
      Reply refused = user.post(PATH + "queue/start");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text("error.code")).isEqualTo("AUTH_003");
      assertThat(admin.get(PATH + "queue/status").at("worker_count").asInt()).isZero();
      assertThat(admin.post(PATH + "queue/start").at("worker_count").asInt()).isPositive();
    }
  }

  @Test
  @DisplayName("H-17, Q-13: the queue of one conversation, numbers never null")
  void showsOneQueue() {
    String id = api.newConversation("Call");
    Reply empty = api.get(PATH + id + "/queue/status");
    assertThat(empty.at("queue_metrics.avg_processing_time_ms").isNumber()).isTrue();
    assertThat(empty.at("queue_metrics.total_jobs").asInt()).isZero();
    queue(id, "hello there", "normal");
    api.say(id, "User", "and again");
    Reply metrics = api.get(PATH + id + "/queue/status");
    assertThat(metrics.at("queue_metrics.processed_jobs").asInt()).isEqualTo(2);
    assertThat(metrics.at("queue_metrics.failed_jobs").asInt()).isZero();
    assertThat(metrics.at("queue_metrics.worker_count").asInt()).isPositive();
    assertThat(metrics.text("queue_metrics.last_processed")).endsWith("Z");
    assertThat(metrics.at("performance_targets.queue_time_ms").asInt()).isEqualTo(100);
  }

  @Test
  @DisplayName("H-10: a conversation's status has its distribution and figures")
  void showsStatus() {
    String id = api.newConversation("Call");
    api.say(id, "Lumen", "Hello.");
    api.say(id, "User", "Yes");
    Reply status = api.get(PATH + id + "/status");
    assertThat(status.text("status")).isEqualTo("idle");
    assertThat(status.at("queue_position").isNull()).isTrue();
    assertThat(status.at("confidence_distribution.HIGH").asInt()).isEqualTo(2);
    assertThat(status.at("processing_stats.total_turns").asInt()).isEqualTo(2);
    assertThat(status.at("processing_stats.user_turns_processed").asInt()).isEqualTo(1);
    assertThat(status.at("processing_stats.lumen_turns_skipped").asInt()).isEqualTo(1);
  }

  private Reply queue(String id, String text, String priority) {
    return api.post(
        PATH + id + "/turns/realtime",
        Map.of("speaker", "User", "raw_text", text, "priority", priority));
  }
}
