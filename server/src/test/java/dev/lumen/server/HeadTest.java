package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Api.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks by load balancers, monitors and {@code curl -I}. */
@DisplayName("H-21, H-22: HEAD is answered as GET, without the body")
class HeadTest {
  private static RunningServer server;
  private static Api admin;
  private static String conversation = "";
  private static String turn = "";

  @BeforeAll
  static void start() {
    server = RunningServer.with(Map.of("LUMEN_LIMITS", "off"));
    admin = server.asAdministrator();
    conversation = admin.newConversation("Looked at from outside");
    turn = admin.say(conversation, "Lumen", "Grüße aus Zürich 🚀").text("turn_id");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Reply head(Api api, String path, Map<String, String> headers) {
    return api.send("HEAD", path, null, headers);
  }

  private static String path(String route) {
    return route
        .substring("get ".length())
        .replaceFirst("\\{id}", conversation)
        .replaceAll("\\{turn_?[iI]d}", turn)
        .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
  }

  @Test
  @DisplayName("on every route of the server, by its own table")
  void every_route() {
    List<String> different = new ArrayList<>();
    for (String route : server.server().routes()) {
      if (route.startsWith("get ")) {
        Reply get = admin.get(path(route));
        Reply head = head(admin, path(route), Map.of());
        boolean alike =
            head.status() == get.status()
                && head.response().body().isEmpty()
                && head.header("content-type").equals(get.header("content-type"));
        if (!alike) {
          different.add(route + " answered " + head.status());
        }
      }
    }
    assertThat(different).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/turns", "/nothing"})
  @DisplayName("H-06, H-09: it tells the length that the body has, and what is not there is 404")
  void length(String rest) {
    String path =
        rest.equals("/")
            ? "/api/v1/conversations/"
            : "/api/v1/conversations/" + conversation + rest;
    Reply get = admin.get(path);
    Reply head = head(admin, path, Map.of());
    assertThat(head.status()).isEqualTo(get.status());
    if (get.status() == 200) {
      assertThat(head.header("content-length")).isEqualTo(get.header("content-length"));
    }
  }

  @Test
  @DisplayName("the page, its files that have not changed, and addresses it does not know")
  void the_page() {
    Reply page = admin.as(null).get("/");
    Reply head = head(admin.as(null), "/", Map.of());
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.response().body()).isEmpty();
    assertThat(head.header("content-length")).isEqualTo(page.header("content-length"));
    assertThat(head(admin, "/nothing/here", Map.of()).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("AUTH_001: refused like GET; X-15: the error's body stays away too")
  void refused() {
    Reply reply = head(admin.as(null), "/api/v1/conversations", Map.of());
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("www-authenticate")).isEqualTo("Bearer");
    assertThat(reply.response().body()).isEmpty();
    assertThat(Integer.parseInt(reply.header("content-length"))).isPositive();
  }

  @Test
  @DisplayName("a stream of events is not begun")
  void no_stream() {
    Reply reply =
        head(
            admin,
            "/api/v1/conversations/" + conversation + "/events",
            Map.of("accept", "text/event-stream"));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("content-type")).startsWith("text/event-stream");
  }

  @Test
  @DisplayName("VAL_001: where there is no GET it is 405, and where there is, Allow names it")
  void allowed() {
    Reply none = head(admin, "/api/v1/auth/login", Map.of());
    assertThat(none.status()).isEqualTo(405);
    assertThat(none.header("allow")).isEqualTo("POST");
    assertThat(admin.send("PUT", "/api/v1/conversations", "{}", Map.of()).header("allow"))
        .isEqualTo("GET, HEAD, POST");
  }

  @Test
  @DisplayName(
      "a key that may only read may ask, and nothing is counted as an operation of its own")
  void keys_and_measures() {
    String key =
        admin.post("/api/v1/account/keys", Map.of("name", "monitor", "scope", "read")).text("text");
    assertThat(head(admin.as(key), "/api/v1/conversations", Map.of()).status()).isEqualTo(200);
    assertThat(admin.get("/api/v1/performance").response().body())
        .contains("api.conversation.list")
        .doesNotContain(".head");
  }
}
