package dev.lumen.server.model;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.lumen.server.measure.Measurements;
import dev.lumen.server.model.ModelException.Kind;
import dev.lumen.server.model.ModelSettings.Endpoint;
import dev.lumen.server.model.ModelState.Condition;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A model with all that a caller must not have to think of: it keeps to deadlines, tries again what
 * may pass, leaves a model alone that fails again and again, and lets a bounded number of calls run
 * at once. Cleaning and replies wait for very different times, so each has a circuit breaker of its
 * own: a model too slow for the one may still do for the other.
 */
public final class GuardedModel implements LanguageModel, AutoCloseable {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

  private final Endpoint endpoint;
  private final HttpClient http;
  private final Semaphore calls;
  private final Tries answers;
  private final Tries streams;
  private final Measurements measurements;
  private final Surroundings around;
  private final QuietTime quiet;
  private volatile ModelState last = new ModelState(Condition.NOT_ASKED, null);

  GuardedModel(Endpoint endpoint, int calls, Measurements measurements, Surroundings around) {
    this.endpoint = endpoint;
    this.http =
        HttpClient.newBuilder()
            // A connection of its own for each call, so that giving up ends it for the model too.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(LONGEST_CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    this.calls = new Semaphore(calls, true);
    this.measurements = measurements;
    this.around = around;
    this.quiet = new QuietTime(around.nanoTime());
    Taste taste = new Taste(endpoint.name());
    StreamingChatModel model = Providers.open(endpoint, CallerHttp.over(http));
    this.answers = new Tries("answers", endpoint.name(), model, taste, quiet, around);
    this.streams = new Tries("streams", endpoint.name(), model, taste, quiet, around);
  }

  /** The model of an endpoint; nothing is sent until it is asked. */
  public static GuardedModel open(Endpoint endpoint, int calls, Measurements measurements) {
    return new GuardedModel(endpoint, calls, measurements, Surroundings.REAL);
  }

  @Override
  public String name() {
    return endpoint.name();
  }

  /** Who runs it. */
  public Provider provider() {
    return endpoint.provider();
  }

  /** Looks whether it is there, without asking it anything. */
  public ModelLook look(Duration allowed) throws InterruptedException {
    return ModelLook.at(endpoint, allowed);
  }

  /** How it has answered lately. */
  public ModelState state() {
    boolean rests = answers.rest() || streams.rest() || quiet.left().isPositive();
    return rests ? new ModelState(Condition.RESTING, last.lastFailure()) : last;
  }

  @Override
  public LanguageModel trials() {
    return new TrialModel(this);
  }

  @Override
  public Answer ask(Question question, Duration deadline)
      throws ModelException, InterruptedException {
    return ask(question, deadline, this);
  }

  /** Asks; what it takes is measured under the name that the asked model has for it. */
  Answer ask(Question question, Duration deadline, LanguageModel as)
      throws ModelException, InterruptedException {
    Patience patience = Patience.until(around.nanoTime(), deadline);
    try {
      Answer answer = answered(answers, question, patience, piece -> {});
      record(as, "call", answer.took());
      return answer;
    } catch (ModelException e) {
      if (e.kind() == Kind.LATE) {
        record(as, "call", patience.since());
      }
      throw e;
    }
  }

  @Override
  public Answer stream(Question question, Duration allowed, Consumer<String> onText)
      throws ModelException, InterruptedException {
    return stream(question, allowed, onText, this);
  }

  /** Streams, measured likewise. */
  Answer stream(Question question, Duration allowed, Consumer<String> onText, LanguageModel as)
      throws ModelException, InterruptedException {
    Patience patience = Patience.perPiece(around.nanoTime(), allowed);
    boolean[] begun = new boolean[1];
    Answer answer =
        answered(
            streams,
            question,
            patience,
            piece -> {
              if (!begun[0]) {
                begun[0] = true;
                record(as, "first_piece", patience.since());
              }
              onText.accept(piece);
            });
    record(as, "stream", answer.took());
    return answer;
  }

  private Answer answered(
      Tries tries, Question question, Patience patience, Consumer<String> onText)
      throws ModelException, InterruptedException {
    if (question.messages().stream().allMatch(message -> message.text().isBlank())) {
      throw new ModelException(Kind.REFUSED, name() + " was asked nothing");
    }
    if (!calls.tryAcquire(patience.nanosLeft(), TimeUnit.NANOSECONDS)) {
      throw new ModelException(Kind.LATE, name() + " is busy with other calls");
    }
    try {
      Answer answer = tries.ask(question, patience, onText);
      last = new ModelState(Condition.ANSWERING, null);
      return answer;
    } catch (ModelException e) {
      if (e.kind() != Kind.RESTING) {
        last = new ModelState(Condition.FAILING, e.kind());
      }
      throw e;
    } finally {
      calls.release();
    }
  }

  private void record(LanguageModel as, String what, Duration took) {
    measurements.record(as.operation(what), took.toNanos());
  }

  /** Ends calls that are under way. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
