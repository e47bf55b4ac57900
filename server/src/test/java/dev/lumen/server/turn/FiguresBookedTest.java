package dev.lumen.server.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import dev.lumen.server.database.Recount;
import dev.lumen.server.queue.TurnStatuses;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("D-07, D-08: figures that are booked with the events equal a recount")
class FiguresBookedTest {
  private static final String PATH = "/api/v1/conversations/";

  /**
   * Some teach a name or a title, which changes earlier turns; the others change only their own.
   */
  private static final List<String> SAID =
      List.of(
          "um we get about fifty leads per month",
          "I'm the vector of marketing at quick fit windows",
          "so so that is fine",
          "this is Joanna Kowalczyk from Ridgeline",
          "we spend mostly on book ads and generic CEO",
          "<noise>");

  @Test
  @DisplayName("whether turns come alone or together, are waited for or not, or wait themselves")
  void theyEqualARecount() {
    try (RunningServer server = RunningServer.inDevelopment()) {
      Api api = server.api();
      List<String> conversations = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        conversations.add(api.newConversation("Call " + i));
      }
      talk(api, conversations, "/turns", "User");
      talk(api, conversations, "/turns", "Lumen");
      talk(api, conversations, "/turns", " lumen ");
      talk(api, conversations, "/turns/realtime", "User");
      assertThat(Recount.wrong(server.database().database())).isEmpty();
      api.post(PATH + "queue/stop");
      talk(api, conversations, "/turns/realtime", "Customer");
      talk(api, conversations, "/turns/realtime", "AI");
      assertThat(Recount.wrong(server.database().database())).isEmpty();
      api.post(PATH + "queue/start");
      int turns = 6 * SAID.size();
      String[] processed = Collections.nCopies(turns, "processed").toArray(String[]::new);
      conversations.forEach(id -> TurnStatuses.await(api, id, processed));
      assertThat(Recount.wrong(server.database().database())).isEmpty();
      assertThat(api.get(PATH + conversations.getFirst()).at("turns_count").asInt())
          .isEqualTo(turns);
    }
  }

  /** Everything is said in all conversations at the same time. */
  private static void talk(Api api, List<String> conversations, String door, String speaker) {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> statuses = new ArrayList<>();
      for (String said : SAID) {
        for (String id : conversations) {
          Map<String, String> turn = Map.of("speaker", speaker, "raw_text", said);
          statuses.add(callers.submit(() -> api.post(PATH + id + door, turn).status()));
        }
      }
      assertThat(statuses).allSatisfy(it -> assertThat(it.get()).isEqualTo(200));
    }
  }
}
