package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lumen.server.realtime.SocketClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the real-time page of the earlier system sends, in its order and with its headers. */
@DisplayName("X-17, X-20: the page /week3 of the earlier system works as it is")
class OriginalPageTest {
  private static final String ORIGIN = "http://127.0.0.1:6173";
  private static final Map<String, String> HEADERS =
      Map.of(
          "origin", ORIGIN,
          "authorization", "Bearer fake-token",
          "content-type", "application/json");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  @DisplayName("U-01, V-10: create, start workers, subscribe, queue a turn, see it once")
  void the_page() throws Exception {
    try (RunningServer server = RunningServer.inDevelopment()) {
      Api api = server.api();
      assertThat(preflight(api)).isEqualTo(ORIGIN);
      Api.Reply created =
          api.send(
              "POST",
              "/api/v1/conversations",
              "{\"name\":\"Week 3\",\"description\":\"d\"}",
              HEADERS);
      assertThat(created.header("access-control-allow-origin")).isEqualTo(ORIGIN);
      String id = created.text("id");
      String path = "/api/v1/conversations/" + id;
      assertThat(
              api.send("POST", "/api/v1/conversations/queue/start", null, HEADERS)
                  .at("worker_count")
                  .isNumber())
          .isTrue();
      SocketClient socket = subscribed(api, id);
      assertThat(
              api.send(
                      "GET",
                      "/rest/v1/conversations?select=count&limit=1",
                      null,
                      Map.of(
                          "origin",
                          ORIGIN,
                          "apikey",
                          "anon",
                          "authorization",
                          "Bearer anon",
                          "accept-profile",
                          "public",
                          "x-client-info",
                          "supabase-js-web/2.50.3"))
                  .status())
          .isEqualTo(200);
      Api.Reply queued =
          api.send(
              "POST",
              path + "/turns/realtime",
              "{\"speaker\":\"User\",\"raw_text\":\"I'm the vector of marketing\"}",
              HEADERS);
      JsonNode told = socket.next();
      JsonNode record = told.at("/payload/data/record");
      assertThat(told.path("event").asText()).isEqualTo("postgres_changes");
      assertThat(told.at("/payload/ids/0").asInt()).isEqualTo(1);
      assertThat(told.at("/payload/data/errors").isNull()).isTrue();
      assertThat(record.path("turn_id").asText()).isEqualTo(queued.text("turn_id"));
      assertThat(record.at("/metadata/corrections").isArray()).isTrue();
      assertThat(record.at("/metadata/processing_time_ms").isNumber()).isTrue();
      Api.Reply turns = api.send("GET", path + "/turns", null, HEADERS);
      assertThat(turns.at("turns.0.created_at")).isEqualTo(record.path("created_at"));
      Api.Reply queue = api.send("GET", path + "/queue/status", null, HEADERS);
      assertThat(queue.at("queue_metrics.avg_processing_time_ms").isNumber()).isTrue();
      socket.close();
    }
  }

  private static SocketClient subscribed(Api api, String id) throws IOException {
    SocketClient socket =
        SocketClient.connect(
            URI.create(
                "ws"
                    + api.base().toString().substring(4)
                    + "/realtime/v1/websocket?apikey=anon&vsn=1.0.0"));
    String bindings =
        "[{\"event\":\"INSERT\",\"schema\":\"public\",\"table\":\"turns\",\"filter\":\"conversation_id=eq."
            + id
            + "\"}]";
    socket.send(
        "{\"topic\":\"realtime:conversation:"
            + id
            + "\",\"event\":\"phx_join\",\"payload\":{\"config\":{\"broadcast\":{\"ack\":false,\"self\":false},\"presence\":{\"key\":\"\"},\"postgres_changes\":"
            + bindings
            + ",\"private\":false},\"access_token\":\"anon\"},\"ref\":\"1\",\"join_ref\":\"1\"}");
    JsonNode reply = socket.next();
    assertThat(reply.path("ref").asText()).isEqualTo("1");
    assertThat(reply.at("/payload/status").asText()).isEqualTo("ok");
    JsonNode echoed = JSON.readTree(bindings);
    ((com.fasterxml.jackson.databind.node.ObjectNode) echoed.get(0)).put("id", 1);
    assertThat(reply.at("/payload/response/postgres_changes")).isEqualTo(echoed);
    assertThat(socket.next().path("event").asText()).isEqualTo("presence_state");
    assertThat(socket.next().path("event").asText()).isEqualTo("system");
    return socket;
  }

  private static String preflight(Api api) throws IOException, InterruptedException {
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "origin");
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(api.base().resolve("/api/v1/conversations"))
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                    .header("Origin", ORIGIN)
                    .header("Access-Control-Request-Method", "POST")
                    .header(
                        "Access-Control-Request-Headers",
                        "content-type,authorization,apikey,accept-profile,x-client-info")
                    .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    assertThat(answer.headers().firstValue("access-control-allow-headers").orElse(""))
        .contains("apikey", "accept-profile");
    return answer.headers().firstValue("access-control-allow-origin").orElse("");
  }
}
