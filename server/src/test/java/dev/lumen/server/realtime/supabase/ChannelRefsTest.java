package dev.lumen.server.realtime.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import dev.lumen.server.realtime.SocketClient;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("W-03: a channel is the one that was joined last, and a key is no token")
@Timeout(60)
class ChannelRefsTest {
  private static final String TURNS =
      "\"postgres_changes\":[{\"event\":\"INSERT\",\"schema\":\"public\",\"table\":\"turns\"}]";
  private static RunningServer server;
  private static UUID ada;

  @BeforeAll
  static void start() {
    server = Tokens.server();
    ada = Tokens.user(server, "ada@example.org");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String valid() {
    return Tokens.token(ada, Instant.now().plusSeconds(3_600));
  }

  private static SocketClient open() {
    String base = server.api().base().toString().substring(4);
    return SocketClient.connect(
        URI.create("ws" + base + "/realtime/v1/websocket?apikey=the-key&vsn=2.0.0"));
  }

  private static JsonNode join(SocketClient client, String ref, String token, String more) {
    client.send(
        "[\"%s\",\"%s\",\"realtime:it\",\"phx_join\",{\"config\":{%s},\"access_token\":\"%s\"%s}]"
            .formatted(ref, ref, TURNS, token, more));
    return client.await(frame -> frame.path(1).asText().equals(ref)).path(4);
  }

  private static void hearsTurns(SocketClient client) {
    Api api = server.api().as(valid());
    api.say(api.newConversation("It"), "Lumen", "Still there.");
    client.await(frame -> frame.path(3).asText().equals("postgres_changes"));
  }

  private static String answer(SocketClient client, String ref) {
    return client.await(frame -> frame.path(1).asText().equals(ref)).at("/4/status").asText();
  }

  @Test
  @DisplayName("a leave of the channel before leaves the one that was joined since")
  void stale_leave() {
    SocketClient client = open();
    join(client, "1", valid(), "");
    join(client, "2", valid(), "");

    client.send("[\"1\",\"3\",\"realtime:it\",\"phx_leave\",{}]");

    assertThat(answer(client, "3")).isEqualTo("ok");
    hearsTurns(client);
    client.send("[\"2\",\"4\",\"realtime:it\",\"phx_leave\",{}]");
    client.await(frame -> frame.path(3).asText().equals("phx_close"));
    client.close();
  }

  @Test
  @DisplayName("the key of the address in the place of a token is none, and ends no channel")
  void key_as_token() {
    SocketClient client = open();
    assertThat(join(client, "1", "the-key", "").at("/response/reason").asText())
        .startsWith("Unauthorized: The join came without an access token");

    join(client, "2", valid(), "");
    client.send("[\"2\",\"3\",\"realtime:it\",\"access_token\",{\"access_token\":\"the-key\"}]");
    hearsTurns(client);

    client.send("[\"2\",\"4\",\"realtime:it\",\"access_token\",{\"access_token\":\"nonsense\"}]");
    client.await(frame -> frame.path(3).asText().equals("phx_error"));
    client.close();
  }

  @Test
  @DisplayName("R-07: an event of a history that was put back is said to be one")
  void ahead_of_history() {
    SocketClient client = open();
    assertThat(
            join(
                    client,
                    "1",
                    valid(),
                    ",\"resume\":{\"last_event_id\":\"7fffffffffff-0-1795245000123456\"}")
                .path("status")
                .asText())
        .isEqualTo("ok");
    assertThat(SupabaseRestartTest.notice(client)).contains("put back");
    hearsTurns(client);
    client.close();
  }
}
