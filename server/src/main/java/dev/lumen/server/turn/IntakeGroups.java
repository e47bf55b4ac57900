package dev.lumen.server.turn;

import dev.lumen.server.database.Actor;
import dev.lumen.server.database.DatabaseException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
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
  private final Map<Actor, Line> lines = new HashMap<>();
  private final Lock door = new ReentrantLock(); // of the lines and all that stand in them
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

  /**
   * What one who stands in line is told: to go and take others along, or how its own turn ended.
   */
  private record News(@Nullable Outcome outcome) {
    static final News LEAD = new News(null);
  }

  private enum Place {
    WAITING,
    LEADING,
    TAKEN
  }

  private static final class Entry {
    private final Arrival arrival;
    private final Line line;
    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();
    private Place place = Place.WAITING;

    Entry(Arrival arrival, Line line) {
      this.arrival = arrival;
      this.line = line;
    }
  }

  /** Those of one actor. While nobody waits and none is on the way, it is not there. */
  private static final class Line {
    private final Queue<Entry> waiting = new ArrayDeque<>();
    private int onTheWay;

    void sendOff(Entry leader) {
      leader.place = Place.LEADING;
      leader.news.add(News.LEAD);
      onTheWay++;
    }
  }

  /** Groups over a way to store them. */
  IntakeGroups(Storage storage) {
    this.storage = storage;
    Arrays.setAll(patience, _ -> new ReentrantLock());
  }

  /** Stores a turn, alone or together with others, and returns when it is committed. */
  Taken take(Actor actor, Arrival arrival) {
    Entry entry = join(actor, arrival);
    News news = await(entry);
    while (news.outcome() == null) {
      lead(actor, entry);
      news = await(entry); // mostly there already; a group has a largest size
    }
    return switch (news.outcome()) {
      case Outcome.Stored stored -> stored.taken();
      case Outcome.Refused refused -> throw refused.reason();
      case Outcome.Busy _ -> patiently(actor, arrival);
    };
  }

  private Entry join(Actor actor, Arrival arrival) {
    door.lock();
    try {
      Line line = lines.computeIfAbsent(actor, _ -> new Line());
      Entry entry = new Entry(arrival, line);
      line.waiting.add(entry);
      if (line.onTheWay == 0) {
        line.sendOff(entry);
      }
      return entry;
    } finally {
      door.unlock();
    }
  }

  private News await(Entry entry) {
    News news = poll(entry, PATIENCE);
    if (news == null) {
      goWithoutWaiting(entry);
    }
    while (news == null) {
      news = poll(entry, Duration.ofDays(1));
    }
    return news;
  }

  private void goWithoutWaiting(Entry entry) {
    door.lock();
    try {
      if (entry.place == Place.WAITING) {
        entry.line.sendOff(entry);
      }
    } finally {
      door.unlock();
    }
  }

  private static @Nullable News poll(Entry entry, Duration atMost) {
    boolean interrupted = false;
    try {
      long end = System.nanoTime() + atMost.toNanos();
      while (true) {
        try {
          return entry.news.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
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

  private void lead(Actor actor, Entry entry) {
    List<Entry> group = List.of();
    List<Outcome> outcomes = List.of();
    ways.acquireUninterruptibly();
    try {
      group = next(entry);
      if (!group.isEmpty()) {
        outcomes = store(actor, group);
      }
    } finally {
      ways.release();
      handOver(actor, entry.line);
    }
    // Only now: the next group would have to wait while each of these sends its answer.
    for (int i = 0; i < group.size(); i++) {
      group.get(i).news.add(new News(outcomes.get(i)));
    }
  }

  /** Takes those who wait first; nobody, where the leader has gone with somebody else meanwhile. */
  private List<Entry> next(Entry leader) {
    door.lock();
    try {
      List<Entry> group = new ArrayList<>();
      if (leader.place == Place.LEADING) {
        leader.place = Place.WAITING;
        Queue<Entry> waiting = leader.line.waiting;
        while (group.size() < LARGEST && !waiting.isEmpty()) {
          Entry taken = waiting.remove();
          taken.place = Place.TAKEN;
          group.add(taken);
        }
      }
      return group;
    } finally {
      door.unlock();
    }
  }

  /** Behind the last group on the way, the first who waits leads the next. */
  private void handOver(Actor actor, Line line) {
    door.lock();
    try {
      line.onTheWay--;
      Entry first = line.waiting.peek();
      if (line.onTheWay == 0 && first != null) {
        line.sendOff(first);
      } else if (line.onTheWay == 0) {
        lines.remove(actor);
      }
    } finally {
      door.unlock();
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

  /** What became of each member; throws nothing, as nobody may wait for ever. */
  private List<Outcome> store(Actor actor, List<Entry> group) {
    try {
      return storage.store(actor, group.stream().map(entry -> entry.arrival).toList(), false);
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

  private static List<Outcome> refused(List<Entry> group, RuntimeException reason) {
    return group.stream().map(_ -> (Outcome) new Outcome.Refused(reason)).toList();
  }

  /** Whether no turn can be stored just now, or nobody knows whether it was. */
  static boolean wasNobodysFault(RuntimeException e) {
    return e instanceof DatabaseException failure
        && (failure.isOutage() || failure.kind() == DatabaseException.Kind.OUTCOME_UNKNOWN);
  }
}
