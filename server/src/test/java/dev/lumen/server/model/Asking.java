package dev.lumen.server.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lumen.server.measure.Measurements;
import dev.lumen.server.model.LanguageModel.Message;
import dev.lumen.server.model.LanguageModel.Question;
import dev.lumen.server.model.ModelSettings.Endpoint;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A guarded model in front of a loopback one, whose clock stands still but for the pauses it makes,
 * and whose chance is even.
 */
final class Asking implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(20);
  static final Duration SHORT = Duration.ofMillis(600);
  static final String KEY = "the-secret-key";

  final Measurements measurements = new Measurements(InstantSource.system());
  final List<Duration> pauses = new ArrayList<>();
  final GuardedModel model;
  private final AtomicLong passed = new AtomicLong();

  private Asking(Endpoint endpoint, int calls) {
    Clock clock = new PausedClock(passed);
    this.model =
        new GuardedModel(
            endpoint,
            calls,
            measurements,
            new Surroundings(
                clock, () -> System.nanoTime() + passed.get(), () -> 0.5, this::pause));
  }

  static Asking of(LoopbackModel server) {
    return of(server, 16);
  }

  static Asking of(LoopbackModel server, int calls) {
    return new Asking(endpoint(server.dialect(), server.address()), calls);
  }

  static Asking at(Dialect dialect, URI address) {
    return new Asking(endpoint(dialect, address), 16);
  }

  static Endpoint endpoint(Dialect dialect, URI address) {
    return new Endpoint(dialect.provider(), "m", address, KEY);
  }

  private void pause(Duration time) {
    pauses.add(time);
    pass(time);
  }

  /** Lets time pass. */
  void pass(Duration time) {
    passed.addAndGet(time.toNanos());
  }

  static Question question() {
    return question(false);
  }

  static Question question(boolean json) {
    return new Question(
        "Answer briefly.",
        List.of(
            new Message(false, "We met on Monday."),
            new Message(true, "What happened?"),
            new Message(false, "The quiet otter"),
            new Message(false, "called twice.")),
        json,
        0.5,
        200,
        0.95);
  }

  /** How a question fails. */
  ModelException failure(boolean json) {
    ModelException failed =
        catchThrowableOfType(ModelException.class, () -> model.ask(question(json), LONG));
    assertThat(failed).isNotNull();
    return failed;
  }

  ModelException.Kind kind(boolean json) {
    return failure(json).kind();
  }

  /** How a stream fails, and what had come of it. */
  record Broken(ModelException.Kind kind, List<String> pieces) {}

  /** Has a stream fail. */
  Broken broken(Duration patience) {
    List<String> pieces = new ArrayList<>();
    ModelException failed =
        catchThrowableOfType(
            ModelException.class, () -> model.stream(question(), patience, pieces::add));
    assertThat(failed).isNotNull();
    return new Broken(failed.kind(), pieces);
  }

  @Override
  public void close() {
    model.close();
  }

  private static final class PausedClock extends Clock {
    private final AtomicLong passed;

    PausedClock(AtomicLong passed) {
      this.passed = passed;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.EPOCH.plusNanos(passed.get());
    }
  }
}
