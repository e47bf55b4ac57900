package dev.lumen.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A turn that failed after all retries")
class FailedTurnTest {
  private static final String PATH = "/api/v1/conversations/";

  @Test
  @DisplayName("R-05: its successors go on without it; tried again by request, it is processed")
  void isRetriedByRequest() throws SQLException {
    try (RunningServer server = server("continue")) {
      Api api = server.api();
      String id = api.newConversation("Call");
      refuse(server);
      String unlucky = queue(api, id, "the unlucky one");
      queue(api, id, "the next one");
      TurnStatuses.await(api, id, "failed", "processed");
      assertThat(api.get(PATH + id + "/turns").text("turns.0.metadata.error.code"))
          .isEqualTo("PROC_002");
      assertThat(api.get(PATH + "queue/status").at("failed_jobs").asInt()).isEqualTo(1);

      repair(server);
      Reply again = api.post(PATH + id + "/turns/" + unlucky + "/retry");
      assertThat(again.status()).isEqualTo(200);
      assertThat(again.text("turn_id")).isEqualTo(unlucky);
      TurnStatuses.await(api, id, "processed", "processed");
      assertThat(api.get(PATH + id + "/turns").at("turns.0.metadata").has("error")).isFalse();
      assertThat(api.post(PATH + id + "/turns/" + unlucky + "/retry").status()).isEqualTo(409);
      assertThat(api.post(PATH + id + "/turns/" + id + "/retry").status()).isEqualTo(404);
    }
  }

  @Test
  @DisplayName("R-05: where successors are to wait, they do, until it was tried again")
  void holdsItsSuccessors() throws SQLException {
    try (RunningServer server = server("hold")) {
      Api api = server.api();
      String id = api.newConversation("Call");
      refuse(server);
      String unlucky = queue(api, id, "the unlucky one");
      queue(api, id, "the next one");
      TurnStatuses.await(api, id, "failed", "queued");
      assertThat(api.say(id, "User", "one more").text("status")).isEqualTo("queued");
      assertThat(api.get(PATH + id + "/status").text("waits_for_turn")).isEqualTo(unlucky);

      repair(server);
      assertThat(api.post(PATH + id + "/turns/" + unlucky + "/retry").status()).isEqualTo(200);
      TurnStatuses.await(api, id, "processed", "processed", "processed");
      assertThat(api.get(PATH + id + "/status").at("waits_for_turn").isNull()).isTrue();
    }
  }

  @Test
  @DisplayName("H-12: a conversation that waits for a failed turn can be resumed without it")
  void isResumedWithoutIt() throws SQLException {
    try (RunningServer server = server("hold")) {
      Api api = server.api();
      String id = api.newConversation("Call");
      refuse(server);
      queue(api, id, "the unlucky one");
      queue(api, id, "the next one");
      TurnStatuses.await(api, id, "failed", "queued");
      assertThat(api.post(PATH + id + "/resume").status()).isEqualTo(200);
      TurnStatuses.await(api, id, "failed", "processed");
    }
  }

  private static RunningServer server(String afterFailure) {
    return RunningServer.with(
        Map.of("LUMEN_AUTH", "dev", "LUMEN_LIMITS", "off", "LUMEN_AFTER_FAILURE", afterFailure));
  }

  private static String queue(Api api, String id, String text) {
    return api.post(PATH + id + "/turns/realtime", Map.of("speaker", "User", "raw_text", text))
        .text("turn_id");
  }

  /** Has the database refuse the result of one turn, as damaged data would. */
  private static void refuse(RunningServer server) throws SQLException {
    execute(
        server,
        """
        create function refuse() returns trigger language plpgsql as $$
        begin
          if new.raw_text = 'the unlucky one' and new.status = 'processed' then
            raise exception 'refused' using errcode = 'data_corrupted';
          end if;
          return new;
        end $$;
        create trigger refuse before insert or update on turns for each row execute function refuse();
        """);
  }

  private static void repair(RunningServer server) throws SQLException {
    execute(server, "drop trigger refuse on turns");
  }

  private static void execute(RunningServer server, String sql) throws SQLException {
    try (Connection connection = server.database().openAsSuperuser();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
