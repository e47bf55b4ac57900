package dev.lumen.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("W-01: what is not kept is told in its order, and what is said for good each time")
@Timeout(60)
class NewsDeliveryTest {
  private static RealtimeServer server;

  @BeforeAll
  static void start() {
    server = new RealtimeServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void unpaced() {
    server.hub.paceNews(Duration.ZERO);
  }

  private static SocketClient following(UUID conversation) {
    SocketClient client = server.connect(conversation);
    client.next("hello");
    client.send("{\"type\":\"ping\"}"); // answered once it follows
    client.next("pong");
    return client;
  }

  private static void words(UUID conversation, String turn, boolean last) {
    server.hub.publishEphemeral(
        conversation,
        "transcript_update",
        "{\"turn\":\"%s\",\"is_final\":%b}".formatted(turn, last));
  }

  @Test
  @DisplayName("V-14: whoever keeps up has all final words, however soon the next turn begins")
  void final_words() {
    UUID conversation = server.conversation();
    SocketClient client = following(conversation);
    int turns = 500;
    for (int i = 0; i < turns; i++) {
      words(conversation, "t" + i, true);
      words(conversation, "t" + (i + 1), false);
    }
    words(conversation, "end", true);

    List<String> finals = new ArrayList<>();
    while (!finals.contains("end")) {
      JsonNode payload = client.next("transcript_update").path("payload");
      if (payload.path("is_final").asBoolean()) {
        finals.add(payload.path("turn").asText());
      }
    }
    assertThat(finals).hasSize(turns + 1);
  }

  @Test
  @DisplayName("V-14, V-16: under pressure interim words wait, final ones and speech events do not")
  void under_pressure() {
    UUID conversation = server.conversation();
    SocketClient client = following(conversation);
    server.hub.paceNews(Duration.ofHours(1));
    words(conversation, "a", false);
    client.next("transcript_update");

    words(conversation, "a", false);
    words(conversation, "a", true);
    server.hub.publishEphemeral(
        conversation, "speech_event", "{\"event_type\":\"reply_interrupted\"}");
    words(conversation, "b", false);
    words(conversation, "c", false);

    assertThat(client.next("transcript_update").at("/payload/is_final").asBoolean()).isTrue();
    client.next("speech_event");
    server.hub.paceNews(Duration.ZERO);
    words(conversation, "d", true);
    for (String turn : List.of("b", "c", "d")) {
      assertThat(client.next("transcript_update").at("/payload/turn").asText()).isEqualTo(turn);
    }
  }

  @Test
  @DisplayName("the first frame is hello, whatever is told to everybody at that moment")
  void the_first_frame() throws InterruptedException {
    UUID conversation = server.conversation();
    Thread busy =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!Thread.currentThread().isInterrupted()) {
                    server.hub.publishSystem("system:status", "{}");
                    server.hub.publishEphemeral(conversation, "queue:position", "{}");
                  }
                });
    for (int i = 0; i < 150; i++) {
      try (RawSocket client = new RawSocket(server.address(conversation, "?token=valid"))) {
        assertThat(client.awaitText("{")).contains("\"hello\"");
      }
    }
    busy.interrupt();
    busy.join();
  }

  @Test
  void an_after_that_is_no_number_is_told_behind_hello() {
    SocketClient client = server.connect(server.conversation(), "?token=valid&after=x");

    client.next("hello");
    assertThat(client.next("error").at("/payload/code").asText()).isEqualTo("invalid_message");
  }
}
