package dev.lumen.server.realtime.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import dev.lumen.server.api.Json;
import dev.lumen.server.realtime.SocketClient;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("W-03: a socket whose many channels show one token goes by it on each")
@Timeout(120)
class SharedTokenTest {
  private static final int CHANNELS = 99;
  private static final int SHORT_LIFE_SECONDS = 6;

  private final RunningServer server = Tokens.server();
  private final UUID ada = Tokens.user(server, "ada@example.org");
  private String token = valid();
  private SocketClient socket;
  private int refs;

  private String valid() {
    return Tokens.token(ada, Instant.now().plusSeconds(3_600));
  }

  @BeforeEach
  void join() {
    URI address = server.server().address();
    socket =
        SocketClient.connect(
            URI.create(
                "ws://%s/realtime/v1/websocket?apikey=anon&vsn=1.0.0"
                    .formatted(address.getAuthority())));
    for (int i = 0; i < CHANNELS; i++) {
      push("realtime:room" + i, "phx_join", Map.of("config", Map.of(), "access_token", token));
    }
    for (int i = 0; i < CHANNELS; i++) {
      assertThat(reply().at("/payload/status").asText()).isEqualTo("ok");
    }
  }

  @AfterEach
  void stop() {
    socket.close();
    server.close();
  }

  private void push(String topic, String event, Map<String, ?> payload) {
    socket.send(
        Json.text(
            Map.of(
                "topic",
                topic,
                "event",
                event,
                "payload",
                payload,
                "ref",
                "" + ++refs,
                "join_ref",
                "1")));
  }

  private JsonNode reply() {
    return socket.await(frame -> frame.path("event").asText().equals("phx_reply"));
  }

  @Test
  @DisplayName("a newer one comes channel by channel, and each that has shown it outlives the old")
  void outlivesTheOld() {
    token = Tokens.token(ada, Instant.now().plusSeconds(SHORT_LIFE_SECONDS));
    push("realtime:late", "phx_join", Map.of("config", Map.of(), "access_token", token));
    for (int i = 1; i < CHANNELS; i++) {
      push("realtime:room" + i, "access_token", Map.of("access_token", token));
    }
    String newer = valid();
    for (int i = 1; i < CHANNELS; i++) {
      push("realtime:room" + i, "access_token", Map.of("access_token", newer));
    }
    assertThat(lost()).isEqualTo("realtime:late");
    push("phoenix", "heartbeat", Map.of());
    for (int i = 1; i < CHANNELS; i++) {
      assertThat(isThere("realtime:room" + i)).isTrue();
    }
  }

  private boolean isThere(String topic) {
    push(topic, "presence", Map.of("event", "untrack"));
    String asked = "" + refs;
    JsonNode answer = socket.await(frame -> frame.path("ref").asText().equals(asked));
    return answer.at("/payload/status").asText().equals("ok");
  }

  private String lost() {
    return socket
        .await(frame -> frame.path("event").asText().equals("phx_error"))
        .path("topic")
        .asText();
  }

  @Test
  @DisplayName("each channel that shows one goes by it: all are lost with the user's right")
  void allAreLost() {
    Reply shutOut = server.asAdministrator().patch("/api/v1/users/" + ada, Map.of("active", false));
    assertThat(shutOut.status()).as(shutOut.toString()).isEqualTo(200);
    push("phoenix", "heartbeat", Map.of());
    Set<String> gone = new HashSet<>();
    for (int i = 0; i < CHANNELS; i++) {
      gone.add(lost());
    }
    assertThat(gone).hasSize(CHANNELS);
  }

  @Test
  @DisplayName("a token of nobody's ends each channel that shows it and no other")
  void forged() {
    String forged = Tokens.forged(ada);
    for (String topic : List.of("realtime:room7", "realtime:room8")) {
      push(topic, "access_token", Map.of("access_token", forged));
      assertThat(lost()).isEqualTo(topic);
    }
    assertThat(isThere("realtime:room9")).isTrue();
  }
}
