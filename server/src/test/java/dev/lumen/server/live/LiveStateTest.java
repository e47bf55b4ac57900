package dev.lumen.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("V-20, X-12, H-23, H-24: the states of a spoken conversation")
class LiveStateTest {
  private static final Path PAGE = Path.of("..", "docs", "protocol", "live.md");
  private static RunningServer server;
  private static Api api;

  @BeforeAll
  static void start() {
    server = RunningServer.inDevelopment();
    api = server.api();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Reply move(String conversation, String state) {
    return api.post("/api/conversations/" + conversation + "/state", Map.of("state", state));
  }

  private static String state(String conversation) {
    return api.get("/api/conversations/" + conversation + "/state").text("current_state");
  }

  /** The shortest way from idle to each state. */
  private static Map<LiveState, List<LiveState>> ways() {
    Map<LiveState, List<LiveState>> ways = new EnumMap<>(LiveState.class);
    ways.put(LiveState.IDLE, List.of());
    ArrayDeque<LiveState> next = new ArrayDeque<>(List.of(LiveState.IDLE));
    while (!next.isEmpty()) {
      LiveState at = next.remove();
      for (LiveState to : at.next()) {
        if (!ways.containsKey(to)) {
          List<LiveState> way = new ArrayList<>(ways.getOrDefault(at, List.of()));
          way.add(to);
          ways.put(to, way);
          next.add(to);
        }
      }
    }
    return ways;
  }

  @Test
  @DisplayName(
      "every pair: a legal move is made and told, an illegal one answers 409 and changes nothing")
  void every_pair() {
    Map<LiveState, List<LiveState>> ways = ways();
    assertThat(ways).containsOnlyKeys(LiveState.values());
    for (LiveState from : LiveState.values()) {
      for (LiveState to : LiveState.values()) {
        String conversation = api.newConversation("States");
        ways.getOrDefault(from, List.of())
            .forEach(
                step -> assertThat(move(conversation, step.wireName()).status()).isEqualTo(200));
        Reply reply = move(conversation, to.name());
        boolean legal = from == to || from.next().contains(to);
        assertThat(reply.status()).as("%s to %s", from, to).isEqualTo(legal ? 200 : 409);
        assertThat(state(conversation)).isEqualTo((legal ? to : from).wireName());
        if (!legal) {
          assertThat(reply.text("error.details.current_state")).isEqualTo(from.wireName());
          assertThat(reply.at("error.details.allowed_states")).hasSize(from.next().size());
        }
      }
    }
  }

  @Test
  @DisplayName(
      "what the earlier systems allow is allowed: barge-in, idle to error, ending from anywhere")
  void what_the_readings_ask_for() {
    assertThat(LiveState.SPEAKING.next()).contains(LiveState.LISTENING);
    assertThat(LiveState.LISTENING.next()).contains(LiveState.PROCESSING);
    assertThat(LiveState.PROCESSING.next()).contains(LiveState.LISTENING);
    assertThat(LiveState.WAITING_FOR_USER.next()).contains(LiveState.PROCESSING);
    for (LiveState any : Set.of(LiveState.IDLE, LiveState.LISTENING, LiveState.SPEAKING)) {
      assertThat(any.next()).contains(LiveState.ERROR, LiveState.ENDED);
    }
    assertThat(LiveState.ENDED.next()).isEmpty();
  }

  @Test
  @DisplayName(
      "of twenty who move at once each sees the move before: the events tell one way through the table")
  void concurrent_moves() throws Exception {
    String conversation = api.newConversation("Race");
    List<String> wanted = List.of("listening", "processing", "speaking", "waiting_for_user");
    try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String state = wanted.get(i % wanted.size());
        answers.add(all.submit(() -> move(conversation, state).status()));
      }
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isIn(200, 409);
      }
    }
    String at = "idle";
    for (var event :
        api.get("/api/v1/conversations/" + conversation + "/events?after=0&limit=200")
            .at("events")) {
      if (event.path("type").asText().equals("state_update")) {
        String from = event.path("payload").path("previous_state").asText();
        String to = event.path("payload").path("current_state").asText();
        assertThat(from).isEqualTo(at);
        assertThat(LiveState.of(from).orElseThrow().mayBecome(LiveState.of(to).orElseThrow()))
            .isTrue();
        at = to;
      }
    }
    assertThat(state(conversation)).isEqualTo(at).isNotEqualTo("idle");
  }

  @Test
  @DisplayName("VAL_002, VAL_003, PROC_001: faulty wishes are refused before anything is looked at")
  void faulty_wishes() {
    String conversation = api.newConversation("Faulty");
    String path = "/api/conversations/" + conversation + "/state";
    assertThat(api.post(path, Map.of()).text("error.code")).isEqualTo("VAL_002");
    assertThat(api.post(path, Map.of("state", "dancing")).text("error.code")).isEqualTo("VAL_003");
    String unknown = "/api/conversations/550e8400-e29b-41d4-a716-446655449999/state";
    assertThat(api.get(unknown).text("error.code")).isEqualTo("PROC_001");
    assertThat(api.post(unknown, Map.of("state", "listening")).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("the table in docs/protocol/live.md is the one in the code")
  void the_page_has_the_table() throws IOException {
    String page = Files.readString(PAGE);
    for (LiveState state : LiveState.values()) {
      String next =
          new TreeSet<>(state.next())
              .stream().map(it -> "`" + it.wireName() + "`").collect(Collectors.joining(", "));
      assertThat(page)
          .contains("| `" + state.wireName() + "` | " + (next.isEmpty() ? "nothing" : next) + " |");
    }
  }
}
