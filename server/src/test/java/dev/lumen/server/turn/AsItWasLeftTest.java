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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A node stores a turn without a look at its conversation where it knows how that was left. Here
 * another node has changed it in each of the ways there are.
 */
@DisplayName("A conversation that another node has changed since this one's last turn")
@Timeout(180)
class AsItWasLeftTest {
  private static final String PATH = "/api/v1/conversations/";
  private static final Map<String, String> SETTINGS =
      Map.of("LUMEN_AUTH", "dev", "LUMEN_LIMITS", "off", "LUMEN_WORKERS", "1");
  private static RunningServer first;
  private static RunningServer second;
  private static Api here;
  private static Api there;
  private String call;

  @BeforeAll
  static void start() {
    first = RunningServer.with(SETTINGS);
    second = first.beside(SETTINGS);
    here = first.api();
    there = second.api();
  }

  @AfterAll
  static void stop() {
    second.close();
    first.close();
  }

  /** By now this node goes by what it knows. */
  @BeforeEach
  void known() {
    call = here.newConversation("Call");
    for (int i = 0; i < 4; i++) {
      assertThat(say(here, "um so so hello").status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("C-02: has learnt what was said there")
  void turns() {
    assertThat(there.say(call, "Lumen", "Who buys the Kestrova licences?").status()).isEqualTo(200);
    assertThat(say(here, "we buy it from casterova").text("cleaned_text"))
        .isEqualTo("We buy it from Kestrova");
    assertThat(here.turnNumbers(call)).isEqualTo(IntStream.rangeClosed(1, 6).boxed().toList());
  }

  @Test
  @DisplayName("C-03: is cleaned by its new settings")
  void settings() {
    Map<String, Object> settings = Map.of("default_cleaning_level", "none");
    there.patch(PATH + call, Map.of("metadata", Map.of("processing_settings", settings)));
    assertThat(say(here, "um so so hello").text("cleaned_text")).isEqualTo("um so so hello");
  }

  @Test
  @DisplayName("H-11, H-12: waits while it is paused, and goes on when it is resumed")
  void paused() {
    assertThat(there.post(PATH + call + "/pause", Map.of()).status()).isEqualTo(200);
    assertThat(say(here, "um so so hello").text("status")).isEqualTo("queued");
    assertThat(there.post(PATH + call + "/resume", Map.of()).status()).isEqualTo(200);
    assertThat(say(here, "um so so hello").text("status")).isEqualTo("processed");
    assertThat(here.turnNumbers(call)).isEqualTo(IntStream.rangeClosed(1, 6).boxed().toList());
  }

  @Test
  @DisplayName("H-07: takes no turn once it is deleted")
  void deleted() {
    assertThat(there.delete(PATH + call).status()).isEqualTo(200);
    assertThat(say(here, "um so so hello").status()).isEqualTo(404);
  }

  @Test
  @DisplayName("Q-01, D-07: has each turn once, in order, whoever stores how many at the same time")
  void atTheSameTime() {
    int each = 40;
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> statuses = new ArrayList<>();
      for (int i = 0; i < each; i++) {
        Api node = i % 8 == 0 ? there : here;
        String text = "um this is number " + i;
        statuses.add(callers.submit(() -> say(node, text).status()));
        statuses.add(callers.submit(() -> node.say(call, "Lumen", text).status()));
      }
      assertThat(statuses).allSatisfy(it -> assertThat(it.get()).isEqualTo(200));
    }
    assertThat(there.turnNumbers(call))
        .isEqualTo(IntStream.rangeClosed(1, 4 + 2 * each).boxed().toList());
    assertThat(Recount.wrong(first.database().database())).isEmpty();
  }

  private Api.Reply say(Api node, String text) {
    return node.say(call, "User", text);
  }
}
