package dev.lumen.server.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lumen.server.model.LanguageModel.Answer;
import dev.lumen.server.model.ModelException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("what is asked of every provider and what its answers become, on its own wire format")
@Timeout(60)
class ProvidersTest {
  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "a whole answer, with the model, the key, the instruction and the talk in the request")
  void answers(Dialect dialect) throws Exception {
    try (LoopbackModel server = LoopbackModel.speaking(dialect);
        Asking asking = Asking.of(server)) {
      server.then(server.says("It is ", "“noted” – ", "twice."));
      Answer answer = asking.model.ask(Asking.question(), Asking.LONG);
      assertThat(answer.text()).isEqualTo("It is “noted” – twice.");
      assertThat(answer.inputTokens()).isEqualTo(12);
      assertThat(answer.outputTokens()).isEqualTo(3);
      assertThat(answer.tries()).isEqualTo(1);
      assertThat(answer.requestId()).isEqualTo(dialect == Dialect.OLLAMA ? null : "call-1");
      LoopbackModel.Seen seen = server.seen();
      assertThat(seen.path()).isEqualTo(dialect.path("m"));
      assertThat(seen.headers()).containsAllEntriesOf(dialect.key(Asking.KEY));
      assertThat(seen.body())
          .contains("Answer briefly.", "We met on Monday.", "What happened?")
          .contains("The quiet otter\\ncalled twice.")
          .doesNotContain(Asking.KEY);
      assertThat(dialect.parameters(seen.body()))
          .isEqualTo(Map.of("temperature", 0.5, "max_tokens", 200.0, "top_p", 0.95));
      assertThat(seen.body().replaceAll("\\s+", "")).doesNotContain(dialect.jsonMode());
      assertThat(asking.measurements.all())
          .extracting(it -> it.name())
          .containsExactly("ai." + dialect.provider().wireName() + ".call");
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("where JSON is wanted the provider is told so, and half an object is none")
  void json(Dialect dialect) throws Exception {
    try (LoopbackModel server = LoopbackModel.speaking(dialect);
        Asking asking = Asking.of(server)) {
      server.then(server.says("{\"a\":", "1}"), server.endsWith("length", "{\"a\":"));
      assertThat(asking.model.ask(Asking.question(true), Asking.LONG).text())
          .isEqualTo("{\"a\":1}");
      assertThat(server.seen().body().replaceAll("\\s+", "")).contains(dialect.jsonMode());
      assertThat(asking.kind(true)).isEqualTo(Kind.UNREADABLE);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("pieces are handed over in order, on the caller's thread, as they come")
  void streams(Dialect dialect) throws Exception {
    try (LoopbackModel server = LoopbackModel.speaking(dialect);
        Asking asking = Asking.of(server)) {
      CountDownLatch firstTaken = new CountDownLatch(1);
      server.then(
          stage -> {
            server.begin(stage, "One");
            firstTaken.await(); // the second is written only after the first was handed over
            stage.send(dialect.piece(" two"));
            return stage.finish(dialect.end("stop"));
          });
      List<String> pieces = new ArrayList<>();
      Thread caller = Thread.currentThread();
      Answer answer =
          asking.model.stream(
              Asking.question(),
              Asking.LONG,
              piece -> {
                assertThat(Thread.currentThread()).isSameAs(caller);
                pieces.add(piece);
                firstTaken.countDown();
              });
      assertThat(pieces).containsExactly("One", " two");
      assertThat(answer.text()).isEqualTo("One two");
      assertThat(asking.measurements.all())
          .extracting(it -> it.name())
          .contains("ai." + dialect.provider().wireName() + ".first_piece");
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("an interrupt ends the call at once and closes the connection")
  void interrupted(Dialect dialect) throws Exception {
    try (LoopbackModel server = LoopbackModel.speaking(dialect);
        Asking asking = Asking.of(server)) {
      server.then(server.isSilent(), server.stops("One"));
      for (int i = 0; i < 2; i++) {
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(i);
        Thread caller =
            Thread.ofVirtual()
                .start(
                    () -> {
                      try {
                        asking.model.stream(
                            Asking.question(), Asking.LONG, piece -> begun.countDown());
                      } catch (ModelException | InterruptedException e) {
                        ended.complete(e);
                      }
                    });
        server.seen();
        begun.await();
        caller.interrupt();
        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        assertThat(server.hungUp()).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("who takes the pieces may refuse one: it hears its own exception")
  void unwanted(Dialect dialect) throws Exception {
    try (LoopbackModel server = LoopbackModel.speaking(dialect);
        Asking asking = Asking.of(server)) {
      server.then(server.stops("One"));
      assertThatThrownBy(
              () ->
                  asking.model.stream(
                      Asking.question(),
                      Asking.LONG,
                      piece -> {
                        throw new IllegalStateException("enough");
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("enough");
      assertThat(server.hungUp()).isNotEmpty();
    }
  }
}
