package dev.lumen.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("W-01, W-02, W-03: sockets read frames as RFC 6455 has them")
@Timeout(60)
class FramesTest {
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

  private static String conversation() {
    return api.post("/api/v2/conversations", Map.of("topic", "Frames")).text("id");
  }

  private static RawSocket open(String path) {
    return open(path, "websocket");
  }

  private static RawSocket open(String path, String upgrade) {
    String address = server.server().address().toString().replaceFirst("http", "ws");
    return new RawSocket(URI.create(address + path + "?vsn=1.0.0"), upgrade);
  }

  @Test
  @DisplayName("V-14: what was said is stored as it was, wherever its bytes were cut")
  void cut_inside_a_character() {
    String id = conversation();
    String said = "Grüße aus dem Café 😀 nebenan.";
    String message =
        "{\"type\":\"transcript_update\",\"payload\":{\"final_transcript\":\"" + said + "\"}}";
    try (RawSocket live = open("/api/ws/conversations/" + id)) {
      live.awaitText("connection_status");
      int umlaut = bytes(message, message.indexOf("ü")) + 1;
      int emoji = bytes(message, message.indexOf("😀")) + 2;

      live.textInPieces(message, umlaut, emoji - umlaut, 1);

      live.awaitText("turn:");
    }
    assertThat(
            api.get("/api/v1/conversations/" + id + "/turns")
                .at("turns")
                .path(0)
                .path("raw_text")
                .asText())
        .isEqualTo(said);
  }

  @Test
  void cut_inside_a_character_on_the_other_sockets() {
    String ping = "{\"type\":\"ping\",\"ref\":\"é\"}";
    try (RawSocket client = open("/ws")) {
      client.textInPieces(ping, bytes(ping, ping.indexOf("é")) + 1);
      assertThat(client.awaitText("pong")).contains("\"ref\":\"é\"");
    }
    String beat = "{\"topic\":\"phoenix\",\"event\":\"heartbeat\",\"payload\":{},\"ref\":\"é\"}";
    try (RawSocket supabase = open("/realtime/v1/websocket")) {
      supabase.textInPieces(beat, bytes(beat, beat.indexOf("é")) + 1);
      assertThat(supabase.awaitText("phx_reply")).contains("\"é\"");
    }
  }

  private static int bytes(String text, int chars) {
    return text.substring(0, chars).getBytes(StandardCharsets.UTF_8).length;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ws", "/realtime/v1/websocket"})
  void bytes_that_are_no_text_close_as_such(String path) {
    try (RawSocket client = open(path)) {
      client.frame(0x81, HexFormat.of().parseHex("22ffc022"));
      assertThat(client.closeCode()).isEqualTo(1007);
    }
    try (RawSocket client = open(path)) {
      client.frame(0x81, HexFormat.of().parseHex("22c3"));
      assertThat(client.closeCode()).as("a character that never ends").isEqualTo(1007);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a kind that there is not, 83 80 00000000",
    "a control frame that there is not, 8b 80 00000000",
    "a message inside another, 01 81 00000000 22 81 80 00000000",
    "a ping in pieces, 09 80 00000000",
    "a close frame of one byte, 88 81 00000000 03",
    "a code that no frame has, 88 82 00000000 03ed",
    "a code below all, 88 82 00000000 0001",
  })
  void what_breaks_the_rules_closes_as_a_protocol_error(String what, String bytes) {
    try (RawSocket client = open("/ws")) {
      client.awaitText("hello");

      client.send(bytes);

      assertThat(client.closeCode()).as(what).isEqualTo(CloseReason.PROTOCOL_ERROR.code());
    }
  }

  @Test
  void a_ping_may_have_125_bytes_and_come_inside_a_message() {
    try (RawSocket client = open("/ws")) {
      client.frame(0x01, "{\"type\":".getBytes(StandardCharsets.UTF_8));
      client.frame(0x89, "x".repeat(125).getBytes(StandardCharsets.UTF_8));
      client.awaitText("x".repeat(125));
      client.frame(0x80, "\"ping\"}".getBytes(StandardCharsets.UTF_8));
      client.awaitText("pong");

      client.frame(0x89, new byte[126]);
      assertThat(client.closeCode()).isEqualTo(CloseReason.PROTOCOL_ERROR.code());
    }
  }

  @Test
  void a_goodbye_is_answered() {
    try (RawSocket client = open("/ws")) {
      client.send("88 82 00000000 0fa1");
      assertThat(client.closeCode()).isEqualTo(CloseReason.NORMAL.code());
    }
    try (RawSocket client = open("/ws")) {
      client.send("88 80 00000000");
      assertThat(client.closeCode()).isEqualTo(CloseReason.NORMAL.code());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"WebSocket", "WEBSOCKET", "websocket"})
  void the_name_of_the_protocol_is_read_in_any_case(String upgrade) {
    try (RawSocket client = open("/ws", upgrade)) {
      client.awaitText("hello");
    }
  }
}
