package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.account.Account;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever route is added is tried here too, for it reads the server's own table. */
@DisplayName("X-19, S-02: every door, tried by a stranger, an old and a disabled user and nobody")
class EveryDoorTest {
  private static final String SECRET = "the secret of this test, 32 bytes and more";
  private static final String SECRET_NAME = "Conversation that only its owner knows";

  /** Routes that anybody may use; everything else asks who it is. */
  private static final Set<String> OPEN =
      Set.of(
          "post /api/v1/auth/login",
          "post /api/v1/auth/link",
          "post /api/v1/auth/refresh",
          "get /health",
          "get /health/live",
          "get /health/ready",
          "get /docs",
          "get /docs/",
          "get /docs/{file}",
          "get /openapi.json",
          "get /openapi.yaml");

  private static RunningServer server;
  private static Api owner;
  private static String conversation = "";
  private static String turn = "";

  @BeforeAll
  static void start() {
    server = RunningServer.with(Map.of("LUMEN_LIMITS", "off", "LUMEN_JWT_SECRET", SECRET));
    owner = server.asUser("owner@example.org");
    conversation = owner.newConversation(SECRET_NAME);
    turn = owner.say(conversation, "User", "we have seventy five employees").text("turn_id");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A good answer to nobody's question: the route with ids of things that exist. */
  private static Reply call(Api api, String route) {
    String method = route.substring(0, route.indexOf(' ')).toUpperCase(java.util.Locale.ROOT);
    String path =
        route
            .substring(route.indexOf(' ') + 1)
            .replaceFirst("\\{id}", conversation)
            .replaceAll("\\{turn_?[iI]d}", turn)
            .replaceAll("\\{(n|number|index)}", "0")
            .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
    boolean hasBody = !method.equals("GET") && !method.equals("DELETE");
    return api.send(
        method,
        path,
        hasBody ? "{}" : null,
        hasBody ? Map.of("content-type", "application/json") : Map.of());
  }

  private static Set<String> closedRoutes() {
    Set<String> routes = new TreeSet<>(server.server().routes());
    routes.removeAll(OPEN);
    assertThat(routes).hasSizeGreaterThan(20);
    return routes;
  }

  private static String tokenOf(UUID user, Instant end) {
    return ForeignTokens.signed(SECRET, user, end);
  }

  private static Account account(String email) {
    return server.server().accounts().byEmail(email).orElseThrow();
  }

  private static String disabledToken() {
    server.asUser("disabled@example.org");
    UUID id = account("disabled@example.org").id();
    server.server().accounts().setActive(id, false);
    return tokenOf(id, Instant.now().plusSeconds(600));
  }

  private static String expiredToken() {
    return tokenOf(account("owner@example.org").id(), Instant.now().minusSeconds(1));
  }

  private static void assertAllRefused(@Nullable String token, String code) {
    List<String> letIn = new ArrayList<>();
    for (String route : closedRoutes()) {
      Reply reply = call(server.api().as(token), route);
      // The faces of Supabase know good tokens and others.
      String expected =
          route.contains("/rest/v1/") || route.contains("/realtime/v1/") ? "AUTH_001" : code;
      if (reply.status() != 401 || !reply.text("error.code").equals(expected)) {
        letIn.add(route + " answered " + reply.status());
      }
      assertThat(reply.response().body()).doesNotContain(SECRET_NAME);
    }
    assertThat(letIn).isEmpty();
    assertThat(owner.get("/api/v1/conversations/" + conversation).text("name"))
        .isEqualTo(SECRET_NAME);
  }

  @Test
  @DisplayName("AUTH_001: nobody")
  void nobody() {
    assertAllRefused(null, "AUTH_001");
  }

  @Test
  @DisplayName("AUTH_001: somebody with a made-up token")
  void a_forger() {
    assertAllRefused("fake-token", "AUTH_001");
  }

  @Test
  @DisplayName("AUTH_001: a user who was disabled")
  void a_disabled_user() {
    assertAllRefused(disabledToken(), "AUTH_001");
  }

  @Test
  @DisplayName("AUTH_002: the owner, too late")
  void an_expired_user() {
    assertAllRefused(expiredToken(), "AUTH_002");
  }

  @Test
  @DisplayName("PROC_001, AUTH_003: a stranger sees and changes nothing of the owner's")
  void a_stranger() {
    Api stranger = server.asUser("stranger@example.org");
    String path = "/api/v1/conversations/" + conversation;
    JsonNode before = owner.get(path + "/turns").json();
    List<String> letIn = new ArrayList<>();
    Set<String> routes = closedRoutes();
    routes.remove("post /api/v1/auth/logout"); // it works, and the stranger would be nobody
    for (String route : routes) {
      Reply reply = call(stranger, route);
      assertThat(reply.response().body()).as(route).doesNotContain(SECRET_NAME, "seventy five");
      // 422: what was sent is looked at before the conversation.
      if (route.contains("conversations/{id}") && !Set.of(404, 422).contains(reply.status())) {
        letIn.add(route + " answered " + reply.status());
      }
      if (route.contains("/users") || route.contains("/audit")) {
        assertThat(reply.text("error.code")).as(route).isEqualTo("AUTH_003");
      }
      assertThat(reply.status()).as(route).isLessThan(500);
    }
    assertThat(letIn).isEmpty();
    assertThat(stranger.get(path).text("error.code")).isEqualTo("PROC_001");
    assertThat(stranger.delete(path).status()).isEqualTo(404);
    assertThat(stranger.say(conversation, "User", "hello there").status()).isEqualTo(404);
    assertThat(stranger.get("/api/v1/conversations").response().body()).doesNotContain(SECRET_NAME);
    assertThat(owner.get(path + "/turns").json()).isEqualTo(before);
  }

  @Test
  @DisplayName("W-01, X-19: the socket lets in the owner alone")
  void the_socket() throws Exception {
    Api stranger = server.asUser("listener@example.org");
    assertThat(closeCode(stranger.token())).isEqualTo(4004);
    assertThat(closeCode(disabledToken())).isEqualTo(4001);
    assertThat(closeCode(expiredToken())).isEqualTo(4001);
    assertThat(closeCode("fake-token")).isEqualTo(4001);
    assertThat(first(owner.token())).contains("hello");
  }

  private static int closeCode(@Nullable String token) throws Exception {
    Ears ears = new Ears();
    open(token, ears);
    return ears.closed.get(60, TimeUnit.SECONDS);
  }

  private static String first(@Nullable String token) throws Exception {
    Ears ears = new Ears();
    WebSocket socket = open(token, ears);
    String text = ears.heard.get(60, TimeUnit.SECONDS);
    socket.abort();
    return text;
  }

  private static WebSocket open(@Nullable String token, Ears ears) {
    URI address =
        URI.create(
            server.server().address().toString().replaceFirst("http", "ws")
                + "/ws/conversations/"
                + conversation);
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .header("Authorization", "Bearer " + token)
        .buildAsync(address, ears)
        .join();
  }

  private static final class Ears implements WebSocket.Listener {
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<String> heard = new CompletableFuture<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      heard.complete(text.toString());
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }
  }
}
