package dev.lumen.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("W-01 a socket needs a token and shows only what its viewer may see")
class SignInTest {
  private static RealtimeServer server;

  @BeforeAll
  static void start() {
    server = new RealtimeServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void by_authorization_header() {
    SocketClient client =
        server.track(
            SocketClient.connect(
                server.address(server.conversation(), ""),
                with -> with.header("Authorization", "Bearer valid")));
    client.next("hello");
  }

  @Test
  void by_subprotocol_which_is_confirmed_without_the_token() {
    SocketClient client =
        server.track(
            SocketClient.connect(
                server.address(server.conversation(), ""),
                with -> with.subprotocols("lumen", "bearer.valid")));
    client.next("hello");
    assertThat(client.subprotocol()).isEqualTo("lumen");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?token=valid", "?access_token=valid"})
  void by_query(String query) {
    server.connect(server.conversation(), query).next("hello");
  }

  @Test
  void by_the_first_message() {
    SocketClient client = server.connect(server.conversation(), "");

    client.send("{\"type\":\"subscribe\",\"conversation_id\":\"" + UUID.randomUUID() + "\"}");
    assertThat(client.next("error").path("payload").path("code").asText())
        .isEqualTo("not_signed_in");
    client.send("{\"type\":\"authenticate\",\"ref\":\"1\",\"token\":\"valid\"}");

    assertThat(client.next("authenticated").path("payload").path("user_id").asText())
        .isEqualTo(FakeAccess.SOMEONE.toString());
    client.next("hello");
  }

  @Test
  @DisplayName("S-01: news to everyone is for those who are known")
  void nothing_is_told_before_the_sign_in() {
    SocketClient client = server.connect(server.conversation(), "");
    client.send("{\"type\":\"ping\"}"); // answered once the hub knows of the socket
    client.next("pong");
    server.hub.publishSystem("system:status", "{}");

    client.send("{\"type\":\"authenticate\",\"token\":\"valid\"}");

    client.next("authenticated");
    client.next("hello");
    server.hub.publishSystem("system:status", "{}");
    client.next("system:status");
  }

  @Test
  void a_wrong_token_closes_whichever_way_it_comes() {
    UUID conversation = server.conversation();
    SocketClient byQuery = server.connect(conversation, "?token=wrong");
    SocketClient byMessage = server.connect(conversation, "");
    byMessage.send("{\"type\":\"authenticate\",\"token\":\"wrong\"}");

    assertThat(byQuery.closeCode()).isEqualTo(CloseReason.UNAUTHORISED.code());
    assertThat(byMessage.closeCode()).isEqualTo(CloseReason.UNAUTHORISED.code());
  }

  @Test
  void whoever_does_not_sign_in_within_ten_seconds_is_closed() {
    SocketClient silent = server.connect(server.conversation(), "");

    assertThat(silent.closeCode()).isEqualTo(CloseReason.UNAUTHORISED.code());
  }

  @Test
  void unknown_hidden_and_impossible_conversations_look_the_same() {
    UUID hidden = server.conversation();
    server.access.hidden.add(hidden);
    URI impossible =
        URI.create("ws://127.0.0.1:" + server.port() + "/ws/conversations/no-id?token=valid");

    SocketClient first = server.connect(UUID.randomUUID());
    SocketClient second = server.connect(hidden);
    SocketClient third = server.track(SocketClient.connect(impossible));

    assertThat(first.closeCode()).isEqualTo(CloseReason.NOT_FOUND.code());
    assertThat(second.closeCode()).isEqualTo(CloseReason.NOT_FOUND.code());
    assertThat(third.closeCode()).isEqualTo(CloseReason.NOT_FOUND.code());
    assertThat(first.hasUnread() || second.hasUnread() || third.hasUnread()).isFalse();
  }

  @Test
  void a_further_subscription_to_what_is_not_mine_is_refused_without_closing() {
    UUID hidden = server.conversation();
    server.access.hidden.add(hidden);
    SocketClient client = server.connect(server.conversation());
    client.next("hello");

    client.send("{\"type\":\"subscribe\",\"ref\":\"x\",\"conversation_id\":\"" + hidden + "\"}");

    var error = client.next("error");
    assertThat(error.path("payload").path("code").asText()).isEqualTo("not_found");
    assertThat(error.path("ref").asText()).isEqualTo("x");
    client.send("{\"type\":\"ping\"}");
    client.next("pong");
  }

  @Test
  void a_token_that_ends_closes_the_socket_unless_a_new_one_came() {
    server.access.issue("short", Instant.now().plusSeconds(2));
    SocketClient renewing = server.connect(server.conversation(), "?token=short");
    SocketClient ending = server.connect(server.conversation(), "?token=short");
    renewing.next("hello");

    renewing.send("{\"type\":\"authenticate\",\"token\":\"valid\"}");
    renewing.next("authenticated");

    assertThat(ending.closeCode()).isEqualTo(CloseReason.TOKEN_EXPIRED.code());
    renewing.send("{\"type\":\"ping\"}");
    renewing.next("pong");
  }

  @Test
  void a_socket_stays_with_its_user() {
    SocketClient client = server.connect(server.conversation());
    client.next("hello");

    client.send("{\"type\":\"authenticate\",\"token\":\"other\"}");
    assertThat(client.next("error").path("payload").path("code").asText()).isEqualTo("other_user");
    client.send("{\"type\":\"authenticate\",\"token\":\"wrong\"}");
    assertThat(client.next("error").path("payload").path("code").asText())
        .isEqualTo("invalid_token");
  }

  @Test
  @DisplayName("X-17 a server that serves clients without tokens looks at the origin")
  void without_tokens_foreign_pages_are_refused() {
    server.access.withoutTokens = true;
    UUID conversation = server.conversation();
    try {
      server.connect(conversation, "").next("hello");
      SocketClient foreign =
          server.track(
              SocketClient.connect(
                  server.address(conversation, ""),
                  with -> with.header("Origin", "https://evil.example")));
      assertThat(foreign.closeCode()).isEqualTo(CloseReason.FOREIGN_ORIGIN.code());
    } finally {
      server.access.withoutTokens = false;
    }
  }
}
