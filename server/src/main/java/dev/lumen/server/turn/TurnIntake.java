package dev.lumen.server.turn;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.queue.Priority;
import dev.lumen.server.queue.Ready;
import dev.lumen.server.queue.TurnQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Takes turns in: one commit, then the caller has its answer.
 *
 * <p>{@link #process} is the queued path plus waiting for the result. Where nothing of the
 * conversation waits, the turn is cleaned in the caller's thread, inside the transaction that
 * stores it, and costs one commit. A turn of the AI voice never waits. Under load, turns share
 * commits ({@link IntakeGroups}).
 */
public final class TurnIntake {
  /** How long a caller of {@link #process} waits for a turn that had to queue. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** How long the end of a turn is looked for that has been told. */
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

  private final Database database;
  private final TurnRoom room;
  private final TurnTaking taking;
  private final IntakeGroups groups;
  private final TurnQueue queue;
  private final InstantSource clock;
  private final QueueNews news;
  private final IntakeTimes times;
  private final TurnTracing tracing;
  private final BooleanSupplier workersRun;

  /**
   * An intake.
   *
   * @param workersRun whether somebody works off queued turns, so that waiting for one makes sense
   */
  public TurnIntake(TurnRoom room, QueueNews news, BooleanSupplier workersRun) {
    this.room = room;
    this.taking = new TurnTaking(room, news);
    this.groups = new IntakeGroups(new GroupIntake(room, taking));
    this.database = room.database();
    this.queue = room.queue();
    this.clock = room.clock();
    this.news = news;
    this.times = new IntakeTimes(room.measurements());
    this.tracing = new TurnTracing(room.measurements().trace(), room.clock());
    this.workersRun = workersRun;
  }

  /**
   * Takes a turn in and returns it processed; or still queued where nobody will process it soon:
   * its conversation is held, the workers are stopped, or its predecessors take longer than {@link
   * #LONGEST_WAIT}.
   *
   * @throws ApiException PROC_001 when there is no such conversation, 409 when it has ended
   */
  public TurnView process(Actor actor, UUID conversationId, NewTurn turn) {
    return process(actor, new Arrival(conversationId, turn, Arrival.Haste.AT_ONCE));
  }

  /**
   * As the other one, for a turn whose id is known before; a conflict where it is there already.
   */
  TurnView process(Actor actor, UUID conversationId, NewTurn turn, UUID turnId) {
    return process(actor, new Arrival(turnId, conversationId, turn, Arrival.Haste.AT_ONCE));
  }

  /**
   * As {@link #process} for what was heard before it is stored, as replies are: it is taken in
   * though its conversation has ended meanwhile.
   */
  public TurnView processHeard(Actor actor, UUID conversationId, NewTurn turn) {
    return process(actor, new Arrival(conversationId, turn, Arrival.Haste.AT_ONCE).asSaidBefore());
  }

  private TurnView process(Actor actor, Arrival arrival) {
    long start = System.nanoTime();
    TurnView taken = takeAndWait(actor, arrival);
    times.processed(arrival.turn(), taken, System.nanoTime() - start);
    tracing.taken(taken, System.nanoTime() - start);
    return taken;
  }

  private TurnView takeAndWait(Actor actor, Arrival arrival) {
    TurnResults results = room.results();
    results.expect(arrival.turnId());
    try {
      Taken taken = groups.take(actor, arrival);
      if (!taken.queued()) {
        doubt(taken);
        return taken.turn();
      }
      announce(List.of(taken));
      if (taken.held() || !workersRun.getAsBoolean()) {
        return taken.turn();
      }
      return awaitEnd(actor, taken.turn());
    } finally {
      results.forget(arrival.turnId());
    }
  }

  /**
   * A turn that was taken in before.
   *
   * @throws ApiException PROC_001 when there is no such turn any more
   */
  public TurnView find(Actor actor, UUID conversationId, UUID turnId) {
    return database
        .read(actor, handle -> room.turns().find(handle, turnId))
        .orElseThrow(() -> ApiException.conversationNotFound(conversationId));
  }

  private TurnView awaitEnd(Actor actor, TurnView queued) {
    TurnResults results = room.results();
    Instant latest = clock.instant().plus(LONGEST_WAIT);
    while (true) {
      Duration left = Duration.between(clock.instant(), latest);
      switch (results.await(queued.turnId(), left)) {
        case ENDED -> {
          return ended(actor, queued);
        }
        case MAY_HAVE_ENDED -> {
          results.expect(queued.turnId()); // before it is looked for, as it may end meanwhile
          TurnView seen = seen(actor, queued);
          if (!seen.isQueued()) {
            return seen;
          }
        }
        case NONE -> {
          return queued;
        }
      }
    }
  }

  /** The turn as it is now, or as it was while the database is away. */
  private TurnView seen(Actor actor, TurnView queued) {
    try {
      return database.read(
          actor, handle -> room.turns().find(handle, queued.turnId()).orElse(queued));
    } catch (DatabaseException e) {
      if (!e.isOutage()) {
        throw e;
      }
      return queued; // stored it is, and what is told next is looked for again
    }
  }

  /** A turn that is known to have ended, although its end may be told before it can be seen. */
  private TurnView ended(Actor actor, TurnView queued) {
    Instant latest = clock.instant().plus(LONGEST_LOOK);
    while (true) {
      TurnView seen = seen(actor, queued);
      if (!seen.isQueued() || clock.instant().isAfter(latest)) {
        return seen;
      }
      Thread.onSpinWait();
    }
  }

  /**
   * Takes a turn in and returns at once. Where it is quiet and nothing of its conversation waits,
   * it is cleaned as it is stored, which takes less than queueing it does; else by a worker.
   */
  public Enqueued enqueue(Actor actor, UUID conversationId, NewTurn turn) {
    return enqueue(actor, conversationId, turn, UUID.randomUUID());
  }

  /**
   * As the other one, for a turn whose id is known before; a conflict where it is there already.
   */
  Enqueued enqueue(Actor actor, UUID conversationId, NewTurn turn, UUID turnId) {
    long start = System.nanoTime();
    Taken taken =
        takeOrQueue(actor, new Arrival(turnId, conversationId, turn, Arrival.Haste.IF_QUIET));
    announce(List.of(taken));
    times.enqueued(System.nanoTime() - start);
    if (!taken.queued() && !turn.isFromAssistant()) {
      news.processedAtOnce(taken.turn());
    }
    tracing.taken(taken.turn(), System.nanoTime() - start);
    return new Enqueued(
        taken.jobId(), taken.turn(), turn.priority(), taken.queued(), taken.position());
  }

  private Taken takeOrQueue(Actor actor, Arrival arrival) {
    if (!workersRun.getAsBoolean()) {
      return groups.take(actor, arrival.queued());
    }
    try {
      return groups.take(actor, arrival);
    } catch (ApiException e) {
      throw e;
    } catch (RuntimeException e) {
      if (IntakeGroups.wasNobodysFault(e)) {
        throw e;
      }
      // What goes wrong in cleaning it is no reason to refuse it; the workers know what to do then.
      return groups.take(actor, arrival.queued());
    }
  }

  /**
   * Has a turn that failed wait again, before everything behind it; its conversation goes on.
   *
   * @throws ApiException PROC_001 when there is no such turn, 409 when it has not failed
   */
  public Enqueued retry(Actor actor, UUID conversationId, UUID turnId) {
    TurnRetry.Again again =
        database.write(actor, handle -> new TurnRetry(room).retry(handle, conversationId, turnId));
    queue.dispatch(again.ready());
    news.moved(conversationId, again.enqueued().position());
    return again.enqueued();
  }

  /** What {@link #enqueue} answers: the turn as stored and its place in its conversation's line. */
  public record Enqueued(
      UUID jobId, TurnView turn, Priority priority, boolean queued, int position) {}

  /**
   * Takes a whole transcript in, in one commit: all of it is stored or nothing. Where nothing of
   * the conversation waits, its turns are processed in order at once; otherwise they join the line.
   *
   * @param conversation finds or creates the conversation inside the transaction
   */
  public Imported importAll(
      Actor actor, Function<Handle, UUID> conversation, List<NewTurn> transcript) {
    AtomicReference<@Nullable UUID> id = new AtomicReference<>();
    try {
      List<Taken> taken =
          database.write(
              actor,
              handle -> {
                UUID conversationId = conversation.apply(handle);
                id.set(conversationId);
                ConversationLock lock = room.turns().lock(handle, conversationId);
                TurnTaking.Taking stored =
                    taking.take(
                        handle,
                        Map.of(conversationId, lock),
                        transcript.stream()
                            .map(turn -> new Arrival(conversationId, turn, Arrival.Haste.AT_ONCE))
                            .toList());
                stored.commit();
                return stored.taken();
              });
      announce(taken);
      return new Imported(
          java.util.Objects.requireNonNull(id.get()),
          taken.stream().map(Taken::turn).toList(),
          taken.stream().anyMatch(Taken::queued));
    } catch (RuntimeException e) {
      Optional.ofNullable(id.get()).ifPresent(room.cleaning()::forget);
      throw e;
    }
  }

  /** What an import stored: the conversation, its new turns, and whether they wait for a worker. */
  public record Imported(UUID conversationId, List<TurnView> turns, boolean queued) {}

  /** After the commit: has the workers take what waits, and tells where it stands. */
  private void announce(List<Taken> taken) {
    List<Ready> ready = taken.stream().flatMap(one -> one.ready().stream()).toList();
    queue.dispatch(ready);
    for (Taken one : taken) {
      if (one.queued()) {
        news.moved(one.turn().conversationId(), one.position());
      }
      doubt(one);
    }
  }

  private void doubt(Taken taken) {
    if (taken.doubtful()) {
      room.doubts().tell(taken.turn().turnId());
    }
  }
}
