package dev.lumen.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A caller who waits for a turn behind others")
class WaitingCallerTest {
  private static final String PATH = "/api/v1/conversations/";

  /** Far less than a caller waits who is never told. */
  private static final int SOON_SECONDS = 15;

  @Test
  @DisplayName("H-08: is answered although another node ended it while this one heard nothing")
  void isAnsweredAfterALostFeed() throws Exception {
    try (RunningServer server = RunningServer.inDevelopment();
        Connection operator = server.database().openAsSuperuser();
        Statement psql = operator.createStatement();
        Connection holder = server.database().openAsSuperuser()) {
      Api api = server.api();
      String id = api.newConversation("Call");
      CompletableFuture<Reply> second = queueTwo(api, id, holder);

      psql.execute("alter publication supabase_realtime drop table turns");
      asAnotherNode(holder, "delete from turn_jobs");
      asAnotherNode(holder, "update turns set status = 'processed', cleaned_text = raw_text");
      holder.commit();
      TurnStatuses.await(api, id, "processed", "processed");
      assertThat(second).isNotDone();

      psql.execute("alter publication supabase_realtime add table turns");
      psql.execute(
          "select pg_terminate_backend(active_pid) from pg_replication_slots"
              + " where database = current_database() and active_pid is not null");
      assertThat(second.get(SOON_SECONDS, TimeUnit.SECONDS).text("status")).isEqualTo("processed");
    }
  }

  /** Two turns that wait, the second with its caller, while nobody can take the first. */
  private static CompletableFuture<Reply> queueTwo(Api api, String id, Connection holder)
      throws SQLException {
    api.post(PATH + "queue/stop");
    api.post(PATH + id + "/turns/realtime", Map.of("speaker", "User", "raw_text", "the first"));
    holder.setAutoCommit(false);
    asAnotherNode(holder, "select from turn_jobs for update");
    api.post(PATH + "queue/start");
    CompletableFuture<Reply> second =
        CompletableFuture.supplyAsync(() -> api.say(id, "User", "the second"));
    TurnStatuses.await(api, id, "queued", "queued");
    return second;
  }

  private static void asAnotherNode(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
