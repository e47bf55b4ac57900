package dev.lumen.server.prompt;

import dev.lumen.server.conversation.ModelParameters;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.measure.Measurements;
import dev.lumen.server.measure.Operation;
import dev.lumen.server.model.LanguageModel;
import dev.lumen.server.turn.Amendments;
import dev.lumen.server.turn.CorrectionView;
import dev.lumen.server.turn.Reading;
import dev.lumen.server.turn.TurnRoom;
import dev.lumen.server.turn.TurnView;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Asks a language model about turns whose result is stored and told already, and adds what holds to
 * the rules. No transaction is open and no lock held while the model thinks (ADR 17).
 */
public final class Adviser implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Adviser.class.getName());
  private static final Actor SERVICE = new Actor.Service();

  /** How many questions are under way at once. */
  private static final int ASKERS = 8;

  /** How many turns may wait to be asked about; what comes on top stays as the cleaner has it. */
  private static final int LONGEST_LINE = 256;

  /** A longer turn, in characters, cannot be answered in time. */
  static final int LONGEST_TURN = 4_000;

  /** How long whoever tries a template out is ready to wait. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** How long an advice that is being stored is waited for at the end. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final TurnRoom room;
  private final Consultation consultation;
  private final Consultation trials;
  private final Duration deadline;
  private final BooleanSupplier leaveAlone;
  private final Amendments amendments;
  private final Operation errors;
  private final BlockingQueue<UUID> line = new ArrayBlockingQueue<>(LONGEST_LINE);
  private final TemplateStore templates = new TemplateStore();
  private final AbTestStore tests = new AbTestStore();
  private final UsageStore usages = new UsageStore();
  private final List<Thread> askers = new ArrayList<>();

  private Adviser(
      TurnRoom room, LanguageModel model, Duration deadline, BooleanSupplier leaveAlone) {
    Measurements measurements = room.measurements();
    this.room = room;
    this.consultation = new Consultation(model, deadline, measurements);
    this.trials = new Consultation(model.trials(), PATIENCE, measurements);
    this.deadline = deadline;
    this.leaveAlone = leaveAlone;
    this.amendments = new Amendments(room);
    this.errors = measurements.operation(model.operation("error"));
  }

  /**
   * Begins to ask.
   *
   * @param deadline how long an answer is waited for
   * @param leaveAlone whether models are to be left alone for the time being
   */
  public static Adviser start(
      TurnRoom room, LanguageModel model, Duration deadline, BooleanSupplier leaveAlone) {
    Adviser adviser = new Adviser(room, model, deadline, leaveAlone);
    for (int i = 0; i < ASKERS; i++) {
      adviser.askers.add(Thread.ofVirtual().name("adviser-" + i).start(adviser::run));
    }
    room.doubts().listen(adviser::consider);
    return adviser;
  }

  /** Asks about a sample; stores nothing. */
  Simulation tryOut(Simulation.Sample sample) throws InterruptedException {
    Consultation.Advice advice =
        trials.ask(
            new Consultation.Matter(
                sample.prompt(), sample.reading(), sample.context(), ModelParameters.NONE));
    return Simulation.with(sample, trials.model(), advice, deadline.toMillis());
  }

  private void consider(UUID turnId) {
    if (!leaveAlone.getAsBoolean()) {
      line.offer(turnId);
    }
  }

  private void run() {
    try {
      while (true) {
        UUID turnId = line.take();
        try {
          advise(turnId);
        } catch (DatabaseException e) {
          LOG.log(Level.WARNING, "No model''s advice on turn {0}: the database is away.", turnId);
        } catch (RuntimeException e) {
          // The kind alone: a message could hold what was said.
          LOG.log(
              Level.ERROR,
              "No model''s advice on turn {0}: {1}",
              turnId,
              e.getClass().getSimpleName());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A turn, the question about it, and with what it was written. */
  private record Prepared(TurnMaterial material, Usage.Choice choice, String prompt, double ms) {}

  private void advise(UUID turnId) throws InterruptedException {
    long start = System.nanoTime();
    Optional<Prepared> found =
        room.database().read(SERVICE, handle -> prepare(handle, turnId, start));
    if (found.isEmpty()) {
      return;
    }
    Prepared prepared = found.get();
    Instant at = room.clock().instant();
    Consultation.Advice advice =
        consultation.ask(
            new Consultation.Matter(
                prepared.prompt(),
                Reading.of(prepared.material().turn()),
                prepared.material().knownTexts(),
                prepared.material().parameters()));
    long answered = System.nanoTime();
    TurnView turn = prepared.material().turn();
    amendments.amend(
        turn.conversationId(),
        turnId,
        (handle, now) -> {
          Accepted accepted = Accepted.of(Reading.of(now), advice);
          Usage usage = usage(prepared, advice, accepted, at);
          usages.add(handle, usage);
          tests.addResult(handle, usage);
          return accepted.change() ? Optional.of(amendment(accepted, usage)) : Optional.empty();
        });
    if (advice.failure() != null) {
      errors.record(System.nanoTime() - answered);
    }
  }

  private Optional<Prepared> prepare(Handle handle, UUID turnId, long start) {
    return TurnMaterial.of(handle, turnId)
        .filter(it -> it.turn().isProcessed() && it.turn().rawText().length() <= LONGEST_TURN)
        .flatMap(
            material ->
                choose(handle, turnId)
                    .map(
                        chosen ->
                            new Prepared(
                                material,
                                chosen.choice(),
                                chosen.template().text().render(material.values()),
                                Consultation.millis(System.nanoTime() - start))));
  }

  private record Chosen(Template template, Usage.Choice choice) {}

  /** The template of the test that runs, or the active one; empty where none is. */
  private Optional<Chosen> choose(Handle handle, UUID turnId) {
    Optional<AbTest> test = tests.active(handle);
    if (test.isEmpty()) {
      return templates.active(handle).map(it -> new Chosen(it, Usage.Choice.of(it)));
    }
    boolean b = test.get().choosesB(turnId);
    return templates
        .find(handle, b ? test.get().templateB() : test.get().templateA())
        .map(
            it ->
                new Chosen(
                    it,
                    new Usage.Choice(
                        it.id(), it.name(), it.version(), test.get().id(), b ? "B" : "A")));
  }

  private Usage usage(
      Prepared prepared, Consultation.Advice advice, Accepted accepted, Instant at) {
    TurnView turn = prepared.material().turn();
    return new Usage(
        UUID.randomUUID(),
        turn.conversationId(),
        turn.turnId(),
        prepared.choice(),
        consultation.model(),
        advice.requestId(),
        prepared.prompt(),
        advice.text(),
        accepted.outcome().wireName(),
        advice.failure(),
        advice.inputTokens(),
        advice.outputTokens(),
        advice.tries(),
        new Usage.Times(prepared.ms(), advice.callMs(), advice.parseMs()),
        accepted.edits(),
        at);
  }

  private static Amendments.Amendment amendment(Accepted accepted, Usage usage) {
    @Nullable String request = usage.requestId();
    return new Amendments.Amendment(
        accepted.reading(),
        accepted.corrections().stream().filter(CorrectionView::applied).toList(),
        usage.model(),
        request,
        Map.of(
            "prompt_preparation", usage.times().prepareMs(),
            "model_call", usage.times().callMs(),
            "model_parse", usage.times().parseMs()));
  }

  @Override
  public void close() {
    room.doubts().listen(turnId -> {});
    askers.forEach(Thread::interrupt);
    try {
      for (Thread asker : askers) {
        asker.join(LAST_WORDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
