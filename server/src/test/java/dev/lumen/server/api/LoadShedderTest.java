package dev.lumen.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.api.HttpFixture.Answer;
import io.helidon.webserver.http.HttpRouting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("PROC_004, P-77: a server with too much in hand says so at once and recovers")
class LoadShedderTest {
  private static final int MOST = 3;

  private final Semaphore arrived = new Semaphore(0);
  private final Semaphore leave = new Semaphore(0);
  private final LoadShedder shedder = new LoadShedder(MOST);
  private final HttpFixture server =
      new HttpFixture(Origins.of(List.of("https://page.example")), this::routes);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  private void routes(HttpRouting.Builder routing) {
    routing
        .addFilter(shedder)
        .get("/quick", (request, response) -> response.send("done"))
        .get("/health", (request, response) -> response.send("well"))
        .get(
            "/fails",
            (request, response) -> {
              throw new IllegalStateException("on purpose");
            })
        .get(
            "/slow",
            (request, response) -> {
              stand();
              response.send("done");
            })
        .get(
            "/open",
            (request, response) -> {
              LoadShedder.staysOpen(request);
              stand();
              response.send("done");
            });
  }

  private void stand() {
    arrived.release();
    leave.acquireUninterruptibly();
  }

  @AfterEach
  void stop() {
    leave.release(1_000);
    callers.close();
    server.close();
  }

  private List<CompletableFuture<Answer>> ask(String path, int times) {
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      answers.add(CompletableFuture.supplyAsync(() -> server.get(path), callers));
    }
    arrived.acquireUninterruptibly(times);
    return answers;
  }

  @Test
  void who_comes_when_all_places_are_taken_is_refused_and_those_inside_are_answered() {
    List<CompletableFuture<Answer>> inside = ask("/slow", MOST);
    Answer refused =
        server.send(server.request("/quick").header("Origin", "https://page.example").GET());
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.code()).isEqualTo("PROC_004");
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("https://page.example");
    assertThat(refused.json().at("/recovery/retry_after_ms").asInt()).isEqualTo(1_000);
    assertThat(shedder.refused()).isEqualTo(1);

    leave.release(MOST);
    assertThat(inside).allMatch(answer -> answer.join().status() == 200);
    assertThat(server.get("/quick").status()).isEqualTo(200);
  }

  @Test
  void the_health_can_be_asked_at_any_time() {
    ask("/slow", MOST);
    assertThat(server.get("/health").status()).isEqualTo(200);
  }

  @Test
  void a_request_that_stays_open_takes_nobody_s_place() {
    ask("/open", 2 * MOST);
    assertThat(shedder.inHand()).isZero();
    assertThat(server.get("/quick").status()).isEqualTo(200);
  }

  @Test
  void a_request_that_fails_gives_its_place_back() {
    for (int i = 0; i < 2 * MOST; i++) {
      assertThat(server.get("/fails").status()).isEqualTo(500);
    }
    assertThat(server.get("/quick").status()).isEqualTo(200);
  }

  @Test
  void the_bound_follows_the_heap() {
    assertThat(LoadShedder.forHeap(384L << 20).most()).isEqualTo(1_536);
    assertThat(LoadShedder.forHeap(0).most()).isEqualTo(200);
  }
}
