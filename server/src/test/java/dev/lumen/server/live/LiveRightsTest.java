package dev.lumen.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S-05, X-04, X-17: who may say what over the live socket, and how much")
class LiveRightsTest {
  private static RunningServer server;
  private Api api = new Api(java.net.URI.create("http://localhost"), null);
  private String conversation = "";
  private static int users;

  @BeforeAll
  static void start() {
    server = RunningServer.with(Map.of("LUMEN_LIMITS", "strict"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void aConversation() {
    api = server.asUser("speaker" + ++users + "@example.org");
    conversation = api.newConversation("Spoken");
  }

  private Api.Reply key(String scope) {
    return api.post("/api/v1/account/keys", Map.of("name", "a program", "scope", scope));
  }

  private LiveClient connect(String token) {
    LiveClient client = LiveClient.connect(server, conversation, "?token=" + token);
    client.await("state_update");
    return client;
  }

  private static Map<String, Object> words(String turn) {
    return Map.of("turn", turn, "final_transcript", "we need leads " + turn, "respond", false);
  }

  private int stored() {
    return api.get("/api/v1/conversations/" + conversation + "/turns").at("total").asInt();
  }

  @Test
  @DisplayName("AUTH_003: with a key that may read one listens, and says nothing")
  void keys_that_may_read() {
    LiveClient client = connect(key("read").text("text"));
    for (Map.Entry<String, Map<String, Object>> message :
        List.of(
            Map.entry("transcript_update", words("a")),
            Map.entry("text_input", Map.<String, Object>of("content", "hello there")),
            Map.entry("transcript_update", Map.<String, Object>of("interim_transcript", "we")),
            Map.entry("speech_event", Map.<String, Object>of("event_type", "speech_started")),
            Map.entry("state_change_request", Map.<String, Object>of("state", "listening")),
            Map.entry("end", Map.<String, Object>of()))) {
      client.say(message.getKey(), message.getValue());
      JsonNode error = client.await("error").path("payload");
      assertThat(error.path("error_type").asText()).isEqualTo("forbidden");
      assertThat(error.path("code").asText()).isEqualTo("AUTH_003");
    }
    assertThat(stored()).isZero();
    assertThat(api.get("/api/conversations/" + conversation + "/state").text("current_state"))
        .isEqualTo("idle");
    api.say(conversation, "User", "we sell tea");
    client.awaitTurn("we sell tea");
    client.close();
  }

  @Test
  @DisplayName("AUTH_003: nor is anything broadcast to clients of Supabase with it")
  void broadcasts() {
    Map<String, Object> message = Map.of("topic", "lobby", "event", "e", "payload", Map.of());
    Map<String, Object> body = Map.of("messages", List.of(message));
    String path = "/realtime/v1/api/broadcast";
    Api.Reply refused = api.as(key("read").text("text")).post(path, body);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("error.code")).isEqualTo("AUTH_003");
    assertThat(api.as(key("write").text("text")).post(path, body).status()).isEqualTo(202);
  }

  @Test
  @DisplayName("V-17: the eleventh turn of a minute is refused by name, with the time to wait")
  void limits() {
    LiveClient client = connect(String.valueOf(api.token()));
    for (int i = 1; i <= 11; i++) {
      client.say("transcript_update", words("t" + i));
    }
    JsonNode error = client.await("error").path("payload");
    assertThat(error.path("error_type").asText()).isEqualTo("rate_limited");
    assertThat(error.path("code").asText()).isEqualTo("SYS_003");
    assertThat(error.path("turn").asText()).isEqualTo("t11");
    assertThat(error.path("retry_after").asDouble()).isBetween(0.001, 60.0);
    assertThat(stored()).isEqualTo(10);
    assertThat(api.say(conversation, "User", "more").status()).isEqualTo(429);
    client.close();
  }

  @Test
  @DisplayName("X-17: whoever signed out says nothing more, and is let go at the first word")
  void signed_out() {
    LiveClient client = connect(String.valueOf(api.token()));
    client.await("connection_status");
    assertThat(api.post("/api/v1/auth/logout").status()).isEqualTo(200);
    client.say("transcript_update", words("a"));
    assertThat(client.closeCode()).isEqualTo(4001);
    Api boss = server.asAdministrator();
    assertThat(boss.get("/api/v1/conversations/" + conversation + "/turns").at("total").asInt())
        .isZero();
  }

  @Test
  @DisplayName("V-19: a newer token is answered, as on the native socket, and counts as it is")
  void newer_tokens() {
    LiveClient client = connect(String.valueOf(api.token()));
    client.say("authenticate", Map.of("token", key("read").text("text")));
    assertThat(client.await("authenticated").path("payload").path("user_id").asText()).isNotEmpty();
    client.say("transcript_update", words("a"));
    assertThat(client.await("error").path("payload").path("error_type").asText())
        .isEqualTo("forbidden");
    client.say("authenticate", Map.of("token", key("write").text("text")));
    client.await("authenticated");
    client.say("transcript_update", words("a"));
    client.awaitTurn("we need leads a");
    client.close();
  }
}
