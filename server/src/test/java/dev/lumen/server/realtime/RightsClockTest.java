package dev.lumen.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("W-01 to W-03, R-07: whoever lost their right is let go, whatever they do")
class RightsClockTest {
  private static final Duration PROMISED = Duration.ofSeconds(25);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.secured();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static URI socket(String path) {
    return URI.create(server.server().address().toString().replaceFirst("http", "ws") + path);
  }

  private static BufferedReader stream(String conversation, String token) throws Exception {
    HttpRequest asked =
        HttpRequest.newBuilder(
                server
                    .server()
                    .address()
                    .resolve("/api/v1/conversations/" + conversation + "/events"))
            .header("accept", "text/event-stream")
            .header("authorization", "Bearer " + token)
            .build();
    HttpResponse<InputStream> answer = HTTP.send(asked, HttpResponse.BodyHandlers.ofInputStream());
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  private static SocketClient supabase(String token) {
    SocketClient client = SocketClient.connect(socket("/realtime/v1/websocket?apikey=k&vsn=1.0.0"));
    client.send(
        "{\"topic\":\"realtime:all\",\"event\":\"phx_join\",\"ref\":\"1\",\"join_ref\":\"1\",\"payload\":{\"config\":{},\"access_token\":\""
            + token
            + "\"}}");
    client.await(frame -> frame.path("event").asText().equals("phx_reply"));
    return client;
  }

  @Test
  @DisplayName("X-17: a key that was revoked, on sockets that answer no ping and on a stream")
  void a_revoked_key() throws Exception {
    Api api = server.asUser("owner@example.org");
    String conversation = api.newConversation("Open");
    Api.Reply key = api.post("/api/v1/account/keys", Map.of("name", "k", "scope", "write"));
    String token = key.text("text");
    try (RawSocket direct =
            new RawSocket(socket("/ws/conversations/" + conversation + "?token=" + token));
        RawSocket live =
            new RawSocket(socket("/api/ws/conversations/" + conversation + "?token=" + token));
        BufferedReader events = stream(conversation, token)) {
      SocketClient supabase = supabase(token);
      long revoked = System.nanoTime();
      api.delete("/api/v1/account/keys/" + key.text("key.id"));

      JsonNode lost = supabase.await(frame -> frame.path("event").asText().equals("phx_error"));
      assertThat(lost.path("payload").path("reason").asText()).startsWith("Unauthorized");
      assertThat(direct.closeCode()).isEqualTo(CloseReason.UNAUTHORISED.code());
      assertThat(live.closeCode()).isEqualTo(CloseReason.UNAUTHORISED.code());
      assertThat(events.lines().filter(line -> line.contains("4001")).findFirst()).isPresent();
      assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isLessThan(PROMISED);
      supabase.abort();
    }
  }
}
