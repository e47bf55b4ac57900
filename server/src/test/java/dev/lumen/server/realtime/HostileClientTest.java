package dev.lumen.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("W-01 faulty messages are answered, and closed only when they do not stop")
class HostileClientTest {
  private static RealtimeServer server;

  @BeforeAll
  static void start() {
    server = new RealtimeServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{not json|invalid_json",
        "|invalid_message",
        "[]|invalid_message",
        "{}|invalid_message",
        "{\"type\":7}|invalid_message",
        "{\"type\":\"sing\"}|unknown_message_type",
        "{\"type\":\"subscribe\"}|invalid_message",
        "{\"type\":\"subscribe\",\"conversation_id\":\"x\",\"after\":-1}|invalid_message",
        "{\"type\":\"subscribe\",\"conversation_id\":\"x\",\"after\":1.5}|invalid_message",
        "{\"type\":\"subscribe\",\"conversation_id\":\"x\",\"after\":\"1\"}|invalid_message",
        "{\"type\":\"subscribe\",\"conversation_id\":\"x\"}|not_found",
        "{\"type\":\"unsubscribe\",\"conversation_id\":\"x\"}|not_subscribed",
        "{\"type\":\"authenticate\"}|invalid_message",
      })
  void a_faulty_message_is_answered_and_the_socket_goes_on(String message, String code) {
    SocketClient client = connected();

    client.send(message == null ? "" : message);

    assertThat(client.next("error").path("payload").path("code").asText()).isEqualTo(code);
    stillWorks(client);
  }

  @Test
  void a_message_beyond_64_kb_is_refused_even_in_pieces() {
    SocketClient client = connected();

    for (int i = 0; i < 10; i++) {
      client.sendPart("x".repeat(10_000));
    }
    client.send("x");

    assertThat(client.next("error").path("payload").path("code").asText())
        .isEqualTo("message_too_large");
    stillWorks(client);
  }

  @Test
  void a_message_in_pieces_is_put_together() {
    SocketClient client = connected();

    client.sendPart("{\"type\":");
    client.send("\"ping\"}");

    client.next("pong");
  }

  @Test
  void a_frame_beyond_what_the_server_reads_closes_as_too_big() {
    try (RawSocket raw = new RawSocket(server.address(server.conversation(), "?token=valid"))) {
      raw.send("81 ff 00 00 00 00 00 20 00 00");

      assertThat(raw.closeCode()).isEqualTo(CloseReason.TOO_BIG.code());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"81 02 68 69", "f1 80 00 00 00 00", "80 80 00 00 00 00"})
  void what_is_no_frame_of_a_client_closes_as_a_protocol_error(String bytes) {
    try (RawSocket raw = new RawSocket(server.address(server.conversation(), "?token=valid"))) {
      raw.send(bytes);

      assertThat(raw.closeCode()).isEqualTo(CloseReason.PROTOCOL_ERROR.code());
    }
  }

  @Test
  void binary_is_answered_and_closed() {
    SocketClient client = connected();

    client.sendBinary(new byte[] {1, 2, 3});

    assertThat(client.next("error").path("payload").path("code").asText())
        .isEqualTo("binary_not_understood");
    assertThat(client.closeCode()).isEqualTo(CloseReason.UNSUPPORTED.code());
  }

  @Test
  void a_client_that_goes_on_with_nonsense_is_closed() {
    SocketClient client = connected();

    for (int i = 0; i < 20; i++) {
      client.send("nonsense");
    }

    for (int i = 0; i < 20; i++) {
      client.next("error");
    }
    assertThat(client.closeCode()).isEqualTo(CloseReason.MISUSE.code());
  }

  @Test
  void a_client_that_floods_gets_every_answer() {
    SocketClient client = connected();

    for (int i = 0; i < 2_000; i++) {
      client.send("{\"type\":\"ping\",\"ref\":\"" + i + "\"}");
    }

    for (int i = 0; i < 2_000; i++) {
      assertThat(client.next("pong").path("ref").asText()).isEqualTo(String.valueOf(i));
    }
  }

  @Test
  void what_a_client_says_is_never_repeated_in_an_answer() {
    SocketClient client = connected();

    client.send("{\"type\":\"canary secret\"}");

    assertThat(client.next("error").toString()).doesNotContain("canary");
  }

  @Test
  void any_text_gives_a_message_or_a_fault() {
    long seed = Long.getLong("lumen.fuzz.seed", 1);
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    byte[] valid =
        "{\"type\":\"subscribe\",\"ref\":\"a\",\"conversation_id\":\"b\",\"after\":12}"
            .getBytes(StandardCharsets.UTF_8);
    int faulty = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = valid.clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      ClientMessage message = ClientMessage.parse(new String(bytes, StandardCharsets.UTF_8));
      faulty += message instanceof ClientMessage.Faulty ? 1 : 0;
    }
    assertThat(faulty).as("seed %d", seed).isBetween(1, 50_000);
  }

  private static SocketClient connected() {
    SocketClient client = server.connect(server.conversation());
    client.next("hello");
    return client;
  }

  private static void stillWorks(SocketClient client) {
    client.send("{\"type\":\"ping\"}");
    client.next("pong");
  }
}
