package dev.lumen.server.realtime.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The client library, driven by Node")
class ClientLibraryTest {
  private static final Path SOURCES = Path.of("..", "web", "client", "src").toAbsolutePath();
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

  private static NodeClient client() {
    return new NodeClient("client.mjs", SOURCES.toString());
  }

  private static NodeClient following(String conversation) {
    NodeClient client =
        client().run("follow", "url", api.base().toString(), "conversation", conversation);
    client.await(it -> it.path("state").asText().equals("live"));
    return client;
  }

  private static long say(String conversation, String text) {
    api.say(conversation, "Lumen", text);
    return api.get("/api/v1/conversations/" + conversation + "/events?after=0")
        .at("last_seq")
        .asLong();
  }

  private static List<Long> seqsUntil(NodeClient client, long last) {
    List<Long> seqs = new ArrayList<>();
    do {
      seqs.add(client.await(it -> it.path("seq").asLong() > 0).path("seq").asLong());
    } while (seqs.getLast() != last);
    return seqs;
  }

  @Test
  @DisplayName("R-07, X-25: it resumes after a lost socket with every event once and in order")
  void a_lost_socket() {
    String conversation = api.newConversation("Followed");
    try (NodeClient client = following(conversation)) {
      say(conversation, "One.");
      client.run("cut");
      say(conversation, "Two.");
      client.await(it -> it.path("state").asText().equals("live"));
      long last = say(conversation, "Three.");
      assertThat(seqsUntil(client, last))
          .isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
    }
  }

  @Test
  @DisplayName("R-07: where no socket opens it says so and polls, and goes back to the socket")
  void polling() {
    String conversation = api.newConversation("Polled");
    try (NodeClient client = following(conversation)) {
      say(conversation, "One.");
      client.run("block");
      JsonNode state = client.await(it -> it.path("state").asText().equals("polling"));
      assertThat(state.path("reason").asText())
          .isEqualTo("Switched to polling mode for reliability");
      long second = say(conversation, "Two.");
      List<Long> seqs = seqsUntil(client, second);
      client.run("unblock");
      client.await(it -> it.path("state").asText().equals("live"));
      long last = say(conversation, "Three.");
      seqs.addAll(seqsUntil(client, last));
      assertThat(seqs).isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
    }
  }

  @Test
  @DisplayName("what will never work is given up with a reason")
  void the_end() {
    String conversation = api.newConversation("Short");
    try (NodeClient client = following(conversation)) {
      api.delete("/api/v1/conversations/" + conversation);
      assertThat(
              client
                  .await(it -> it.path("state").asText().equals("closed"))
                  .path("reason")
                  .asText())
          .contains("4010");
    }
  }

  @Test
  @DisplayName(
      "W-04, X-11, T-01: SupabaseRealtimeManager has the names of the pages, in both spellings")
  void the_manager() {
    String conversation = api.newConversation("Managed");
    try (NodeClient client =
        client().run("manage", "url", api.base().toString(), "conversation", conversation)) {
      client.await(it -> it.path("payload").path("status").asText().equals("SUBSCRIBED"));
      api.say(conversation, "User", "um we have seventy five employees");
      JsonNode processed =
          client.await(it -> it.path("event").asText().equals("turn:processed")).path("payload");
      assertThat(processed.path("conversationId").asText()).isEqualTo(conversation);
      assertThat(processed.path("conversation_id").asText()).isEqualTo(conversation);
      assertThat(processed.path("timestamp").isNumber()).isTrue();
      assertThat(processed.at("/turn/metadata/corrections")).isNotEmpty();
      client.await(it -> it.path("callback").equals(processed.at("/turn/turn_id")));
      JsonNode confidence =
          client.await(it -> it.path("event").asText().equals("confidence:updated"));
      assertThat(confidence.at("/payload/confidence").asText()).isEqualTo("HIGH");
      JsonNode updated =
          client.await(it -> it.path("event").asText().equals("conversation:updated"));
      assertThat(updated.at("/payload/conversation/turns_count").asInt()).isEqualTo(1);
      client.run("measured");
      assertThat(client.await(it -> it.has("measured")).path("measured").asDouble()).isPositive();
      client.run("leave", "conversation", conversation);
    }
  }
}
