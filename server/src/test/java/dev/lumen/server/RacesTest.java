package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.api.Json;
import dev.lumen.server.realtime.SocketClient;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What ends while it is in use ends whole, and nobody is told of a failure")
class RacesTest {
  private static final Logger LOG = Logger.getLogger("dev.lumen");
  private static final int AT_ONCE = 6;

  private static final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private static final Handler HANDLER =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
            complaints.add(line.getLoggerName() + ": " + line.getMessage());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private static RunningServer server;
  private static Api api;

  @BeforeAll
  static void start() {
    server = RunningServer.inDevelopment();
    api = server.api();
    LOG.addHandler(HANDLER);
  }

  @AfterAll
  static void stop() {
    LOG.removeHandler(HANDLER);
    server.close();
  }

  @AfterEach
  void nothingWentWrong() {
    assertThat(complaints).isEmpty();
  }

  private static SocketClient connect(String path) {
    return SocketClient.connect(
        URI.create(server.server().address().toString().replaceFirst("http", "ws") + path));
  }

  private static List<Reply> atOnce(List<Callable<Reply>> requests) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Reply> replies = new ArrayList<>();
      for (Future<Reply> done : threads.invokeAll(requests)) {
        replies.add(done.get());
      }
      return replies;
    }
  }

  private static Callable<Reply> times(int count, Callable<Reply> request) {
    return () -> {
      Reply reply = request.call();
      for (int i = 1; i < count && reply.status() == 200; i++) {
        reply = request.call();
      }
      return reply;
    };
  }

  @Test
  @DisplayName(
      "H-07, H-08, H-16: a conversation is deleted while its turns come in and are cleaned")
  void deleted_while_processed() throws Exception {
    String id = api.newConversation("Soon gone");
    String path = "/api/v1/conversations/" + id;
    SocketClient listener = connect("/ws/conversations/" + id + "?after=0");
    Map<String, String> said = Map.of("speaker", "User", "raw_text", "um we have seventy five");
    List<Callable<Reply>> talk = new ArrayList<>();
    talk.add(times(10_000, () -> api.post(path + "/turns", said)));
    for (int i = 1; i < AT_ONCE; i++) {
      talk.add(times(10_000, () -> api.post(path + "/turns/realtime", said)));
    }
    talk.add(
        () -> {
          listener.await("turn:processed");
          return api.delete(path);
        });
    List<Reply> replies = atOnce(talk);
    assertThat(replies.removeLast().status()).isEqualTo(200);
    assertThat(replies).extracting(Reply::status).containsOnly(404);
    listener.await("conversation:deleted");
    assertThat(listener.closeCode()).isEqualTo(4010);
    assertThat(rowsOf(id)).isEmpty();
    assertThat(api.get(path).status()).isEqualTo(404);
    assertThat(api.say(api.newConversation("Next"), "User", "hello").status()).isEqualTo(200);
  }

  /** Tables that still have something of a conversation. */
  private static List<String> rowsOf(String conversation) throws SQLException {
    List<String> left = new ArrayList<>();
    try (Connection connection = server.database().openAsSuperuser();
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet row =
          statement.executeQuery(
              """
              select c.table_name from information_schema.columns c
              join information_schema.tables t using (table_schema, table_name)
              where c.table_schema = 'public' and c.column_name = 'conversation_id'
                and t.table_type = 'BASE TABLE'
              """)) {
        while (row.next()) {
          tables.add(row.getString(1));
        }
      }
      assertThat(tables).contains("turns", "conversation_events");
      for (String table : tables) {
        try (ResultSet row =
            statement.executeQuery(
                "select count(*) from %s where conversation_id = '%s'"
                    .formatted(table, conversation))) {
          row.next();
          if (row.getInt(1) > 0) {
            left.add(table);
          }
        }
      }
    }
    return left;
  }

  private record Speaking(SocketClient client, String id, String messageId, String content) {}

  /** A conversation in which a reply is being played, of which two words were heard. */
  private static Speaking speaking() {
    String id = api.post("/api/v2/conversations", Map.of("topic", "Spoken")).text("id");
    SocketClient client = connect("/api/ws/conversations/" + id);
    client.await("connection_status");
    client.send("{\"type\":\"plays_audio\",\"payload\":{}}");
    client.send(
        Json.text(
            Map.of("type", "text_input", "payload", Map.of("content", "tell me of the north"))));
    JsonNode reply = client.await("ai_response").path("payload");
    String content = reply.path("content").asText();
    String messageId = reply.path("message_id").asText();
    int heard = content.indexOf(' ', content.indexOf(' ') + 1);
    client.send(
        Json.text(
            Map.of(
                "type",
                "playback",
                "payload",
                Map.of("message_id", messageId, "played_chars", heard + 1))));
    client.send("{\"type\":\"ping\",\"payload\":{}}");
    client.await("heartbeat_response");
    return new Speaking(client, id, messageId, content.substring(0, heard));
  }

  @Test
  @DisplayName("H-31, V-15: a spoken conversation is ended by many at once while a reply is played")
  void ended_while_speaking() throws Exception {
    Speaking it = speaking();
    List<Callable<Reply>> ends =
        IntStream.range(0, AT_ONCE)
            .<Callable<Reply>>mapToObj(
                _ -> () -> api.put("/api/v2/conversations/" + it.id() + "/end", Map.of()))
            .toList();
    assertThat(atOnce(ends)).extracting(Reply::status).containsOnly(200);
    assertThat(it.client().closeCode()).isEqualTo(1000);

    JsonNode events =
        api.get("/api/v1/conversations/" + it.id() + "/events?after=0&limit=500").at("events");
    List<String> order = new ArrayList<>();
    for (JsonNode event : events) {
      if (event.at("/payload/current_state").asText().equals("ended")) {
        order.add("ended");
      } else if (event.path("type").asText().equals("turn:processed")) {
        order.add(event.at("/payload/turn/raw_text").asText());
      }
    }
    assertThat(order).containsExactly("tell me of the north", it.content(), "ended");
    Reply more =
        api.post("/api/conversations/" + it.id() + "/ai-response", Map.of("content", "More."));
    assertThat(more.status()).isEqualTo(409);
  }

  @Test
  @DisplayName("H-07: a spoken conversation is deleted while a reply is played")
  void deleted_while_speaking() throws Exception {
    Speaking it = speaking();
    Reply gone = api.delete("/api/v1/conversations/" + it.id());
    assertThat(gone.status()).isEqualTo(200);
    assertThat(it.client().closeCode()).isIn(1008, 4010);
    assertThat(rowsOf(it.id())).isEmpty();
    assertThat(api.get("/api/v2/conversations/" + it.id()).status()).isEqualTo(404);
  }
}
