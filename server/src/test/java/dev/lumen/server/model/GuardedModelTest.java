package dev.lumen.server.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lumen.server.measure.Targets;
import dev.lumen.server.model.LanguageModel.Answer;
import dev.lumen.server.model.ModelException.Kind;
import dev.lumen.server.model.ModelState.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("P-07: how often a model is asked, when it is left alone, how many ask at once")
@Timeout(60)
class GuardedModelTest {

  @Test
  @DisplayName("P-07: after a random part of 1, 2, 4 s, or what the model says if that is longer")
  void triesAgain() throws Exception {
    try (LoopbackModel server = LoopbackModel.speaking(Dialect.OPENAI);
        Asking asking = Asking.of(server)) {
      server.then(
          server.fails(500),
          server.fails(429, Map.of("retry-after", "3")),
          server.fails(
              503,
              Map.of(
                  "date",
                  "Fri, 02 Jan 2026 10:00:00 GMT",
                  "retry-after",
                  "Fri, 02 Jan 2026 10:00:05 GMT")),
          server.says("Yes."));
      Answer answer = asking.model.ask(Asking.question(), Asking.LONG);
      assertThat(answer.tries()).isEqualTo(4);
      assertThat(asking.pauses)
          .containsExactly(Duration.ofMillis(500), Duration.ofSeconds(3), Duration.ofSeconds(5));
      assertThat(answer.took()).isGreaterThan(Duration.ofMillis(8_500));
    }
  }

  @Test
  @DisplayName("P-07: the pause grows to 30 s and no further")
  void longestPause() {
    Backoff backoff = new Backoff(() -> 1);
    assertThat(backoff.after(1, null)).isEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.after(5, null)).isEqualTo(Duration.ofSeconds(16));
    assertThat(backoff.after(6, null)).isEqualTo(Duration.ofSeconds(30));
    assertThat(backoff.after(90, null)).isEqualTo(Duration.ofSeconds(30));
    assertThat(new Backoff(() -> 0).after(3, null)).isZero();
  }

  @Test
  @DisplayName("four tries at most; none that the deadline leaves no time for; none in vain")
  void triesNoMore() {
    try (LoopbackModel server = LoopbackModel.speaking(Dialect.GEMINI);
        Asking asking = Asking.of(server)) {
      server.then(server.fails(500), server.fails(500), server.fails(500), server.fails(500));
      assertThat(failure(asking, Asking.LONG)).isEqualTo(Kind.BROKEN);
      assertThat(asking.pauses).hasSize(3);
    }
    try (LoopbackModel server = LoopbackModel.speaking(Dialect.GEMINI);
        Asking asking = Asking.of(server)) {
      server.then(server.fails(500), server.fails(401));
      assertThat(failure(asking, Duration.ofMillis(400))).isEqualTo(Kind.BROKEN);
      assertThat(failure(asking, Asking.LONG)).isEqualTo(Kind.UNAUTHORISED);
      assertThat(asking.pauses).isEmpty();
    }
  }

  @Test
  @DisplayName("nobody has heard half of a whole answer, so it is asked for again")
  void asksAgainAfterHalf() throws Exception {
    try (LoopbackModel server = LoopbackModel.speaking(Dialect.OLLAMA);
        Asking asking = Asking.of(server)) {
      server.then(server.breaksOff("Half"), server.says("Whole."));
      Answer answer = asking.model.ask(Asking.question(), Asking.LONG);
      assertThat(answer.text()).isEqualTo("Whole.");
      assertThat(answer.tries()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("the same is asked of every provider")
  void targets() {
    assertThat(Targets.standard().of("ai.ollama.call")).isEqualTo(400);
    assertThat(Targets.standard().of("ai.openai.error")).isEqualTo(100);
    assertThat(Targets.standard().of("ai.gemini.stream")).isNull();
  }

  @Test
  @DisplayName("what Gemini and OpenAI say in the bodies of their errors")
  void errorBodies() {
    try (LoopbackModel server = LoopbackModel.speaking(Dialect.GEMINI);
        Asking asking = Asking.of(server)) {
      server.then(
          server.fails(
              400,
              Map.of(),
              "{\"error\":{\"code\":400,\"message\":\"API key not valid.\",\"status\":\"INVALID_ARGUMENT\",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"API_KEY_INVALID\",\"domain\":\"googleapis.com\"}]}}"),
          server.fails(
              429,
              Map.of(),
              "[{\"error\":{\"code\":429,\"message\":\"Quota\",\"status\":\"RESOURCE_EXHAUSTED\",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"34s\"}]}}]"));
      assertThat(failure(asking, Asking.LONG)).isEqualTo(Kind.UNAUTHORISED);
      assertThat(failure(asking, Asking.LONG)).isEqualTo(Kind.THROTTLED);
      assertThat(asking.pauses).isEmpty();
    }
    try (LoopbackModel server = LoopbackModel.speaking(Dialect.OPENAI);
        Asking asking = Asking.of(server)) {
      server.then(
          server.fails(
              429,
              Map.of(),
              "{\"error\":{\"message\":\"You exceeded your current quota\",\"type\":\"insufficient_quota\",\"param\":null,\"code\":\"insufficient_quota\"}}"));
      assertThat(failure(asking, Asking.LONG)).isEqualTo(Kind.THROTTLED);
      assertThat(asking.pauses).isEmpty();
    }
  }

  @Test
  @DisplayName("a model that fails five times rests; after a while one call tries it out")
  void rests() throws Exception {
    try (LoopbackModel server = LoopbackModel.speaking(Dialect.OLLAMA);
        Asking asking = Asking.of(server)) {
      assertThat(asking.model.state().condition()).isEqualTo(Condition.NOT_ASKED);
      for (int i = 0; i < 5; i++) {
        server.then(server.fails(403));
        assertThat(failure(asking, Asking.LONG)).isEqualTo(Kind.UNAUTHORISED);
        server.seen();
      }
      assertThat(asking.model.state())
          .isEqualTo(new ModelState(Condition.RESTING, Kind.UNAUTHORISED));
      assertThat(failure(asking, Asking.LONG)).isEqualTo(Kind.RESTING);
      assertThat(server.unseen()).isZero();
      // Streams are judged by themselves.
      server.then(server.says("Yes."));
      asking.model.stream(Asking.question(), Asking.LONG, piece -> {});
      asking.pass(Breakers.REST.plusMillis(1));
      server.then(server.says("Yes."));
      assertThat(asking.model.ask(Asking.question(), Asking.LONG).text()).isEqualTo("Yes.");
      assertThat(asking.model.state()).isEqualTo(new ModelState(Condition.ANSWERING, null));
    }
  }

  @Test
  @DisplayName("P-07: what it asks one caller holds for all, for a minute at most")
  void leavesItAlone() throws Exception {
    try (LoopbackModel server = LoopbackModel.speaking(Dialect.GEMINI);
        Asking asking = Asking.of(server)) {
      server.then(server.fails(429, Map.of("retry-after", "3600")));
      assertThat(failure(asking, Asking.LONG)).isEqualTo(Kind.THROTTLED);
      server.seen();
      assertThat(failure(asking, Asking.LONG)).isEqualTo(Kind.RESTING);
      assertThat(asking.model.state()).isEqualTo(new ModelState(Condition.RESTING, Kind.THROTTLED));
      assertThat(server.unseen()).isZero();
      asking.pass(Duration.ofSeconds(55));
      server.then(server.says("Yes."));
      assertThat(asking.model.ask(Asking.question(), Asking.LONG).text()).isEqualTo("Yes.");
      assertThat(asking.pauses).hasSize(1);
    }
  }

  @Test
  @DisplayName("questions that it does not accept say nothing about the model")
  void refusedQuestions() throws Exception {
    try (LoopbackModel server = LoopbackModel.speaking(Dialect.GEMINI);
        Asking asking = Asking.of(server)) {
      for (int i = 0; i < 12; i++) {
        server.then(server.fails(400));
        assertThat(failure(asking, Asking.LONG)).isEqualTo(Kind.REFUSED);
      }
      server.then(server.says("Yes."));
      assertThat(asking.model.ask(Asking.question(), Asking.LONG).text()).isEqualTo("Yes.");
    }
  }

  @Test
  @DisplayName("an empty question is not sent")
  void emptyQuestion() {
    try (LoopbackModel server = LoopbackModel.speaking(Dialect.OLLAMA);
        Asking asking = Asking.of(server)) {
      LanguageModel.Question nothing =
          new LanguageModel.Question(
              "Answer.", List.of(new LanguageModel.Message(false, " ")), false, 0, 10, null);
      assertThat(
              catchThrowableOfType(
                      ModelException.class, () -> asking.model.ask(nothing, Asking.LONG))
                  .kind())
          .isEqualTo(Kind.REFUSED);
      assertThat(server.unseen()).isZero();
    }
  }

  @Test
  @DisplayName("no more calls run at once than are allowed")
  void boundedCalls() throws Exception {
    try (LoopbackModel server = LoopbackModel.speaking(Dialect.OPENAI);
        Asking asking = Asking.of(server, 1)) {
      server.then(server.stops("One"));
      CountDownLatch begun = new CountDownLatch(1);
      Thread first =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      asking.model.stream(
                          Asking.question(), Asking.LONG, piece -> begun.countDown());
                    } catch (ModelException | InterruptedException expected) {
                      // It is given up below.
                    }
                  });
      begun.await();
      server.seen();
      assertThat(failure(asking, Asking.SHORT)).isEqualTo(Kind.LATE);
      assertThat(server.unseen()).isZero();
      first.interrupt();
      server.then(server.says("Yes."));
      assertThat(asking.model.ask(Asking.question(), Asking.LONG).text()).isEqualTo("Yes.");
    }
  }

  private static Kind failure(Asking asking, Duration deadline) {
    ModelException failed =
        catchThrowableOfType(
            ModelException.class, () -> asking.model.ask(Asking.question(), deadline));
    assertThat(failed).isNotNull();
    return failed.kind();
  }
}
