package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Api.Reply;
import dev.lumen.server.realtime.SocketClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Whole answers as a client on the same machine sees them. Medians, since a busy machine delays
 * single calls.
 */
@DisplayName("The server answers in time")
class ResponseTimeTest {
  private static final String PATH = "/api/v1/conversations";
  private static final int WARM_UP = 10;
  private static final int RUNS = 21;

  private static RunningServer server;
  private static Api api;
  private static String call;

  @BeforeAll
  static void start() {
    server = RunningServer.inDevelopment();
    api = server.api();
    call = api.newConversation("Call");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("P-03: a turn of the AI voice in under 50 ms")
  void aTurnOfTheVoice() {
    Promptness.assertWithin(
        Duration.ofMillis(50),
        () -> median(() -> timed(() -> api.say(call, "Lumen", "So you are with us."))));
  }

  @Test
  @DisplayName("P-02, P-50: of which the server itself says that under 10 ms went into the text")
  void theTextOfTheVoice() {
    Promptness.assertWithin(
        Duration.ofMillis(10),
        () ->
            median(
                () -> {
                  Reply reply = api.say(call, "Lumen", "So you are with us.");
                  double millis = reply.at("metadata.processing_time_ms").asDouble(-1);
                  assertThat(millis).isNotNegative();
                  return Math.round(millis * 1e6);
                }));
  }

  @Test
  @DisplayName("P-51, P-52: a user's turn in under 300 ms light and 500 ms full")
  void aTurnOfAUser() {
    Promptness.assertWithin(
        Duration.ofMillis(300), () -> median(() -> timed(() -> forced("light"))));
    Promptness.assertWithin(
        Duration.ofMillis(500), () -> median(() -> timed(() -> forced("full"))));
  }

  @Test
  @DisplayName("P-16, P-56: a turn is queued in under 100 ms, and says itself how long it took")
  void queueingATurn() {
    String id = api.newConversation("Queue");
    Promptness.assertWithin(Duration.ofMillis(100), () -> median(() -> timed(() -> queue(id))));
    assertThat(queue(id).at("queue_time_ms").asDouble(-1)).isNotNegative();
  }

  @Test
  @DisplayName(
      "P-11, X-07: a queued turn is cleaned in under 100 ms, however idle the workers were")
  void fromTheQueueToTheScreen() {
    String id = api.newConversation("Queue");
    SocketClient socket = socket(id);
    socket.await("hello");
    Promptness.assertWithin(
        Duration.ofMillis(100), () -> median(() -> timed(() -> heard(queue(id), socket))));
    socket.close();
  }

  @Test
  @DisplayName("P-14, P-55, P-98: a committed turn is on the socket within 20 ms of the answer")
  void fromTheCommitToTheScreen() {
    String id = api.newConversation("Socket");
    SocketClient socket = socket(id);
    socket.await("hello");
    Promptness.assertWithin(
        Duration.ofMillis(20),
        () ->
            median(
                () -> {
                  Reply reply = api.say(id, "Lumen", "Hello.");
                  return timed(() -> heard(reply, socket));
                }));
    socket.close();
  }

  @Test
  @DisplayName("P-25, P-54: a socket is connected and subscribed in under 50 ms")
  void connectingASocket() {
    List<SocketClient> sockets = new ArrayList<>();
    Promptness.assertWithin(
        Duration.ofMillis(50),
        () ->
            median(
                () ->
                    timed(
                        () -> {
                          sockets.add(socket(call));
                          sockets.getLast().await("hello");
                        })));
    sockets.forEach(SocketClient::close);
  }

  @Test
  @DisplayName("P-47, P-48, P-49, P-57, P-59: conversations, their status and their context")
  void conversations() {
    String one = PATH + "/" + call;
    Promptness.assertWithin(Duration.ofMillis(150), () -> median(() -> timed(() -> api.get(PATH))));
    Promptness.assertWithin(
        Duration.ofMillis(200), () -> median(() -> timed(() -> api.newConversation("Another"))));
    Promptness.assertWithin(
        Duration.ofMillis(50), () -> median(() -> timed(() -> api.get(one + "/status"))));
    Promptness.assertWithin(Duration.ofMillis(100), () -> median(() -> timed(() -> api.get(one))));
    Map<String, String> context = Map.of("shared_context", "Scott of Quick Fit Windows");
    Promptness.assertWithin(
        Duration.ofMillis(100),
        () -> median(() -> timed(() -> api.post(one + "/context", context))));
  }

  @Test
  @DisplayName("P-45, P-46: a session is refreshed and ended in under 100 ms each")
  void sessions() {
    Promptness.assertWithin(
        Duration.ofMillis(100),
        () ->
            median(
                () -> {
                  Map<String, String> token = signedIn();
                  return timed(() -> refreshToken(api.post("/api/v1/auth/refresh", token)));
                }));
    Promptness.assertWithin(
        Duration.ofMillis(100),
        () ->
            median(
                () -> {
                  Map<String, String> token = signedIn();
                  return timed(() -> api.post("/api/v1/auth/logout", token));
                }));
  }

  @Test
  @DisplayName("P-77, P-78: a hundred conversations at once, far more than ten turns a second")
  void aHundredConversations() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      ids.add(api.newConversation("Call " + i));
    }
    api.post(PATH + "/queue/stop");
    ids.forEach(ResponseTimeTest::queue);
    long begin = System.nanoTime();
    api.post(PATH + "/queue/start");
    for (String id : ids) {
      assertThat(api.say(id, "User", "and this").text("status")).isEqualTo("processed");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
  }

  private static Reply forced(String level) {
    return api.post(
        PATH + "/" + call + "/turns",
        Map.of(
            "speaker", "User",
            "raw_text", "um so we we get fifty leads per month and I'm the vector of marketing",
            "force_cleaning_level", level));
  }

  private static Reply queue(String id) {
    return api.post(
        PATH + "/" + id + "/turns/realtime",
        Map.of("speaker", "User", "raw_text", "we get fifty leads per month"));
  }

  private static void heard(Reply sent, SocketClient socket) {
    String heard;
    do {
      heard = socket.await("turn:processed").at("/payload/turn/turn_id").asText();
    } while (!heard.equals(sent.text("turn_id")));
  }

  private static SocketClient socket(String id) {
    URI http = api.base();
    return SocketClient.connect(
        URI.create("ws://%s:%d/ws/conversations/%s".formatted(http.getHost(), http.getPort(), id)));
  }

  private static Map<String, String> administrator() {
    return Map.of("email", RunningServer.ADMIN_EMAIL, "password", RunningServer.ADMIN_PASSWORD);
  }

  private static Map<String, String> signedIn() {
    return refreshToken(api.post("/api/v1/auth/login", administrator()));
  }

  private static Map<String, String> refreshToken(Reply reply) {
    assertThat(reply.status()).isEqualTo(200);
    return Map.of("refresh_token", reply.text("refresh_token"));
  }

  private static long timed(Runnable action) {
    long begin = System.nanoTime();
    action.run();
    return System.nanoTime() - begin;
  }

  private static Duration median(LongSupplier measurement) {
    long[] nanos = new long[RUNS];
    for (int run = -WARM_UP; run < RUNS; run++) {
      nanos[Math.max(run, 0)] = measurement.getAsLong();
    }
    Arrays.sort(nanos);
    return Duration.ofNanos(nanos[RUNS / 2]);
  }
}
