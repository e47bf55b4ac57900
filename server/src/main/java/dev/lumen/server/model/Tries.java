package dev.lumen.server.model;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.lumen.server.model.LanguageModel.Answer;
import dev.lumen.server.model.LanguageModel.Question;
import dev.lumen.server.model.ModelException.Kind;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts a question as often as it may help, and not at all to a model that is left alone. */
final class Tries {
  private final String name;
  private final StreamingChatModel model;
  private final Taste taste;
  private final QuietTime quiet;
  private final Surroundings around;
  private final Backoff backoff;
  private final CircuitBreaker breaker;

  /**
   * Those of one kind of question.
   *
   * @param kind the name of its circuit breaker
   * @param name the model's
   */
  Tries(
      String kind,
      String name,
      StreamingChatModel model,
      Taste taste,
      QuietTime quiet,
      Surroundings around) {
    this.name = name;
    this.model = model;
    this.taste = taste;
    this.quiet = quiet;
    this.around = around;
    this.backoff = new Backoff(around.jitter());
    this.breaker = Breakers.open(kind, around.clock());
  }

  /** Whether too many have failed. */
  boolean rest() {
    return Breakers.rests(breaker);
  }

  /** Asks until there is an answer, or none to be hoped for. */
  Answer ask(Question question, Patience patience, Consumer<String> onText)
      throws ModelException, InterruptedException {
    keepQuiet(patience);
    for (int tries = 1; ; tries++) {
      Attempt attempt = new Attempt(name, question.json(), patience, onText);
      Set<Parameter> leftOut = taste.refused();
      try {
        Answer answer = once(attempt, Questions.request(question, leftOut));
        return new Answer(
            answer.text(),
            answer.requestId(),
            answer.inputTokens(),
            answer.outputTokens(),
            tries,
            answer.took());
      } catch (ModelException e) {
        if (!taste.learns(leftOut, e.kind(), attempt.refused())) {
          pause(e, attempt, tries);
        }
      }
    }
  }

  /** Waits before the next try; throws where there should be none. */
  private void pause(ModelException failed, Attempt attempt, int tries)
      throws ModelException, InterruptedException {
    Duration asked = attempt.retryAfter();
    if (asked != null) {
      quiet.ask(asked);
    }
    Duration wait = backoff.after(tries, asked);
    if (!backoff.isPassing(failed.kind())
        || attempt.isHeard()
        || tries >= Backoff.MOST_TRIES
        || wait.toNanos() >= attempt.patience().nanosLeft()) {
      throw failed;
    }
    around.pause().sleep(wait);
  }

  /** Does as the model has asked whoever called it before. */
  private void keepQuiet(Patience patience) throws ModelException, InterruptedException {
    Duration left = quiet.left();
    if (!left.isPositive()) {
      return;
    }
    if (left.toNanos() >= patience.nanosLeft()) {
      throw new ModelException(Kind.RESTING, name + " has asked to be left alone");
    }
    around.pause().sleep(left);
  }

  private Answer once(Attempt attempt, ChatRequest request)
      throws ModelException, InterruptedException {
    if (!breaker.tryAcquirePermission()) {
      throw new ModelException(Kind.RESTING, name + " failed too often and is left alone");
    }
    @Nullable Kind failed = null;
    boolean finished = false;
    try {
      Answer answer = attempt.make(model, request);
      finished = true;
      return answer;
    } catch (ModelException e) {
      failed = e.kind();
      finished = true;
      throw e;
    } finally {
      Breakers.tell(breaker, finished, failed);
    }
  }
}
