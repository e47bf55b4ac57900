package dev.lumen.server.turn;

import dev.lumen.server.database.Actor;
import dev.lumen.server.database.DatabaseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Lets turns that come in at the same time share a transaction. A caller who finds nobody of its
 * actor on the way goes alone and at once; those who come meanwhile go together, next, led by the
 * first of them. A transaction for four turns takes the database half as much as four do, so going
 * at once would save nobody time. Only where those on the way take long, as the disk is slow or a
 * conversation has to be learnt anew, does the next group not wait for them. A group is of one
 * actor, so that it sees no more than each of its members may.
 */
final class IntakeGroups {
  private static final int STRIPES = 256;

  /** Transactions at the same time, of all actors. */
  static final int AT_ONCE = 4;

  /** The most turns of a transaction. */
  static final int LARGEST = 64;

  /** How long one waits for those who went before; a commit mostly takes a millisecond or two. */
  private static final Duration PATIENCE = Duration.ofMillis(5);

  private final Semaphore ways = new Semaphore(AT_ONCE);
  private final IntakeLines lines = new IntakeLines();
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

  /** Groups over a way to store them. */
  IntakeGroups(Storage storage) {
    this.storage = storage;
    Arrays.setAll(patience, _ -> new ReentrantLock());
  }

  /** Stores a turn, alone or together with others, and returns when it is committed. */
  Taken take(Actor actor, Arrival arrival) {
    IntakeLines.Entry entry = lines.join(actor, arrival);
    Outcome outcome = await(entry).outcome();
    while (outcome == null) {
      lead(actor, entry);
      outcome = await(entry).outcome(); // mostly there already; a group has a largest size
    }
    return switch (outcome) {
      case Outcome.Stored stored -> stored.taken();
      case Outcome.Refused refused -> throw refused.reason();
      case Outcome.Busy _ -> patiently(actor, entry);
    };
  }

  private IntakeLines.News await(IntakeLines.Entry entry) {
    IntakeLines.@Nullable News news = poll(entry, PATIENCE);
    if (news == null) {
      lines.losesPatience(entry);
    }
    while (news == null) {
      news = poll(entry, Duration.ofDays(1));
    }
    return news;
  }

  private static IntakeLines.@Nullable News poll(IntakeLines.Entry entry, Duration atMost) {
    boolean interrupted = false;
    try {
      long end = System.nanoTime() + atMost.toNanos();
      while (true) {
        try {
          return entry.news().poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true; // whether the turn is stored has to be known first
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void lead(Actor actor, IntakeLines.Entry leader) {
    List<IntakeLines.Entry> group = List.of();
    List<Outcome> outcomes = List.of();
    ways.acquireUninterruptibly();
    try {
      group = lines.next(leader, LARGEST);
      if (!group.isEmpty()) {
        outcomes = store(actor, group);
      }
    } finally {
      ways.release();
      lines.handOver(leader, ended(group, outcomes));
    }
    // Only now: the next group would have to wait while each of these sends its answer.
    for (int i = 0; i < group.size(); i++) {
      group.get(i).news().add(new IntakeLines.News(outcomes.get(i)));
    }
  }

  /** All but those who go on by themselves, and whose conversations stay in their hands. */
  private static List<IntakeLines.Entry> ended(
      List<IntakeLines.Entry> group, List<Outcome> outcomes) {
    return IntStream.range(0, group.size())
        .filter(i -> outcomes.isEmpty() || !(outcomes.get(i) instanceof Outcome.Busy))
        .mapToObj(group::get)
        .toList();
  }

  /**
   * Waits for the conversation off the ways. Of all who wait for the same one, one has a connection
   * to the database: those of its group wait for him here, those who come later in line.
   */
  private Taken patiently(Actor actor, IntakeLines.Entry entry) {
    Arrival arrival = entry.arrival();
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
      lines.comesBack(entry);
    }
  }

  /** What became of each member; throws nothing, as nobody may wait for ever. */
  private List<Outcome> store(Actor actor, List<IntakeLines.Entry> group) {
    try {
      return storage.store(actor, group.stream().map(IntakeLines.Entry::arrival).toList(), false);
    } catch (RuntimeException e) {
      if (group.size() == 1 || wasNobodysFault(e)) {
        return refused(group, e);
      }
      // One bad turn spoils no other's.
      return group.stream().flatMap(entry -> store(actor, List.of(entry)).stream()).toList();
    } catch (Error e) {
      return refused(group, new CompletionException(e));
    }
  }

  private static List<Outcome> refused(List<IntakeLines.Entry> group, RuntimeException reason) {
    return group.stream().map(_ -> (Outcome) new Outcome.Refused(reason)).toList();
  }

  /** Whether no turn can be stored just now, or nobody knows whether it was. */
  static boolean wasNobodysFault(RuntimeException e) {
    return e instanceof DatabaseException failure
        && (failure.isOutage() || failure.kind() == DatabaseException.Kind.OUTCOME_UNKNOWN);
  }
}
