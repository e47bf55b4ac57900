package dev.lumen.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import dev.lumen.server.api.Json;
import dev.lumen.server.database.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("H-04, H-08, H-16: a request that is sent again with its key does once what it does")
class RequestKeyTest {
  private static final String C = "/api/v1/conversations";
  private static final String CALL = "Lumen: Hello there.\nUser: um hello\n";
  private static RunningServer server;
  private static RunningServer other;
  private static Api ada;

  @BeforeAll
  static void start() {
    Map<String, String> settings =
        Map.of("LUMEN_LIMITS", "off", "LUMEN_JWT_SECRET", "0123456789abcdef0123456789abcdef");
    server = RunningServer.with(settings);
    other = server.beside(settings);
    ada = server.asUser("ada@example.com");
  }

  @AfterAll
  static void stop() {
    other.close();
    server.close();
  }

  private static Reply send(Api api, String path, String key, Map<String, ?> body) {
    return api.send(
        "POST",
        path,
        Json.text(body),
        Map.of("content-type", "application/json", "idempotency-key", key));
  }

  private static Reply upload(Api api, String path, String key) {
    return api.send(
        "POST", path, CALL, Map.of("content-type", "text/plain", "idempotency-key", key));
  }

  private static int conversations(Api api) {
    return api.get(C).at("total").asInt();
  }

  @Test
  @DisplayName("a conversation is made once, on whichever node; the answer is the same")
  void conversation() {
    Api grace = server.asUser("grace@example.com");
    Map<String, String> body = Map.of("name", "Once", "description", "d");
    Reply first = send(grace, C, "\"a-key\"", body);
    assertThat(first.header("idempotency-replayed")).isEmpty();
    for (Api node : List.of(grace, new Api(other.api().base(), grace.token()))) {
      Reply again = send(node, C, "a-key", body);
      assertThat(again.status()).isEqualTo(200);
      assertThat(again.json()).isEqualTo(first.json());
      assertThat(again.header("idempotency-replayed")).isEqualTo("true");
    }
    assertThat(conversations(grace)).isEqualTo(1);
    assertThat(send(grace, C, "another", body).text("id")).isNotEqualTo(first.text("id"));
    grace.delete(C + "/" + first.text("id"));
    assertThat(send(grace, C, "a-key", body).status()).as("it is not made anew").isEqualTo(404);
  }

  @Test
  @DisplayName("a key stands for one request: another body or path with it is 422")
  void otherRequest() {
    send(ada, C, "taken", Map.of("name", "One"));
    Reply refused = send(ada, C, "taken", Map.of("name", "Two"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("error.code")).isEqualTo("VAL_003");
    assertThat(refused.text("error.details.errors.0.field")).isEqualTo("Idempotency-Key");
    assertThat(upload(ada, C + "/import", "taken").status()).isEqualTo(422);
    Api bob = server.asUser("bob@example.com");
    assertThat(send(bob, C, "taken", Map.of("name", "Two")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "two words", "\"open"})
  void what_is_no_key_is_refused(String key) {
    Reply refused = send(ada, C, key, Map.of("name", "No key"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("error.code")).isEqualTo("VAL_001");
  }

  @Test
  void a_refused_request_leaves_its_key_free() {
    assertThat(send(ada, C, "mended", Map.of("name", " ")).status()).isEqualTo(422);
    assertThat(send(ada, C, "mended", Map.of("name", "Mended")).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("a transcript is imported once, as a new conversation and into one")
  void imports() {
    Api grace = server.asUser("imports@example.com");
    Reply first = upload(grace, C + "/import?name=Call", "import");
    Reply again = upload(grace, C + "/import?name=Call", "import");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(again.header("idempotency-replayed")).isEqualTo("true");
    assertThat(upload(grace, C + "/import?name=Other", "import").status()).isEqualTo(422);
    assertThat(conversations(grace)).isEqualTo(1);
    String id = first.text("conversation.id");
    upload(grace, C + "/" + id + "/import", "into");
    upload(grace, C + "/" + id + "/import", "into");
    assertThat(grace.turnNumbers(id)).containsExactly(1, 2, 3, 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/turns", "/turns/realtime"})
  @DisplayName("a turn is stored once, on whichever node, and another one with its key is refused")
  void turns(String door) {
    String id = ada.newConversation("Turns");
    Map<String, String> body = Map.of("speaker", "User", "raw_text", "um hello there");
    Reply first = send(ada, C + "/" + id + door, "turn", body);
    Reply again = send(new Api(other.api().base(), ada.token()), C + "/" + id + door, "turn", body);
    assertThat(again.status()).as(again.response().body()).isEqualTo(200);
    assertThat(again.text("turn_id")).isEqualTo(first.text("turn_id"));
    assertThat(again.text("job_id")).isEqualTo(first.text("job_id"));
    assertThat(again.header("idempotency-replayed")).isEqualTo("true");
    assertThat(ada.turnNumbers(id)).containsExactly(1);
    Reply refused =
        send(ada, C + "/" + id + door, "turn", Map.of("speaker", "User", "raw_text", "other"));
    assertThat(refused.status()).isEqualTo(422);
    String second = ada.newConversation("Other turns");
    assertThat(send(ada, C + "/" + second + door, "turn", body).text("turn_id"))
        .isNotEqualTo(first.text("turn_id"));
  }

  @Test
  @DisplayName("H-16: a turn that waits is told where it waits, however often it is sent")
  void waiting() {
    String id = ada.newConversation("Waiting");
    ada.post(C + "/" + id + "/pause");
    ada.say(id, "User", "the one before");
    Map<String, String> body = Map.of("speaker", "User", "raw_text", "um hello there");
    Reply first = send(ada, C + "/" + id + "/turns/realtime", "waits", body);
    Reply again = send(ada, C + "/" + id + "/turns/realtime", "waits", body);
    assertThat(first.at("position").asInt()).isEqualTo(2);
    assertThat(again.at("position")).isEqualTo(first.at("position"));
    assertThat(again.at("job_id")).isEqualTo(first.at("job_id"));
    assertThat(again.at("status")).isEqualTo(first.at("status"));
  }

  @Test
  @DisplayName("H-27: a spoken conversation is made once")
  void spoken() {
    Reply first = send(ada, "/api/v2/conversations", "spoken", Map.of("topic", "Tea"));
    Reply again = send(ada, "/api/v2/conversations", "spoken", Map.of("topic", "Tea"));
    assertThat(again.json()).isEqualTo(first.json());
  }

  @Test
  @DisplayName("of many that come at once one does it; the others are told so, or to wait (409)")
  void atOnce() throws Exception {
    Api grace = server.asUser("crowd@example.com");
    String id = grace.newConversation("Crowd");
    for (String path : List.of(C, C + "/" + id + "/turns", C + "/" + id + "/turns/realtime")) {
      Map<String, String> body = Map.of("name", "n", "speaker", "User", "raw_text", "hello");
      List<Future<Reply>> sent = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 12; i++) {
          Api node = new Api((i % 2 == 0 ? server : other).api().base(), grace.token());
          sent.add(threads.submit(() -> send(node, path, "crowd" + path.hashCode(), body)));
        }
      }
      for (Future<Reply> one : sent) {
        assertThat(one.get().status()).as(path).isIn(200, 409);
      }
    }
    assertThat(conversations(grace)).isEqualTo(2);
    assertThat(grace.turnNumbers(id)).hasSize(2);
  }

  @Test
  @DisplayName("while one is being worked on, another with its key is told to come again (409)")
  void underWay() {
    String user = ada.get("/api/v1/account").text("id");
    Reply refused =
        server
            .database()
            .database()
            .write(
                new Actor.Service(),
                handle -> {
                  handle.execute(
                      "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
                      "request " + user + " busy");
                  return send(ada, C, "busy", Map.of("name", "Busy"));
                });
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.header("retry-after")).isEqualTo("1");
    assertThat(send(ada, C, "busy", Map.of("name", "Busy")).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("a key is kept for a day")
  void aDay() {
    Map<String, String> body = Map.of("name", "Daily");
    String first = send(ada, C, "daily", body).text("id");
    server
        .database()
        .database()
        .write(
            new Actor.Service(),
            handle ->
                handle.execute("UPDATE request_keys SET made_at = made_at - interval '25 hours'"));
    assertThat(send(ada, C, "daily", body).text("id")).isNotEqualTo(first);
  }
}
