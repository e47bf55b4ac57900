package dev.lumen.server.turn;

import dev.lumen.server.database.Actor;
import dev.lumen.server.database.DatabaseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets turns that come in at the same time share a commit. A caller who finds the way free goes
 * alone and at once; those who come while all ways are taken go together, next. A group is of one
 * actor, so that it sees no more than each of its members may.
 */
final class IntakeGroups {
  private static final int STRIPES = 256;

  /** Transactions at the same time: enough to keep the disk busy while others are prepared. */
  private static final int AT_ONCE = 4;

  private static final int LARGEST = 64;

  private final Semaphore ways = new Semaphore(AT_ONCE);
  private final Map<Actor, Queue<Entry>> waiting = new ConcurrentHashMap<>();
  private final Lock[] patience = new Lock[STRIPES];
  private final Storage storage;

  /** Stores turns in one transaction; answers for each in order, or throws and has stored none. */
  interface Storage {
    /**
     * Does it.
     *
     * @param patient whether to wait for conversations that somebody else holds
     */
    List<Outcome> store(Actor actor, List<Arrival> arrivals, boolean patient);
  }

  /** What became of one member of a group. */
  sealed interface Outcome {
    /** It is stored. */
    record Stored(Taken taken) implements Outcome {}

    /** It cannot be stored, whoever goes with it. */
    record Refused(RuntimeException reason) implements Outcome {}

    /** Its conversation is in other hands, or gone: it has to wait for it by itself. */
    record Busy() implements Outcome {}
  }

  private record Entry(Arrival arrival, CompletableFuture<Outcome> outcome) {}

  /** Groups over a way to store them. */
  IntakeGroups(Storage storage) {
    this.storage = storage;
    Arrays.setAll(patience, _ -> new ReentrantLock());
  }

  /** Stores a turn, alone or together with others, and returns when it is committed. */
  Taken take(Actor actor, Arrival arrival) {
    Entry entry = new Entry(arrival, new CompletableFuture<>());
    waiting.compute(
        actor,
        (_, queue) -> {
          Queue<Entry> line = queue == null ? new ConcurrentLinkedQueue<>() : queue;
          line.add(entry);
          return line;
        });
    ways.acquireUninterruptibly();
    try {
      // A group has a largest size, and a newcomer may find a way before those who wait: it stays
      // until its own turn is in somebody's hands, or nobody might come back for it.
      while (!entry.outcome().isDone()) {
        List<Entry> group = next(actor);
        if (group.isEmpty()) {
          break;
        }
        store(actor, group);
      }
    } finally {
      ways.release();
    }
    return switch (result(entry)) {
      case Outcome.Stored stored -> stored.taken();
      case Outcome.Refused refused -> throw refused.reason();
      case Outcome.Busy _ -> patiently(actor, arrival);
    };
  }

  private static Outcome result(Entry entry) {
    try {
      return entry.outcome().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException reason ? reason : e;
    }
  }

  /**
   * Waits for the conversation off the ways. Of all who wait for the same one, one has a connection
   * to the database: the others do not take it from those whose conversations are free.
   */
  private Taken patiently(Actor actor, Arrival arrival) {
    Lock turn = patience[Math.floorMod(arrival.conversationId().hashCode(), STRIPES)];
    turn.lock();
    try {
      return switch (storage.store(actor, List.of(arrival), true).getFirst()) {
        case Outcome.Stored stored -> stored.taken();
        case Outcome.Refused refused -> throw refused.reason();
        case Outcome.Busy _ -> throw new IllegalStateException("patience ends with an answer");
      };
    } finally {
      turn.unlock();
    }
  }

  /** Takes who waits now; they may have gone with somebody else already. */
  private List<Entry> next(Actor actor) {
    List<Entry> group = new ArrayList<>();
    waiting.computeIfPresent(
        actor,
        (_, queue) -> {
          while (group.size() < LARGEST && !queue.isEmpty()) {
            group.add(queue.remove());
          }
          return queue.isEmpty() ? null : queue;
        });
    return group;
  }

  private void store(Actor actor, List<Entry> group) {
    try {
      List<Outcome> outcomes =
          storage.store(actor, group.stream().map(Entry::arrival).toList(), false);
      for (int i = 0; i < group.size(); i++) {
        group.get(i).outcome().complete(outcomes.get(i));
      }
    } catch (RuntimeException e) {
      if (group.size() == 1 || wasNobodysFault(e)) {
        group.forEach(entry -> entry.outcome().completeExceptionally(e));
      } else {
        group.forEach(entry -> store(actor, List.of(entry))); // one bad turn spoils no other's
      }
    } catch (Error e) {
      // Nobody may wait for ever, whatever happened.
      group.forEach(entry -> entry.outcome().completeExceptionally(e));
    }
  }

  private static boolean wasNobodysFault(RuntimeException e) {
    return e instanceof DatabaseException failure
        && (failure.isOutage() || failure.kind() == DatabaseException.Kind.OUTCOME_UNKNOWN);
  }
}
