package dev.lumen.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The order in which queued turns are processed")
class QueueOrderTest {
  private static final String PATH = "/api/v1/conversations/";
  private static final int MORE_THAN_A_BATCH = 70;

  @Test
  @DisplayName("Q-01, Q-03, X-07: urgent first, and never past a turn of its own conversation")
  void priorityBetweenConversationsAndOrderInside() throws SQLException {
    try (RunningServer server = withWorkers(1)) {
      Api api = server.api();
      // Until this is done, a worker may be about to take whatever comes.
      queue(api, api.newConversation("First"), "before all", "normal");
      awaitProcessed(server, 1);
      api.post(PATH + "queue/stop");
      // Queued before the urgent turn, and more than one batch takes.
      for (int i = 0; i < MORE_THAN_A_BATCH; i++) {
        queue(api, api.newConversation("Call " + i), "normal", "normal");
      }
      String last = api.newConversation("Last");
      queue(api, last, "urgent", "urgent");
      queue(api, last, "after urgent", "normal");
      queue(api, last, "after all before it", "normal");

      api.post(PATH + "queue/start");
      awaitProcessed(server, MORE_THAN_A_BATCH + 4);

      assertThat(processedAfter(server, "urgent")).isEqualTo(MORE_THAN_A_BATCH + 2);
      assertThat(
              texts(
                  server,
                  "select raw_text from turns where conversation_id = '"
                      + last
                      + "' order by processed_at, seq"))
          .containsExactly("urgent", "after urgent", "after all before it");
    }
  }

  @Test
  @DisplayName("Q-02, Q-17: a job knows its turn, and the turn keeps how long it waited")
  void aJobKnowsItsTurn() throws SQLException {
    try (RunningServer server = withWorkers(1)) {
      Api api = server.api();
      String id = api.newConversation("Call");
      api.post(PATH + "queue/stop");
      Reply queued = queue(api, id, "hello there", "high");
      assertThat(
              texts(
                  server,
                  "select concat_ws(' ', job_id, turn_id, conversation_id, priority, retry_count, max_retries)"
                      + " from turn_jobs"))
          .containsExactly(
              String.join(" ", queued.text("job_id"), queued.text("turn_id"), id, "2", "0", "3"));

      api.post(PATH + "queue/start");
      api.say(id, "User", "and again");

      JsonNode turn = api.get(PATH + id + "/turns").at("turns.0");
      assertThat(turn.path("metadata").path("queue_time_ms").asDouble()).isPositive();
      assertThat(texts(server, "select job_id::text from turn_jobs")).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "Q-05, Q-08, X-08, P-30: workers share conversations, and one holds each conversation")
  void oneConversationDoesNotHoldUpAnother() throws SQLException {
    try (RunningServer server = withWorkers(2)) {
      Api api = server.api();
      String held = api.newConversation("Held");
      String free = api.newConversation("Free");
      api.post(PATH + "queue/stop");
      queue(api, held, "first", "normal");
      queue(api, held, "second", "normal");
      queue(api, free, "not held", "normal");

      try (Connection connection = server.database().openAsSuperuser()) {
        hold(connection, held);
        assertThat(api.post(PATH + "queue/start").at("worker_count").asInt()).isEqualTo(2);
        assertThat(api.say(free, "User", "nor this").text("status")).isEqualTo("processed");
        awaitInHand(api, 1);
        assertThat(TurnStatuses.of(api, held)).containsExactly("queued", "queued");
        connection.rollback();
      }
      assertThat(api.say(held, "User", "third").text("status")).isEqualTo("processed");
      assertThat(TurnStatuses.of(api, held)).containsOnly("processed").hasSize(3);
    }
  }

  private static RunningServer withWorkers(int workers) {
    return RunningServer.with(
        Map.of("LUMEN_AUTH", "dev", "LUMEN_LIMITS", "off", "LUMEN_WORKERS", "" + workers));
  }

  private static Reply queue(Api api, String id, String text, String priority) {
    return api.post(
        PATH + id + "/turns/realtime",
        Map.of("speaker", "User", "raw_text", text, "priority", priority));
  }

  /** Takes the conversation's lock, as another node that works on it would. */
  private static void hold(Connection connection, String id) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "select 1 from conversation_counters where conversation_id = '" + id + "' for update");
    }
  }

  private static void awaitInHand(Api api, int jobs) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (inHand(api) != jobs && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(inHand(api)).isEqualTo(jobs);
  }

  private static int inHand(Api api) {
    return api.get(PATH + "queue/status").at("processing_count").asInt();
  }

  private static long processedAfter(RunningServer server, String text) throws SQLException {
    return number(
        server,
        "select count(*) from turns where processed_at >"
            + " (select processed_at from turns where raw_text = '"
            + text
            + "')");
  }

  private static void awaitProcessed(RunningServer server, int turns) throws SQLException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    String query = "select count(*) from turns where processed_at is not null";
    while (number(server, query) < turns && System.nanoTime() < deadline) {
      LockSupport.parkNanos(10_000_000);
    }
    assertThat(number(server, query)).isEqualTo(turns);
  }

  private static long number(RunningServer server, String query) throws SQLException {
    return Long.parseLong(texts(server, query).getFirst());
  }

  private static List<String> texts(RunningServer server, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = server.database().openAsSuperuser();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
