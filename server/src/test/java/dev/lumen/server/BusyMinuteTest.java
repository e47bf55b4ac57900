package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Api.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName(
    "T-03, P-82: the load test of the original pages, under the limits that are the default")
@Timeout(120)
class BusyMinuteTest {
  private static final String C = "/api/v1/conversations";

  /** What a user of the load test comes to in a minute, at one call every two seconds or so. */
  private static final int ROUNDS = 3;

  private static final int USERS = 5;

  @Test
  @DisplayName("test@example.com signs in, creates, lists, speaks and asks for the status: no 429")
  void isLetThrough() throws Exception {
    try (RunningServer server = RunningServer.with(Map.of("LUMEN_AUTH", "dev"));
        ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Reply>>> minutes = new ArrayList<>();
      for (int user = 0; user < USERS; user++) {
        minutes.add(users.submit(() -> minute(server.api())));
      }
      for (Future<List<Reply>> minute : minutes) {
        assertThat(minute.get())
            .extracting(Reply::status)
            .hasSize(2 + 7 * ROUNDS)
            .containsOnly(200);
      }
    }
  }

  private static List<Reply> minute(Api nobody) {
    List<Reply> replies = new ArrayList<>();
    Reply in =
        nobody.post(
            "/api/v1/auth/login", Map.of("email", "test@example.com", "password", "testpassword"));
    replies.add(in);
    Api api = nobody.as(in.text("access_token"));
    Reply created = api.post(C, Map.of("name", "Load test"));
    replies.add(created);
    String id = created.text("id");
    for (int round = 0; round < ROUNDS; round++) {
      replies.add(api.get(C));
      for (int turn = 0; turn < 3; turn++) {
        replies.add(api.say(id, "User", "um we have seventy five employees"));
      }
      for (int turn = 0; turn < 2; turn++) {
        replies.add(api.say(id, "Lumen", "Thanks for telling me."));
      }
      replies.add(api.get(C + "/" + id + "/status"));
    }
    return replies;
  }
}
