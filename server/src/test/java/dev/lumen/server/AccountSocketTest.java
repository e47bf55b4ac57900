package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.realtime.SocketClient;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("W-01: one socket for several conversations, or all of an account")
class AccountSocketTest {

  private static SocketClient socket(Api api, String token) {
    return SocketClient.connect(
        URI.create(
            "ws"
                + api.base().toString().substring(4)
                + "/ws"
                + (token.isEmpty() ? "" : "?token=" + token)));
  }

  @Test
  @DisplayName("everything of one's own, new conversations included, and nothing of others")
  void an_account() {
    try (RunningServer server = RunningServer.secured()) {
      Api ada = server.asUser("ada@example.org");
      Api bob = server.asUser("bob@example.org");
      String old = ada.newConversation("Old");
      bob.newConversation("Of another");
      String token =
          server
              .api()
              .post(
                  "/api/v1/auth/login",
                  Map.of("email", "ada@example.org", "password", RunningServer.ADMIN_PASSWORD))
              .text("access_token");
      SocketClient socket = socket(server.api(), token);
      assertThat(socket.next("hello").at("/payload/epoch").asText()).isNotEmpty();
      socket.send("{\"type\":\"subscribe\",\"conversation_id\":\"*\",\"ref\":\"1\"}");
      assertThat(socket.next("account").at("/payload/conversations").asInt()).isEqualTo(1);
      assertThat(socket.next("subscribed").path("conversation_id").asText()).isEqualTo(old);
      ada.say(old, "Lumen", "In the old one.");
      assertThat(socket.await("turn:processed").path("conversation_id").asText()).isEqualTo(old);

      String others = bob.newConversation("Another of another");
      bob.say(others, "Lumen", "Not for Ada.");
      String fresh = ada.newConversation("New");
      ada.say(fresh, "Lumen", "In the new one.");
      JsonNode turn = socket.await("turn:processed");
      assertThat(turn.path("conversation_id").asText()).isEqualTo(fresh);
      assertThat(turn.path("seq").asLong()).isEqualTo(1);

      socket.send(
          "{\"type\":\"subscribe\",\"conversation_id\":\"*\",\"after\":{\"" + old + "\":0}}");
      assertThat(socket.await("account").at("/payload/conversations").asInt()).isEqualTo(2);
      assertThat(socket.await("turn:processed").path("seq").asLong()).isEqualTo(1);
      socket.send("{\"type\":\"unsubscribe\",\"conversation_id\":\"*\"}");
      assertThat(socket.await("account").at("/payload/conversations").asInt()).isZero();
      socket.close();
    }
  }

  @Test
  @DisplayName("R-07: it stays when the last conversation is deleted, and is told of the next")
  void the_last_one_deleted() {
    try (RunningServer server = RunningServer.inDevelopment()) {
      Api api = server.api();
      String last = api.newConversation("Last");
      SocketClient socket = socket(api, "");
      socket.next("hello");
      socket.send("{\"type\":\"subscribe\",\"conversation_id\":\"*\"}");
      socket.await("subscribed");

      api.delete("/api/v1/conversations/" + last);
      assertThat(socket.await("conversation:deleted").path("conversation_id").asText())
          .isEqualTo(last);
      String next = api.newConversation("Next");
      assertThat(socket.await("subscribed").path("conversation_id").asText()).isEqualTo(next);
      socket.close();
    }
  }

  @Test
  @DisplayName("S-06: a token with fewer rights ends what it may not see, and nothing else")
  void a_narrower_token() {
    try (RunningServer server = RunningServer.secured()) {
      Api admin = server.asAdministrator();
      Api bob = server.asUser("bob@example.org");
      String own = admin.newConversation("Own");
      String others = bob.newConversation("Of another");
      String key =
          admin
              .post("/api/v1/account/keys", Map.of("name", "reader", "scope", "read"))
              .text("text");
      String authenticate = "{\"type\":\"authenticate\",\"token\":\"" + key + "\"}";
      SocketClient both = socket(admin, Objects.requireNonNull(admin.token()));
      for (String conversation : List.of(own, others)) {
        both.send("{\"type\":\"subscribe\",\"conversation_id\":\"" + conversation + "\"}");
        both.await("subscribed");
      }
      SocketClient one =
          SocketClient.connect(
              URI.create(
                  "ws"
                      + admin.base().toString().substring(4)
                      + "/ws/conversations/"
                      + others
                      + "?token="
                      + admin.token()));
      one.await("hello");

      both.send(authenticate);
      both.await("authenticated");
      assertThat(both.await("unsubscribed").at("/payload/conversation_id").asText())
          .isEqualTo(others);
      bob.say(others, "Lumen", "Not for this key.");
      admin.say(own, "Lumen", "For this key.");
      assertThat(both.await("turn:processed").path("conversation_id").asText()).isEqualTo(own);
      one.send(authenticate);
      assertThat(one.closeCode()).isEqualTo(4004);
      both.close();
    }
  }

  @Test
  @DisplayName("V-12, M-10: measurements come to everyone by themselves")
  void measurements() {
    try (RunningServer server = RunningServer.inDevelopment()) {
      Api api = server.api();
      SocketClient socket =
          SocketClient.connect(URI.create("ws" + api.base().toString().substring(4) + "/ws"));
      JsonNode metrics = socket.await("metrics").path("payload");
      assertThat(metrics.path("subscribers").asInt()).isEqualTo(1);
      assertThat(metrics.path("feed_connected").asBoolean()).isTrue();
      assertThat(metrics.path("feed_lag_ms").isNumber()).isTrue();
      socket.close();
    }
  }
}
