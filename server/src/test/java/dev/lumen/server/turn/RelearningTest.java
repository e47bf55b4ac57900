package dev.lumen.server.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import dev.lumen.server.queue.TurnStatuses;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("What another node has learnt")
@Timeout(180)
class RelearningTest {
  private static final String PATH = "/api/v1/conversations/";
  private static final Map<String, String> SETTINGS =
      Map.of("LUMEN_AUTH", "dev", "LUMEN_LIMITS", "off", "LUMEN_WORKERS", "1");
  private static final int CALLS = 24;

  @Test
  @DisplayName("C-02, P-84: is learnt from the store without a question for each conversation")
  void withoutAQuestionForEach() {
    try (RunningServer first = RunningServer.with(SETTINGS);
        RunningServer second = first.beside(SETTINGS)) {
      Api api = first.api();
      Api other = second.api();
      List<String> calls =
          IntStream.range(0, CALLS).mapToObj(i -> api.newConversation("Call " + i)).toList();
      calls.forEach(call -> api.say(call, "Lumen", "We spoke of Kestrova."));
      List.of(api, other).forEach(node -> node.post(PATH + "queue/stop", Map.of()));
      for (String call : calls) {
        other.post(
            PATH + call + "/turns/realtime",
            Map.of("speaker", "User", "raw_text", "and of casterova"));
      }
      long looks = MemoriesKeptTest.looks(other);
      other.post(PATH + "queue/start", Map.of());
      for (String call : calls) {
        TurnStatuses.await(api, call, "processed", "processed");
        JsonNode turns = api.get(PATH + call + "/turns").at("turns");
        assertThat(turns.get(1).path("cleaned_text").asText()).contains("Kestrova");
      }
      assertThat(MemoriesKeptTest.looks(other)).isEqualTo(looks);
    }
  }
}
