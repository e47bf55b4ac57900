package dev.lumen.server.turn;

import static java.util.Objects.requireNonNull;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.Cleaner;
import dev.lumen.cleaner.CleaningStep;
import dev.lumen.cleaner.ConversationMemory;
import dev.lumen.cleaner.EarlierTurn;
import dev.lumen.cleaner.Lesson;
import dev.lumen.cleaner.Revision;
import dev.lumen.cleaner.Turn;
import dev.lumen.server.conversation.ModelUse;
import dev.lumen.server.database.Trip;
import dev.lumen.server.measure.Measurements;
import dev.lumen.server.measure.Operation;
import dev.lumen.server.queue.Job;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** Runs the cleaner on a turn with the conversation's memory, and measures it. */
public final class TurnCleaning {
  /** The engine's name in {@code ai_model_used}. */
  static final String ENGINE = "lumen-cleaner";

  /** One turn in so many is timed step by step, which takes some forty looks at the clock. */
  private static final int STEPS_OF_ONE_IN = 16;

  private final Cleaner cleaner;
  private final ConversationMemories memories;

  private final Operation recalling;
  private final Operation cleaning;
  private final Operation passing;
  private final Map<CleaningStep, Operation> steps = new EnumMap<>(CleaningStep.class);
  private final AtomicInteger turns = new AtomicInteger();

  TurnCleaning(Cleaner cleaner, ConversationMemories memories, Measurements measurements) {
    this.cleaner = cleaner;
    this.memories = memories;
    this.recalling = measurements.operation("cleaner.window");
    this.cleaning = measurements.operation("cleaner.clean");
    this.passing = measurements.operation("cleaner.lumen");
    for (CleaningStep step : CleaningStep.values()) {
      steps.put(step, measurements.operation("cleaner.step." + step.wireName()));
    }
  }

  /** Asks on a trip for what the cleaner does not know of what came before these jobs' turns. */
  Supplier<Relearning> relearn(Trip trip, List<Job> jobs) {
    return memories.relearn(trip, jobs);
  }

  /**
   * Cleans a turn of a conversation that the transaction holds, and teaches its memory.
   *
   * @param read what was read for it beforehand
   */
  CleanedResult clean(
      Handle handle, ConversationLock lock, int seq, NewTurn turn, Relearning read) {
    long start = System.nanoTime();
    ConversationMemory memory = memories.before(handle, lock, seq, read);
    long recalled = System.nanoTime();
    Turn spoken = turn.forCleaner();
    CleanedTurn cleaned = clean(spoken, memory);
    long done = System.nanoTime();
    recalling.record(recalled - start);
    (spoken.isFromAssistant() ? passing : cleaning).record(done - recalled);
    Lesson lesson = memories.advance(handle, lock, seq, spoken, cleaned);
    return new CleanedResult(
        cleaned,
        spoken.isFromAssistant() ? "none" : ENGINE,
        millis(done - recalled),
        Map.of(
            "context_retrieval", millis(recalled - start),
            "cleaning", millis(done - recalled),
            "total", millis(done - start)),
        lock.settings().windowSize(),
        Math.min(lock.settings().windowSize(), seq - 1),
        lesson,
        ModelUse.couldHelp(spoken, cleaned, lock.settings()));
  }

  private CleanedTurn clean(Turn turn, ConversationMemory memory) {
    return !turn.isFromAssistant() && turns.getAndIncrement() % STEPS_OF_ONE_IN == 0
        ? cleaner.clean(
            turn, memory, (step, nanos) -> requireNonNull(steps.get(step)).record(nanos))
        : cleaner.clean(turn, memory);
  }

  /** What a lesson changes in earlier turns, oldest first, with what the memory knows now. */
  List<Revision> revise(
      Handle handle, UUID conversationId, List<EarlierTurn> earlier, Lesson lesson) {
    return memories.ask(handle, conversationId, memory -> cleaner.revise(earlier, lesson, memory));
  }

  /** An earlier turn of the conversation reads differently from now on. */
  void reword(Handle handle, UUID conversationId, TurnView turn, String now) {
    memories.reword(handle, conversationId, turn.speaker(), turn.cleanedText(), now);
  }

  /** As {@link ConversationMemories#lend}. */
  Optional<Map<UUID, ConversationLock>> lend(Handle handle, Collection<UUID> conversations) {
    return memories.lend(handle, conversations);
  }

  /** As {@link ConversationMemories#keep}. */
  void keep(Handle handle, Collection<ConversationLock> left) {
    memories.keep(handle, left);
  }

  /** As {@link ConversationMemories#giveUp}. */
  boolean giveUp(Handle handle) {
    return memories.giveUp(handle);
  }

  /** Forgets what a failed transaction taught. */
  public void forget(UUID conversationId) {
    memories.forget(conversationId);
  }

  /** Forgets what all conversations taught: something that holds for many of them has changed. */
  public void forgetAll() {
    memories.forgetAll();
  }

  /** Milliseconds with two decimals, which is what the database keeps of them. */
  static double millis(long nanos) {
    return Math.round(nanos / 10_000.0) / 100.0;
  }
}
