package dev.lumen.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.api.HttpFixture;
import dev.lumen.server.api.HttpFixture.Answer;
import dev.lumen.server.api.Origins;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The browser application as it is sent")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageResourceTest {
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
  private static final Map<String, String> FILES =
      Map.of(
          "/files.json",
          """
          [{"path": "/index.html", "type": "text/html; charset=utf-8", "tag": "i1", "encodings": []},
           {"path": "/assets/main-1.js", "type": "text/javascript; charset=utf-8", "tag": "m1",
            "encodings": ["br", "gzip"]}]
          """,
          "/index.html",
          "<title>Lumen</title>",
          "/assets/main-1.js",
          "plain",
          "/assets/main-1.js.br",
          "brotli",
          "/assets/main-1.js.gz",
          "gzipped",
          "/secret.txt",
          "not listed");

  private final HttpFixture http = fixture(FILES);
  private final HttpFixture unbuilt = fixture(Map.of());

  private static HttpFixture fixture(Map<String, String> content) {
    PageFiles files =
        PageFiles.from(
            path ->
                content.containsKey(path)
                    ? new ByteArrayInputStream(content.get(path).getBytes(StandardCharsets.UTF_8))
                    : null);
    return new HttpFixture(
        Origins.of(Set.of()), routing -> routing.register("/", new PageResource(files)));
  }

  @AfterAll
  void stop() {
    http.close();
    unbuilt.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/conversations/7",
        "/import",
        "/lab",
        "/lab/prompts",
        "/prompt-engineering",
        "/quality",
        "/week3",
        "/settings/keys"
      })
  void every_place_of_the_application_is_the_one_file(String path) {
    Answer answer = http.get(path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.raw().body()).contains("<title>Lumen");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(answer.header("Content-Security-Policy"))
        .contains("script-src 'self';", "style-src 'self';")
        .doesNotContain("unsafe");
  }

  @Test
  void what_is_named_by_its_content_is_kept_for_ever_and_sent_compressed() {
    assertThat(asset("gzip, deflate, br").raw().body()).isEqualTo("brotli");
    assertThat(asset("gzip;q=0.5, br;q=0").raw().body()).isEqualTo("gzipped");
    assertThat(asset("identity").raw().body()).isEqualTo("plain");
    Answer brotli = asset("br");
    assertThat(brotli.header("Content-Encoding")).isEqualTo("br");
    assertThat(brotli.header("Vary")).contains("Accept-Encoding");
    assertThat(brotli.header("Cache-Control")).contains("immutable", "max-age=31536000");
    assertThat(brotli.header("Content-Type")).startsWith("text/javascript");
  }

  @Test
  void what_the_browser_has_is_not_sent_again() {
    String tag = http.get("/").header("ETag");
    Answer again = http.send(http.request("/").header("If-None-Match", "\"other\", " + tag));
    assertThat(again.status()).isEqualTo(304);
  }

  @Test
  void an_unknown_address_is_a_page_to_browsers_and_an_error_to_programs() {
    Answer browser = http.send(http.request("/nowhere/at/all").header("Accept", BROWSER));
    assertThat(browser.status()).isEqualTo(404);
    assertThat(browser.raw().body()).contains("<title>Lumen");
    assertThat(http.get("/nowhere").code()).isEqualTo("VAL_001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "*",
        "/",
        ";;",
        "\"",
        "text/",
        "a/b/c",
        "text/html;q=0",
        "nonsense, */*"
      })
  void an_accept_that_cannot_be_read_takes_anything(String accept) {
    Answer unknown = http.send(http.request("/nowhere").header("Accept", accept));
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.code()).isEqualTo("VAL_001");
    assertThat(http.send(http.request("/lab").header("Accept", accept)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/secret.txt", "/files.json", "/assets/../secret.txt", "/assets/main-1.js.br"})
  void only_what_the_build_listed_is_sent(String path) {
    assertThat(http.get(path).status()).isBetween(400, 404);
  }

  @Test
  void without_the_page_it_says_how_to_get_it() {
    Answer answer = unbuilt.get("/");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.raw().body()).contains("install Node", "./lumen serve", "/docs");
    assertThat(unbuilt.get("/assets/main-1.js").status()).isEqualTo(404);
  }

  private Answer asset(String encodings) {
    return http.send(http.request("/assets/main-1.js").header("Accept-Encoding", encodings));
  }
}
