package dev.lumen.server.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lumen.server.model.LanguageModel.Answer;
import dev.lumen.server.model.ModelException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("a model of OpenAI's that thinks first is asked as it wants to be asked")
@Timeout(60)
class ThinkingModelTest {
  private final LoopbackModel server = LoopbackModel.speaking(Dialect.OPENAI);
  private final ThinkingModel thinking = new ThinkingModel(server);
  private final Asking asking = Asking.of(server);

  @AfterEach
  void stop() {
    asking.close();
    server.close();
  }

  private JsonNode next() throws Exception {
    return new ObjectMapper().readTree(server.seen().body());
  }

  @Test
  @DisplayName("it refuses what it does not take once, is asked without it, and is remembered")
  void learns() throws Exception {
    LoopbackModel.Scene yes = thinking.or(server.says("Yes."));
    server.then(yes, yes, yes, yes, yes);
    Answer answer = asking.model.ask(Asking.question(), Asking.LONG);
    assertThat(answer.text()).isEqualTo("Yes.");
    assertThat(answer.tries()).isEqualTo(3);
    assertThat(asking.pauses).isEmpty();
    next();
    next();
    JsonNode third = next();
    assertThat(third.has("temperature")).isFalse();
    assertThat(third.has("max_tokens")).isFalse();
    // Thoughts count as part of the answer, so they need room, and are to be short.
    assertThat(third.path("max_completion_tokens").asInt()).isEqualTo(200 + 4096);
    assertThat(third.path("reasoning_effort").asText()).isEqualTo("low");
    assertThat(third.path("messages").size()).isEqualTo(4);

    List<String> pieces = new ArrayList<>();
    answer = asking.model.stream(Asking.question(true), Asking.LONG, pieces::add);
    assertThat(answer.tries()).isEqualTo(1);
    assertThat(pieces).containsExactly("Yes.");
    assertThat(next().path("response_format").path("type").asText()).isEqualTo("json_object");
    assertThat(asking.model.ask(Asking.question(), Asking.LONG).tries()).isEqualTo(1);
  }

  @Test
  @DisplayName("C-11: a share of likely words that it refuses is left out with the rest")
  void withoutShare() throws Exception {
    thinking.refuses("top_p");
    LoopbackModel.Scene yes = thinking.or(server.says("Yes."));
    server.then(yes, yes, yes, yes);
    assertThat(asking.model.ask(Asking.question(), Asking.LONG).tries()).isEqualTo(4);
    assertThat(next().path("top_p").asDouble()).isEqualTo(0.95);
    next();
    next();
    assertThat(next().has("top_p")).isFalse();
  }

  @Test
  @DisplayName("it need not be told how long to think, and a stream learns as a whole answer does")
  void withoutEffort() throws Exception {
    thinking.refuses("reasoning_effort");
    LoopbackModel.Scene yes = thinking.or(server.says("Yes"));
    server.then(yes, yes, yes, yes);
    List<String> pieces = new ArrayList<>();
    Answer answer = asking.model.stream(Asking.question(), Asking.LONG, pieces::add);
    assertThat(answer.tries()).isEqualTo(4);
    assertThat(pieces).containsExactly("Yes");
    for (int i = 0; i < 3; i++) {
      next();
    }
    assertThat(next().has("reasoning_effort")).isFalse();
  }

  @Test
  @DisplayName("questions that were under way while it refused are put again too")
  void atOnce() throws Exception {
    CountDownLatch allCame = new CountDownLatch(3);
    LoopbackModel.Scene yes = thinking.or(server.says("Yes."));
    LoopbackModel.Scene together =
        stage -> {
          allCame.countDown();
          allCame.await();
          return yes.play(stage);
        };
    server.then(together, together, together, yes, yes, yes, yes, yes, yes);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        answers.add(callers.submit(() -> asking.model.ask(Asking.question(), Asking.LONG)));
      }
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().text()).isEqualTo("Yes.");
      }
    }
  }

  @Test
  @DisplayName("what it refuses although it was not sent, or refuses for another reason, stays so")
  void refusesForGood() {
    String odd =
        "{\"error\":{\"message\":\"no\",\"type\":\"invalid_request_error\",\"param\":\"%s\",\"code\":\"%s\"}}";
    server.then(
        server.fails(400, Map.of(), odd.formatted("messages", "unsupported_value")),
        server.fails(400, Map.of(), odd.formatted("max_tokens", "integer_above_max_value")),
        server.fails(400, Map.of(), odd.formatted("temperature", "unsupported_value")),
        server.fails(400, Map.of(), odd.formatted("temperature", "unsupported_value")));
    for (int i = 0; i < 3; i++) {
      assertThat(
              catchThrowableOfType(
                      ModelException.class, () -> asking.model.ask(Asking.question(), Asking.LONG))
                  .kind())
          .isEqualTo(Kind.REFUSED);
    }
    assertThat(server.unseen()).isEqualTo(4);
  }
}
