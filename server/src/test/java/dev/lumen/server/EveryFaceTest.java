package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.account.Account;
import dev.lumen.server.realtime.SocketClient;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link EveryDoorTest} is for routes, for whatever tells of changes as they happen. */
@DisplayName("X-19, W-01, W-02, W-03: every socket, stream and export, tried by those who may not")
class EveryFaceTest {
  private static final String SECRET = "the secret of this test, 32 bytes and more";
  private static final String TOLD = "the plum garden of Wilhelmina";
  private static final List<String> ONE_CONVERSATION =
      List.of("/ws/conversations/", "/api/ws/conversations/");
  private static final List<String> UNAUTHORISED = List.of("expired", "disabled", "forger");

  private static final Map<String, String> TOKENS = new LinkedHashMap<>();
  private static RunningServer server;
  private static Api owner;
  private static String conversation = "";

  @BeforeAll
  static void start() {
    server = RunningServer.with(Map.of("LUMEN_LIMITS", "off", "LUMEN_JWT_SECRET", SECRET));
    owner = server.asUser("owner@example.org");
    conversation = owner.newConversation(TOLD);
    owner.say(conversation, "Lumen", TOLD);
    TOKENS.put("stranger", String.valueOf(server.asUser("stranger@example.org").token()));
    TOKENS.put(
        "expired", tokenOf(account("owner@example.org").id(), Instant.now().minusSeconds(1)));
    server.asUser("disabled@example.org");
    UUID disabled = account("disabled@example.org").id();
    server.server().accounts().setActive(disabled, false);
    TOKENS.put("disabled", tokenOf(disabled, Instant.now().plusSeconds(600)));
    TOKENS.put("forger", "made.up.token");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Account account(String email) {
    return server.server().accounts().byEmail(email).orElseThrow();
  }

  private static String tokenOf(UUID user, Instant end) {
    return ForeignTokens.signed(SECRET, user, end);
  }

  private static String token(String who) {
    return TOKENS.getOrDefault(who, "");
  }

  private static List<String> unauthorised() {
    return UNAUTHORISED;
  }

  private static SocketClient open(String path, String token) {
    String query = token.isEmpty() ? "" : (path.contains("?") ? "&" : "?") + "token=" + token;
    return SocketClient.connect(
        URI.create(server.server().address().toString().replaceFirst("http", "ws") + path + query));
  }

  @Test
  @DisplayName("the owner hears of a turn on each face, so the others could")
  void the_owner() {
    String token = String.valueOf(owner.token());
    for (String path : ONE_CONVERSATION) {
      SocketClient socket = open(path + conversation + "?after=0", token);
      assertThat(heardOf(socket)).as(path).isTrue();
      socket.close();
    }
    SocketClient all = open("/ws", token);
    all.send("{\"type\":\"subscribe\",\"conversation_id\":\"*\",\"after\":{}}");
    assertThat(heardOf(all)).isTrue();
    all.close();
    assertThat(events(token, "application/json").response().body()).contains(TOLD);
    assertThat(joined(token, "\"postgres_changes\":[]", true)).isEqualTo("ok");
  }

  private static boolean heardOf(SocketClient socket) {
    JsonNode frame = socket.next();
    while (!frame.toString().contains(TOLD)) {
      frame = socket.next();
    }
    return true;
  }

  @Test
  @DisplayName("a stranger is told that there is no such conversation, and hears nothing")
  void a_stranger() {
    String token = token("stranger");
    assertThat(open("/ws/conversations/" + conversation, token).closeCode()).isEqualTo(4004);
    assertThat(open("/api/ws/conversations/" + conversation, token).closeCode()).isEqualTo(1008);
    assertThat(events(token, "text/event-stream").status()).isEqualTo(404);
    assertThat(events(token, "application/json").status()).isEqualTo(404);
    assertThat(joined(token, "\"postgres_changes\":[]", true)).isEqualTo("error");
    assertThat(joined(token, "\"postgres_changes\":[]", false)).isEqualTo("error");
  }

  @Test
  @DisplayName("a stranger who listens to everything hears of their own alone")
  void a_stranger_who_listens() {
    SocketClient all = open("/ws", token("stranger"));
    all.next("hello");
    all.send("{\"type\":\"subscribe\",\"conversation_id\":\"*\",\"after\":{}}");
    all.await("account");
    all.send("{\"type\":\"subscribe\",\"conversation_id\":\"" + conversation + "\"}");
    assertThat(all.await("error").at("/payload/code").asText()).isEqualTo("not_found");
    SocketClient rows = open("/realtime/v1/websocket?apikey=k&vsn=2.0.0", "");
    rows.send(
        join(
            "realtime:everything",
            token("stranger"),
            false,
            "\"postgres_changes\":[{\"event\":\"*\",\"schema\":\"public\",\"table\":\"turns\",\"filter\":\"conversation_id=eq."
                + conversation
                + "\"},{\"event\":\"*\",\"schema\":\"public\",\"table\":\"turns\"}]"));
    assertThat(rows.next().at("/4/status").asText()).isEqualTo("ok");

    owner.say(conversation, "Lumen", TOLD + " again");
    Api stranger = server.api().as(token("stranger"));
    stranger.say(stranger.newConversation("Mine"), "Lumen", "The end of the test.");

    assertNothingTold(all);
    assertNothingTold(rows);
  }

  /** The owner's turn was before the stranger's own: had it been told, it would be heard first. */
  private static void assertNothingTold(SocketClient socket) {
    JsonNode frame = socket.next();
    while (!frame.toString().contains("The end of the test.")) {
      assertThat(frame.toString()).doesNotContain(TOLD, conversation);
      frame = socket.next();
    }
    socket.close();
  }

  @ParameterizedTest
  @MethodSource("unauthorised")
  @DisplayName("whoever has no good token is let in nowhere")
  void without_a_good_token(String who) {
    String token = token(who);
    for (String path : ONE_CONVERSATION) {
      assertThat(open(path + conversation, token).closeCode()).as(path).isEqualTo(4001);
    }
    assertThat(open("/ws", token).closeCode()).isEqualTo(4001);
    assertThat(events(token, "text/event-stream").status()).isEqualTo(401);
    assertThat(events(token, "application/json").status()).isEqualTo(401);
    assertThat(joined(token, "\"postgres_changes\":[]", false)).isEqualTo("error");
  }

  @Test
  @DisplayName("nobody is closed after ten seconds, and answered 401 at once")
  void nobody() {
    List<SocketClient> sockets =
        List.of(
            open("/ws", ""),
            open("/ws/conversations/" + conversation, ""),
            open("/api/ws/conversations/" + conversation, ""));
    assertThat(events("", "text/event-stream").status()).isEqualTo(401);
    assertThat(events("", "application/json").status()).isEqualTo(401);
    assertThat(joined("", "\"postgres_changes\":[]", false)).isEqualTo("error");
    assertThat(sockets).allSatisfy(it -> assertThat(it.closeCode()).isEqualTo(4001));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/turns?transcripts=true&limit=100", "/analytics", "/context", "/status"})
  @DisplayName("nothing of a conversation is exported, analysed or told to those who may not")
  void what_is_read(String path) {
    String address = "/api/v1/conversations/" + conversation + path;
    assertThat(owner.get(address).status()).isEqualTo(200);
    TOKENS.forEach(
        (who, token) -> {
          Reply reply = server.api().as(token).get(address);
          assertThat(reply.status()).as(who).isEqualTo(who.equals("stranger") ? 404 : 401);
        });
    assertThat(server.api().get(address).status()).isEqualTo(401);
    assertThat(server.api().as(token("stranger")).get("/api/v1/analytics").response().body())
        .doesNotContain(conversation, TOLD);
  }

  private static Reply events(String token, String accept) {
    Map<String, String> headers = new HashMap<>(Map.of("accept", accept));
    String address = "/api/v1/conversations/" + conversation + "/events?after=0";
    return server.api().as(token.isEmpty() ? null : token).send("GET", address, null, headers);
  }

  private static String join(String topic, String token, boolean personal, String bindings) {
    return "[\"1\",\"1\",\"%s\",\"phx_join\",{\"config\":{%s,\"private\":%s},\"access_token\":\"%s\"}]"
        .formatted(topic, bindings, personal, token);
  }

  /** The status of the answer to a join of the conversation's channel. */
  private static String joined(String token, String bindings, boolean personal) {
    SocketClient socket = open("/realtime/v1/websocket?apikey=k&vsn=2.0.0", "");
    socket.send(join("realtime:conversation:" + conversation, token, personal, bindings));
    JsonNode reply = socket.next();
    socket.close();
    return reply.at("/4/status").asText();
  }
}
