package dev.lumen.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import dev.lumen.server.api.Json;
import dev.lumen.server.redis.RedisProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Several nodes over one database")
class SeveralNodesTest {
  private static final String PATH = "/api/v1/conversations/";
  private static final int TURNS = 15;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName(
      "Q-01, Q-04, X-08: one goes and one joins; each turn is done once, in order, and told everywhere")
  void oneGoesAndOneJoins(boolean withRedis) {
    try (RedisProcess redis = RedisProcess.start()) {
      Map<String, String> settings =
          new HashMap<>(Map.of("LUMEN_AUTH", "dev", "LUMEN_LIMITS", "off"));
      if (withRedis) {
        settings.put("LUMEN_REDIS_URL", redis.url());
      }
      try (RunningServer first = RunningServer.with(settings)) {
        List<String> calls =
            IntStream.range(0, 4).mapToObj(i -> first.api().newConversation("Call " + i)).toList();
        Ears ears = Ears.of(first, calls.getFirst());
        Ears elsewhere;
        try (RunningServer second = first.beside(settings)) {
          elsewhere = Ears.of(second, calls.getFirst());
          talk(List.of(first.api(), second.api()), calls);
          elsewhere.await(1);
        }
        try (RunningServer third = first.beside(settings)) {
          talk(List.of(third.api(), first.api()), calls);
          Ears late = Ears.of(third, calls.getFirst());
          calls.forEach(call -> awaitProcessed(third.api(), call));
          long last = late.lastSeq();
          ears.await(last);
          assertThat(ears.seqs()).startsWith(upTo(last));
          late.await(last);
          assertThat(late.seqs()).startsWith(upTo(last));
          assertThat(elsewhere.seqs()).isEqualTo(List.of(upTo(elsewhere.seqs().size())));
        }
      }
    }
  }

  private static Long[] upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toArray(Long[]::new);
  }

  private static void talk(List<Api> nodes, List<String> calls) {
    for (int turn = 0; turn < TURNS; turn++) {
      for (String call : calls) {
        nodes
            .get(turn % nodes.size())
            .post(
                PATH + call + "/turns/realtime",
                Map.of("speaker", "User", "raw_text", "turn " + turn));
      }
    }
  }

  private static void awaitProcessed(Api api, String call) {
    List<String> statuses = new ArrayList<>();
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    do {
      statuses.clear();
      api.get(PATH + call + "/turns")
          .at("turns")
          .forEach(turn -> statuses.add(turn.path("status").asText()));
      LockSupport.parkNanos(20_000_000);
    } while (statuses.contains("queued") && System.nanoTime() < deadline);
    assertThat(statuses).hasSize(2 * TURNS).containsOnly("processed");
    JsonNode turns = api.get(PATH + call + "/turns").at("turns");
    assertThat(turns)
        .extracting(turn -> turn.path("raw_text").asText())
        .isEqualTo(IntStream.range(0, 2 * TURNS).mapToObj(i -> "turn " + i % TURNS).toList());
  }

  /** A socket that follows a conversation from its beginning. */
  private static final class Ears implements WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();

    static Ears of(RunningServer node, String conversation) {
      Ears ears = new Ears();
      URI http = node.server().address();
      URI address =
          URI.create(
              "ws://%s:%d/ws/conversations/%s?after=0"
                  .formatted(http.getHost(), http.getPort(), conversation));
      HTTP.newWebSocketBuilder().buildAsync(address, ears).join();
      return ears;
    }

    List<Long> seqs() {
      return frames.stream()
          .filter(frame -> frame.path("seq").isNumber())
          .map(frame -> frame.path("seq").asLong())
          .toList();
    }

    /** The number of the last event when the socket was opened. */
    long lastSeq() {
      awaitThat(() -> !frames.isEmpty());
      return frames.getFirst().at("/payload/last_seq").asLong();
    }

    void await(long seq) {
      awaitThat(() -> seqs().contains(seq));
      assertThat(seqs()).contains(seq);
    }

    private static void awaitThat(java.util.function.BooleanSupplier wanted) {
      long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (!wanted.getAsBoolean() && System.nanoTime() < deadline) {
        LockSupport.parkNanos(5_000_000);
      }
    }

    @Override
    public void onOpen(WebSocket socket) {
      socket.request(Long.MAX_VALUE);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        frames.add(Json.tree(part.toString()));
        part.setLength(0);
      }
      return null;
    }
  }
}
