package dev.lumen.server.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import dev.lumen.server.database.Recount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("More turns at once than can be stored at once")
@Timeout(180)
class RushTest {
  private static final int CONVERSATIONS = 40;
  private static final int EACH = 30;

  @Test
  @DisplayName("Q-01, D-07: are all stored, none refused, in order")
  void allStored() {
    try (RunningServer server =
            RunningServer.with(Map.of("LUMEN_AUTH", "dev", "LUMEN_LIMITS", "off"));
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Api api = server.api();
      List<String> calls =
          IntStream.range(0, CONVERSATIONS)
              .mapToObj(i -> api.newConversation("Call " + i))
              .toList();
      for (int round = 0; round < 4; round++) {
        calls.forEach(call -> api.say(call, "Lumen", "Who buys the licences?")); // known by now
      }
      List<Future<Integer>> statuses = new ArrayList<>();
      for (int i = 0; i < EACH * CONVERSATIONS; i++) {
        String call = calls.get(i % CONVERSATIONS);
        String text = "um I'm the vector of marketing at quick fit windows " + i;
        statuses.add(callers.submit(() -> api.say(call, "User", text).status()));
      }
      assertThat(statuses).allSatisfy(it -> assertThat(it.get()).isEqualTo(200));
      for (String call : calls) {
        assertThat(api.turnNumbers(call))
            .isEqualTo(IntStream.rangeClosed(1, 4 + EACH).boxed().toList());
      }
      assertThat(Recount.wrong(server.database().database())).isEmpty();
    }
  }
}
