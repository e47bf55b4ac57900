package dev.lumen.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.api.HttpFixture.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S-07 and 3.2: which web pages may use the server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorsTest {
  private final HttpFixture development = start(Origins.development(List.of()));
  private final HttpFixture required = start(Origins.of(List.of("https://Talk.example.com/")));

  private static HttpFixture start(Origins origins) {
    return new HttpFixture(
        origins,
        routing ->
            routing
                .get("/api/x", (request, response) -> Responses.ok(response, Map.of("read", true)))
                .post(
                    "/api/x",
                    (request, response) -> Responses.ok(response, Map.of("written", true))));
  }

  @AfterAll
  void stop() {
    development.close();
    required.close();
  }

  private static Answer preflight(HttpFixture http, String origin) {
    return http.send(
        http.request("/api/x")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header(
                "Access-Control-Request-Headers",
                "content-type,authorization,apikey,accept-profile,x-client-info"));
  }

  private static Answer post(HttpFixture http, String origin) {
    return http.send(http.json("/api/x", "{}").header("Origin", origin));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:6173",
        "http://localhost:6173",
        "http://localhost:6174",
        "http://127.0.0.1:6175",
        "http://localhost:3000"
      })
  void in_development_the_usual_local_pages_are_welcome(String origin) {
    Answer asked = preflight(development, origin);
    assertThat(asked.status()).isEqualTo(204);
    assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo(origin);
    assertThat(asked.header("Access-Control-Allow-Credentials")).isEqualTo("true");
    assertThat(asked.header("Access-Control-Allow-Headers"))
        .isEqualTo("content-type,authorization,apikey,accept-profile,x-client-info");
    Answer done = post(development, origin);
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.header("Access-Control-Allow-Origin")).isEqualTo(origin);
    assertThat(done.header("Vary")).isEqualTo("Origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "http://localhost:6173.evil.example",
        "http://localhost:9999"
      })
  void in_development_other_pages_can_change_nothing_and_read_nothing(String origin) {
    assertThat(preflight(development, origin).status()).isEqualTo(403);
    assertThat(post(development, origin).status()).isEqualTo(403);
    Answer read = development.send(development.request("/api/x").header("Origin", origin));
    assertThat(read.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void with_tokens_required_only_named_origins_are_welcome() {
    assertThat(preflight(required, "https://talk.example.com").status()).isEqualTo(204);
    Answer refused = preflight(required, "http://localhost:6173");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.raw().body()).contains("Add the page's origin to LUMEN_CORS_ORIGINS");
    assertThat(post(required, "http://localhost:6173").header("Access-Control-Allow-Origin"))
        .isEmpty();
  }

  @Test
  void the_servers_own_pages_need_no_permission() {
    Answer answer = post(development, "http://127.0.0.1:" + development.port());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void errors_can_be_read_by_welcome_pages_too() {
    Answer answer =
        development.send(development.request("/nowhere").header("Origin", "http://localhost:6173"));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:6173");
  }

  @Test
  void in_development_a_foreign_name_that_points_here_is_refused() throws IOException {
    assertThat(statusFor(development, "rebound.example")).isEqualTo("403");
    assertThat(statusFor(development, "localhost:8000")).isEqualTo("200");
    assertThat(statusFor(development, "[::1]:8000")).isEqualTo("200");
    assertThat(statusFor(required, "lumen.example")).isEqualTo("200");
  }

  @Test
  void sockets_are_trusted_by_the_same_rule() {
    Origins origins = Origins.development(List.of("http://mine.example"));
    assertThat(origins.trusts(null, "127.0.0.1:8000")).isTrue();
    assertThat(origins.trusts("http://mine.example", "127.0.0.1:8000")).isTrue();
    assertThat(origins.trusts("http://127.0.0.1:8000", "127.0.0.1:8000")).isTrue();
    assertThat(origins.trusts("http://other.example", "127.0.0.1:8000")).isFalse();
    assertThat(origins.trusts(null, "rebound.example")).isFalse();
    assertThat(origins.trusts(null, null)).isFalse();
    assertThat(Origins.of(List.of()).trusts("not an origin", "lumen.example")).isFalse();
  }

  private static String statusFor(HttpFixture http, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
      socket.setSoTimeout(10_000);
      String request = "GET /api/x HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII)
          .substring(9);
    }
  }
}
