package dev.lumen.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.api.HttpFixture.Answer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("X-16: whatever bytes are sent as a body, the answer is 200 or a 4xx")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodyFuzzTest {
  private static final int IN_PROCESS = Integer.getInteger("lumen.fuzz.inputs", 60_000);
  private static final int OVER_HTTP = 400;
  private static final List<String> SEEDS =
      List.of(
          "{\"name\":\"Quick Fit\",\"n\":12,\"level\":\"full\",\"flag\":true,\"metadata\":{\"a\":[1,2,{\"b\":null}]}}",
          "{\"name\":\"\\ud83d\\ude00\",\"n\":-1e9,\"turns\":[{\"raw_text\":\"so um\"},{}]}",
          "{\"id\":\"550e8400-e29b-41d4-a716-446655440000\",\"metadata\":{\"x\":1.5E300}}",
          "{\"n\":1e99999999999}");

  private final HttpFixture http =
      new HttpFixture(Origins.of(Set.of()), routing -> routing.post("/read", BodyFuzzTest::read));

  @AfterAll
  void stop() {
    http.close();
  }

  private static void read(ServerRequest request, ServerResponse response) {
    readAll(Body.read(request, 10_000));
    Responses.ok(response, Map.of("ok", true));
  }

  private static void readAll(Fields fields) {
    fields.text("name", 20);
    fields.optionalInt("n", -100, 100, 0);
    fields.optionalNumber("n", -100, 100, 0);
    fields.optionalChoice("level", Map.of("none", 0, "light", 1, "full", 2));
    fields.optionalBoolean("flag", false);
    fields.object("metadata").ifPresent(json -> assertThat(Json.bytes(json)).isNotEmpty());
    fields.optionalUuid("id");
    if (fields.has("turns")) {
      fields.children("turns", 5).forEach(turn -> turn.text("raw_text", 10));
    }
    fields.check();
  }

  private static byte[] mutate(Random random) {
    if (random.nextInt(5) == 0) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] bytes = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) "{}[]\",:\\0e-u".charAt(random.nextInt(12));
        default -> System.arraycopy(bytes, 0, bytes, at, bytes.length - at);
      }
    }
    return bytes;
  }

  @Test
  void in_process_only_refusals_are_thrown() {
    long seed = Long.getLong("lumen.fuzz.seed", 1);
    System.out.println("seed of the bodies: " + seed + " (-Dlumen.fuzz.seed)");
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < IN_PROCESS; i++) {
      byte[] body = mutate(random);
      try {
        readAll(Body.parse(body));
      } catch (ApiException e) {
        assertThat(e.httpStatus()).as("seed %d, body %d", seed, i).isBetween(400, 499);
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", body " + i, e);
      }
    }
    assertThat(refused)
        .as("mutations must really break bodies, seed %d", seed)
        .isGreaterThan(IN_PROCESS / 4);
    assertThat(refused)
        .as("some mutations must stay readable, seed %d", seed)
        .isLessThan(IN_PROCESS);
  }

  @Test
  void over_http_the_connection_stays_usable() {
    long seed = Long.getLong("lumen.fuzz.seed", 1);
    System.out.println("seed of the requests: " + seed + " (-Dlumen.fuzz.seed)");
    Random random = new Random(seed);
    for (int i = 0; i < OVER_HTTP; i++) {
      Answer answer =
          http.send(
              http.request("/read").POST(HttpRequest.BodyPublishers.ofByteArray(mutate(random))));
      assertThat(answer.status()).as("seed %d, request %d", seed, i).isIn(200, 400, 422);
    }
    assertThat(http.post("/read", "{\"name\":\"well\"}").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("413: a body over the limit is refused, announced or not, and nothing hangs")
  void too_large() {
    byte[] large =
        "{\"name\":\"%s\"}".formatted("x".repeat(20_000)).getBytes(StandardCharsets.UTF_8);
    Answer announced =
        http.send(http.request("/read").POST(HttpRequest.BodyPublishers.ofByteArray(large)));
    assertThat(announced.status()).isEqualTo(413);
    assertThat(announced.code()).isEqualTo("VAL_001");
    Answer streamed =
        http.send(
            http.request("/read")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(large))));
    assertThat(streamed.status()).isEqualTo(413);
    assertThat(http.post("/read", "{\"name\":\"well\"}").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 3000000", "Transfer-Encoding: chunked"})
  @DisplayName("413 is read by a client that sends all of the body before it looks for an answer")
  void too_large_of_a_client_that_writes_first(String length) throws IOException {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
      client.setSoTimeout(10_000);
      OutputStream out = client.getOutputStream();
      out.write(
          ("POST /read HTTP/1.1\r\nHost: localhost\r\n" + length + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      boolean chunked = length.endsWith("chunked");
      byte[] piece = " ".repeat(30_000).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 100; i++) {
        if (chunked) {
          out.write("7530\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.write(piece);
        if (chunked) {
          out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
      }
      if (chunked) {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 413").contains("VAL_001");
      assertThat(answer.toLowerCase(Locale.ROOT)).contains("connection: close");
    }
  }

  @Test
  @DisplayName("413 comes at once to a client that asks before it sends, or never sends at all")
  void too_large_before_it_is_sent() throws IOException {
    for (String more : List.of("Expect: 100-continue\r\n", "")) {
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
        client.setSoTimeout(5_000);
        client
            .getOutputStream()
            .write(
                ("POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3000000\r\n"
                        + more
                        + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        byte[] start = client.getInputStream().readNBytes(12);
        assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
      }
    }
  }

  @Test
  @DisplayName("415: only UTF-8 is read")
  void other_character_sets() {
    Answer answer =
        http.send(
            http.request("/read")
                .header("Content-Type", "application/json; charset=iso-8859-1")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(answer.status()).isEqualTo(415);
    Answer bytes =
        http.send(
            http.request("/read")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xE9, '"'})));
    assertThat(bytes.status()).isEqualTo(400);
  }
}
