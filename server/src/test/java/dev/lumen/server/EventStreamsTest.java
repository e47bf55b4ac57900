package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.api.Json;
import dev.lumen.server.realtime.SocketClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R-07: events without a WebSocket, as a stream and page by page")
class EventStreamsTest {
  private static RunningServer server;
  private static Api api;

  @BeforeAll
  static void start() {
    server = RunningServer.inDevelopment();
    api = server.api();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String path(String conversation) {
    return "/api/v1/conversations/" + conversation + "/events";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/event-stream | text/event-stream",
        "text/event-stream;q=0.5, */*;q=0.1 | text/event-stream",
        "application/json, text/event-stream | text/event-stream",
        "Text/Event-Stream; q=1.0 | text/event-stream",
        "text/event-stream;q=0 | application/json",
        "text/event-stream; q=0.000, */* | application/json",
        "text/event-stream;q=0.4, application/json | application/json",
        "application/json;x=\"text/event-stream\" | application/json",
        "application/x-text/event-stream | application/json",
        "*/* | application/json",
        "text/event-stream;q=much | application/json",
      })
  @DisplayName("a stream comes to whoever names it, does not rule it out, and prefers nothing else")
  void acceptIsRead(String accept, String type) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(api.base().resolve(path(api.newConversation("Call"))))
            .header("accept", accept)
            .timeout(Duration.ofSeconds(20))
            .build();
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    response.body().close();
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type").orElse("")).startsWith(type);
  }

  /** A stream of server-sent events; each is a map of its fields. */
  private static final class Events implements AutoCloseable {
    private final Stream<String> lines;
    private final Iterator<String> next;

    Events(String path, Map<String, String> headers) throws IOException, InterruptedException {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(api.base().resolve(path)).header("accept", "text/event-stream");
      headers.forEach(request::header);
      HttpResponse<Stream<String>> response =
          HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofLines());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream");
      lines = response.body();
      next = lines.iterator();
    }

    Map<String, String> next() {
      Map<String, String> fields = new LinkedHashMap<>();
      while (next.hasNext()) {
        String line = next.next();
        if (line.isEmpty() && fields.containsKey("data")) {
          return fields;
        }
        int colon = line.indexOf(": ");
        if (colon > 0) {
          fields.put(line.substring(0, colon), line.substring(colon + 2));
        }
      }
      throw new AssertionError("The stream ended");
    }

    Map<String, String> next(String type) {
      Map<String, String> event = next();
      while (!type.equals(event.get("event"))) {
        event = next();
      }
      return event;
    }

    @Override
    public void close() {
      lines.close();
    }
  }

  @Test
  @DisplayName("a stream tells what the socket tells, and goes on after Last-Event-ID")
  void a_stream() throws Exception {
    String conversation = api.newConversation("Streamed");
    String last;
    try (Events events = new Events(path(conversation), Map.of())) {
      assertThat(events.next().get("event")).isEqualTo("hello");
      api.say(conversation, "Lumen", "One.");
      Map<String, String> turn = events.next("turn:processed");
      JsonNode frame = Json.tree(String.valueOf(turn.get("data")));
      assertThat(frame.at("/payload/turn/raw_text").asText()).isEqualTo("One.");
      assertThat(frame.path("seq").asText()).isEqualTo(turn.get("id"));
      last = String.valueOf(turn.get("id"));
    }
    api.say(conversation, "Lumen", "Two.");
    try (Events events = new Events(path(conversation), Map.of("Last-Event-ID", last))) {
      assertThat(events.next().get("event")).isEqualTo("hello");
      assertThat(Json.tree(String.valueOf(events.next("turn:processed").get("data"))).toString())
          .contains("Two.")
          .contains("\"seq\":" + (Long.parseLong(last) + 1));
    }
  }

  @Test
  @DisplayName("the deletion of a conversation ends its stream with the reason")
  void the_end_of_a_stream() throws Exception {
    String conversation = api.newConversation("Short");
    try (Events events = new Events(path(conversation), Map.of())) {
      events.next("hello");
      api.delete("/api/v1/conversations/" + conversation);
      events.next("conversation:deleted");
      assertThat(events.next("close").get("data")).contains("4010").contains("\"reconnect\":false");
    }
    assertThat(api.get(path(conversation)).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("a page has what came after a number, and waits for it when it is told to")
  void pages() {
    String conversation = api.newConversation("Polled");
    api.say(conversation, "Lumen", "One.");
    Api.Reply first = api.get(path(conversation) + "?after=0");
    assertThat(first.status()).isEqualTo(200);
    long last = first.at("last_seq").asLong();
    assertThat(first.at("events"))
        .extracting(event -> event.path("seq").asLong())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, last).boxed().toList());
    assertThat(api.get(path(conversation) + "?after=0&limit=1").at("events")).hasSize(1);
    assertThat(api.get(path(conversation) + "?after=" + last).at("events")).isEmpty();
    assertThat(api.get(path(conversation) + "?after=" + (last + 50)).text("reset"))
        .isEqualTo("ahead_of_history");
    assertThat(api.get(path(conversation) + "?after=1&epoch=other").text("reset"))
        .isEqualTo("other_epoch");

    CompletableFuture<Api.Reply> waiting =
        CompletableFuture.supplyAsync(
            () -> api.get(path(conversation) + "?after=" + last + "&wait=30"));
    api.say(conversation, "Lumen", "Two.");
    assertThat(waiting.join().at("events").get(0).path("seq").asLong()).isEqualTo(last + 1);
    assertThat(api.get(path(conversation) + "?after=x").status()).isEqualTo(422);
  }

  @Test
  @DisplayName("W-01, V-12: the socket knows the conversation test of the development mode")
  void the_alias_on_the_socket() {
    URI address = URI.create("ws" + api.base().toString().substring(4) + "/ws/conversations/test");
    SocketClient socket = SocketClient.connect(address);
    socket.next("hello");
    api.say("test", "Lumen", "Hello.");
    socket.await("turn:processed");
    socket.close();
  }

  @Test
  @DisplayName("W-03: the one question of PostgREST that pages ask")
  void the_count() {
    api.newConversation("Counted");
    Api.Reply reply =
        api.send(
            "GET",
            "/rest/v1/conversations?select=count&limit=1",
            null,
            Map.of("apikey", "anon", "authorization", "Bearer anon", "accept-profile", "public"));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path(0).path("count").asInt()).isPositive();
    assertThat(api.get("/rest/v1/conversations?select=name").status()).isEqualTo(400);
  }
}
