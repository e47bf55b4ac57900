package dev.lumen.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.api.HttpFixture.Answer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("1.7 and X-15: every failure is answered in one place and one shape")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorRoutingTest {
  private static final String CANARY = "the purple canary sang at midnight";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private HttpFixture http;

  @SuppressWarnings("serial")
  private static final class Outage extends RuntimeException {}

  @BeforeAll
  void start() {
    ExceptionMappers mappers =
        new ExceptionMappers()
            .map(
                Outage.class,
                e -> new ApiException(ErrorCode.DATABASE_ERROR, "No answer from the database."));
    http =
        new HttpFixture(
            Origins.of(Set.of()),
            mappers,
            path -> path.equals("/known") ? Set.of("GET", "PUT") : Set.of(),
            ErrorRoutingTest::routes);
  }

  private static void routes(HttpRouting.Builder routing) {
    routing.get("/known", (request, response) -> Responses.ok(response, Map.of("ok", true)));
    routing.get(
        "/fail/{code}",
        (request, response) -> {
          throw new ApiException(
              ErrorCode.valueOf(request.path().pathParameters().get("code")),
              "It failed on purpose.");
        });
    routing.get(
        "/outage",
        (request, response) -> {
          throw new Outage();
        });
    routing.post(
        "/crash",
        (request, response) -> {
          throw new IllegalStateException("cannot work with " + Body.text(request, 1000));
        });
    routing.get(
        "/slowly",
        (request, response) -> {
          throw ApiException.rateLimited("Too fast.", Duration.ofMillis(2_300));
        });
  }

  @AfterAll
  void stop() {
    http.close();
  }

  @Test
  void of_many_requests_that_meet_an_outage_one_is_told_and_the_others_counted() {
    Outages outages = new Outages(now::get);
    assertThat(outages.tell(ErrorCode.DATABASE_ERROR)).hasValue(0);
    assertThat(outages.tell(ErrorCode.DATABASE_ERROR)).isEmpty();
    assertThat(outages.tell(ErrorCode.EXTERNAL_SERVICE_ERROR)).hasValue(0);
    assertThat(outages.tell(ErrorCode.DATABASE_ERROR)).isEmpty();
    now.set(now.get().plusSeconds(60));
    assertThat(outages.tell(ErrorCode.DATABASE_ERROR)).hasValue(2);
  }

  @ParameterizedTest
  @EnumSource
  void each_code_has_its_status_and_the_whole_body(ErrorCode code) {
    Answer answer = http.get("/fail/" + code);
    assertThat(answer.status()).isEqualTo(code.httpStatus());
    assertThat(answer.code()).isEqualTo(code.code());
    assertThat(answer.json().path("error").path("message").asText())
        .isEqualTo("It failed on purpose.");
    assertThat(answer.json().path("detail").asText()).isEqualTo("It failed on purpose.");
    assertThat(answer.json().path("recovery").path("suggested_action").asText())
        .isEqualTo(code.suggestedAction());
    assertThat(answer.json().path("error").path("request_id").asText())
        .isEqualTo(answer.header("X-Request-Id"))
        .isNotEmpty();
    assertThat(Instant.parse(answer.json().path("error").path("timestamp").asText())).isNotNull();
    assertThat(answer.json().path("recovery").path("retry_after_ms").asLong())
        .isEqualTo(code.retryAfter().orElse(Duration.ZERO).toMillis());
    assertThat(answer.header("WWW-Authenticate"))
        .isEqualTo(code.httpStatus() == 401 ? "Bearer" : "");
  }

  @Test
  @DisplayName("SYS_003: Retry-After is in whole seconds, rounded up, and retry_after_ms exact")
  void waiting_times_are_told_twice() {
    Answer answer = http.get("/slowly");
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isEqualTo("3");
    assertThat(answer.json().path("recovery").path("retry_after_ms").asLong()).isEqualTo(2_300);
  }

  @Test
  @DisplayName("SYS_001 and R-02: a feature's exception is told as its mapping says")
  void mapped_exceptions() {
    Answer answer = http.get("/outage");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("SYS_001");
    assertThat(answer.json().path("recovery").path("retry_after_ms").asLong()).isEqualTo(100);
  }

  @Test
  void unknown_paths_are_404_and_known_ones_405_for_other_methods() {
    assertThat(http.get("/nowhere").status()).isEqualTo(404);
    assertThat(http.get("/nowhere").json().path("detail").asText()).isNotEmpty();
    assertThat(advice(http.get("/nowhere"))).contains("path").doesNotContain("JSON");
    Answer answer = http.post("/known", "{}");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("GET, PUT");
    assertThat(advice(answer)).contains("details.allowed_methods");
  }

  private static String advice(Answer answer) {
    return answer.json().path("recovery").path("suggested_action").asText();
  }

  @Test
  void problem_json_comes_to_those_who_ask_for_it() {
    Answer answer =
        http.send(http.request("/fail/QUEUE_FULL").header("Accept", "application/problem+json"));
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().path("status").asInt()).isEqualTo(503);
    assertThat(answer.json().path("type").asText()).isEqualTo("urn:lumen:error:PROC_004");
    assertThat(answer.json().path("title").asText()).isEqualTo(ErrorCode.QUEUE_FULL.meaning());
  }

  @Test
  void a_sane_request_id_is_kept_and_another_replaced() {
    assertThat(
            http.send(http.request("/known").header("X-Request-Id", "abc-1.2:3"))
                .header("X-Request-Id"))
        .isEqualTo("abc-1.2:3");
    String replaced =
        http.send(http.request("/known").header("X-Request-Id", "a b{c}")).header("X-Request-Id");
    assertThat(UUID.fromString(replaced)).isNotNull();
  }

  @Test
  @DisplayName("SYS_004: logged with its request id, and without what the client sent")
  void unexpected_failures_are_logged_without_transcript_text() {
    List<String> lines = new ArrayList<>();
    Logger logger = Logger.getLogger(ErrorRouting.class.getName());
    Handler handler = collector(lines);
    logger.addHandler(handler);
    try {
      Answer answer =
          http.send(
              http.json("/crash?secret=" + CANARY.length(), CANARY)
                  .header("X-Request-Id", "id-77"));
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.code()).isEqualTo("SYS_004");
      assertThat(answer.raw().body()).doesNotContain("canary").doesNotContain("IllegalState");
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(String.join("\n", lines))
        .contains(
            "id-77", "SYS_004", "/crash", "java.lang.IllegalStateException", "ErrorRoutingTest")
        .doesNotContain("canary")
        .doesNotContain("secret");
  }

  @Test
  void answers_carry_the_basic_security_headers() {
    Answer answer = http.get("/known");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Server")).isEmpty();
  }

  @Test
  void what_is_no_http_is_refused_in_the_same_shape() throws IOException {
    assertThat(raw("this is not http\r\n\r\n")).startsWith("HTTP/1.1 400").contains("VAL_001");
    assertThat(raw("GET /known HTTP/1.1\r\nHost: x\r\nBig: " + "a".repeat(100_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 4")
        .contains("VAL_001")
        .doesNotContain("aaaa");
  }

  @Test
  @DisplayName("VAL_001: what proxies and long searches get wrong is told in their words")
  void refusals_that_say_what_to_do() throws IOException {
    assertThat(raw("GET /known HTTP/1.0\r\n\r\n"))
        .startsWith("HTTP/1.1 505")
        .contains("proxy_http_version 1.1");
    assertThat(raw("GET /known?q=" + "a".repeat(50_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 414")
        .contains("Shorten")
        .doesNotContain("aaaa");
  }

  @Test
  @DisplayName(
      "VAL_001: a compressed body is told what is the matter (415), and has its request id")
  void compressed_bodies() {
    Answer answer =
        http.send(http.json("/crash", "not really gzip").header("Content-Encoding", "gzip"));
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.code()).isEqualTo("VAL_001");
    assertThat(answer.json().path("detail").asText()).contains("Content-Encoding");
    assertThat(advice(answer)).contains("uncompressed");
    assertThat(answer.header("Accept-Encoding")).isEqualTo("identity");
    assertThat(answer.header("X-Request-Id"))
        .isEqualTo(answer.json().path("error").path("request_id").asText())
        .isNotEmpty();
  }

  @Test
  @DisplayName("VAL_001: a form of several parts is refused, not taken for what it carries (415)")
  void forms() {
    Answer answer =
        http.send(
            http.request("/crash")
                .header("Content-Type", "Multipart/Form-Data; boundary=x")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("--x\r\n\r\nhi\r\n--x--")));
    assertThat(answer.status()).isEqualTo(415);
    assertThat(advice(answer)).contains("--data-binary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 2\r\nContent-Length: 4",
        "Content-Length: -1",
        "Content-Length: +2",
        "Content-Length: 2\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"
      })
  @DisplayName("A request whose end is not told in one way is refused, and the connection ends")
  void where_a_request_ends(String framing) throws IOException {
    String behind = "GET /known HTTP/1.1\r\nHost: localhost\r\n\r\n";
    String answers =
        raw("POST /known HTTP/1.1\r\nHost: localhost\r\n" + framing + "\r\n\r\n" + behind);
    assertThat(answers)
        .startsWith("HTTP/1.1 400")
        .containsPattern(
            "\r\nDate: [A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT\r\n")
        .containsIgnoringCase("connection: close")
        .contains("how long its body is")
        .containsOnlyOnce("HTTP/1.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "Close"})
  @DisplayName("A connection ends behind the answer to the request that says it is the last")
  void the_last_request(String option) throws IOException {
    String last = "GET /known HTTP/1.1\r\nHost: localhost\r\nConnection: " + option + "\r\n\r\n";
    assertThat(raw(last + last)).startsWith("HTTP/1.1 200").containsOnlyOnce("HTTP/1.1");
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      byte[] answer = new byte[4096];
      int length = socket.getInputStream().readNBytes(answer, 0, 600);
      return new String(answer, 0, length, StandardCharsets.US_ASCII);
    }
  }

  private static Handler collector(List<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
          lines.add(
              java.text.MessageFormat.format(line.getMessage(), line.getParameters())
                  + line.getThrown());
        }
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
