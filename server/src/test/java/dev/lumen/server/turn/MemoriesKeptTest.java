package dev.lumen.server.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("P-84: which conversations a server has in its memory")
@Timeout(180)
class MemoriesKeptTest {
  private static final int KEPT = 1_000;
  private static final int CALLERS = 16;

  @Test
  @DisplayName(
      "P-84: the 1000 last in use go on without a look into the store, an older one learns")
  void theLastInUse() throws Exception {
    try (RunningServer server = RunningServer.inDevelopment()) {
      Api api = server.api();
      String first = used(api);
      String second = used(api);
      try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
        List<Future<?>> turns = new ArrayList<>();
        for (String other : others(server, first)) {
          turns.add(callers.submit(() -> speak(api, other)));
        }
        for (Future<?> turn : turns) {
          turn.get();
        }
      }
      assertThat(looksOf(api, first)).isZero();
      String last = used(api);
      // The first was used since, so it is the second that had to go.
      assertThat(looksOf(api, second)).isPositive();
      assertThat(looksOf(api, first)).isZero();
      assertThat(looksOf(api, last)).isZero();
    }
  }

  /** Two fewer than are kept, of whoever has this one; none was used yet. */
  private static List<String> others(RunningServer server, String first) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Connection connection = server.database().openAsSuperuser();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                insert into conversations (user_id, name)
                select user_id, 'Call' from conversations, generate_series(1, %d)
                 where id = '%s' returning id
                """
                    .formatted(KEPT - 2, first))) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  private static String used(Api api) {
    String id = api.newConversation("Call");
    speak(api, id);
    return id;
  }

  private static void speak(Api api, String id) {
    assertThat(api.say(id, "Lumen", "We spoke of Kestrova.").status()).isEqualTo(200);
  }

  /** How often turns were read for another one, beyond what every turn needs. */
  private static long looksOf(Api api, String conversation) {
    long before = looks(api);
    assertThat(api.say(conversation, "User", "and of casterova").status()).isEqualTo(200);
    return looks(api) - before;
  }

  /** How often a node has asked for turns and nothing else. */
  static long looks(Api api) {
    for (JsonNode line : api.get("/api/v1/performance?scope=node").at("operations")) {
      if (line.path("name").asText().equals("db.query.turn")) {
        return line.path("count").asLong();
      }
    }
    return 0;
  }
}
