package dev.lumen.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.api.HttpFixture.Answer;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("X-02, X-03: pages and slices of lists")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {
  private final HttpFixture http =
      new HttpFixture(
          Origins.of(Set.of()),
          routing ->
              routing
                  .get("/page", (request, response) -> Responses.ok(response, Page.from(request)))
                  .get(
                      "/slice",
                      (request, response) -> Responses.ok(response, Slice.from(request, 50, 1000)))
                  .get(
                      "/of/{id}",
                      (request, response) -> Responses.ok(response, Paths.uuid(request, "id"))));

  @AfterAll
  void stop() {
    http.close();
  }

  @Test
  void defaults_and_given_values() {
    assertThat(http.get("/page").raw().body()).isEqualTo("{\"page\":1,\"per_page\":20}");
    assertThat(http.get("/page?page=3&per_page=100").raw().body())
        .isEqualTo("{\"page\":3,\"per_page\":100}");
    assertThat(http.get("/slice?offset=10").raw().body()).isEqualTo("{\"limit\":50,\"offset\":10}");
    assertThat(new Page(3, 20).slice()).isEqualTo(new Slice(20, 40));
  }

  @Test
  @DisplayName("X-02: rows that came in after they were counted are counted too")
  void a_total_is_never_less_than_what_is_answered() {
    assertThat(new Slice(100, 0).total(137, 100)).isEqualTo(137);
    assertThat(new Slice(10_000, 0).total(137, 146)).isEqualTo(146);
    assertThat(new Slice(10, 140).total(137, 6)).isEqualTo(146);
    assertThat(new Slice(10, 500).total(137, 0)).isEqualTo(137);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/page?page=0",
        "/page?page=x",
        "/page?per_page=101",
        "/page?per_page=1.5",
        "/page?page=99999999999999999999",
        "/page?page=",
        "/slice?limit=0",
        "/slice?limit=1001",
        "/slice?offset=-1",
        "/of/12",
        "/of/1-1-1-1-1"
      })
  void out_of_range_is_VAL_003(String path) {
    Answer answer = http.get(path);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("VAL_003");
    assertThat(answer.json().path("error").path("details").path("errors").size()).isEqualTo(1);
  }
}
