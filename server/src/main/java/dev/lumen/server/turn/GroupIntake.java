package dev.lumen.server.turn;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.database.Actor;
import dev.lumen.server.measure.TurnTrace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Stores turns that came in at the same time in one transaction. Where this node knows how all of
 * their conversations were left, it goes by that, and one way to the database and back does it all;
 * should others have changed one of them meanwhile, the transaction fails as a conflict, and is
 * tried again by asking first.
 */
final class GroupIntake implements IntakeGroups.Storage {
  private final TurnRoom room;
  private final TurnTaking taking;
  private final TurnTracing tracing;

  GroupIntake(TurnRoom room, TurnTaking taking) {
    this.room = room;
    this.taking = taking;
    this.tracing = new TurnTracing(room.measurements().trace(), room.clock());
  }

  @Override
  public List<IntakeGroups.Outcome> store(Actor actor, List<Arrival> arrivals, boolean patient) {
    TurnTracing.Commit commit = tracing.commit(TurnTrace.Stage.COMMIT);
    Attempts attempts = new Attempts(arrivals, patient, commit);
    try {
      List<IntakeGroups.Outcome> outcomes = room.database().write(actor, attempts::next);
      attempts.committed();
      commit.ended(
          outcomes.stream()
              .flatMap(
                  it ->
                      it instanceof IntakeGroups.Outcome.Stored(Taken taken)
                          ? Stream.of(taken.turn().turnId())
                          : Stream.empty())
              .toList());
      return outcomes;
    } catch (RuntimeException | Error e) {
      attempts.failed();
      throw e;
    }
  }

  /** The tries at one group's transaction. */
  private final class Attempts {
    private final List<Arrival> arrivals;
    private final boolean patient;
    private final TurnTracing.Commit commit;
    private boolean tried;
    private @Nullable Handle open;
    private List<ConversationLock> left = List.of();

    Attempts(List<Arrival> arrivals, boolean patient, TurnTracing.Commit commit) {
      this.arrivals = arrivals;
      this.patient = patient;
      this.commit = commit;
    }

    /**
     * One try. What it leaves in memory is undone as soon as it fails: whoever holds one of the
     * conversations waits for a memory that was lent, while the next try may wait for the very
     * connection that he holds.
     */
    List<IntakeGroups.Outcome> next(Handle handle) {
      boolean first = !tried;
      tried = true;
      open = handle;
      try {
        return attempt(handle, first && !patient);
      } catch (RuntimeException | Error e) {
        failed();
        throw e;
      }
    }

    private List<IntakeGroups.Outcome> attempt(Handle handle, boolean asLeft) {
      List<UUID> ids = arrivals.stream().map(Arrival::conversationId).distinct().toList();
      Optional<Map<UUID, ConversationLock>> known =
          asLeft ? room.cleaning().lend(handle, ids) : Optional.empty();
      return known
          .map(as -> store(taking.takeKnown(handle, as, arrivals)))
          .orElseGet(() -> store(handle, TurnBatches.lock(handle, ids, patient)));
    }

    private List<IntakeGroups.Outcome> store(Handle handle, Map<UUID, ConversationLock> locks) {
      List<Arrival> held =
          arrivals.stream().filter(it -> locks.containsKey(it.conversationId())).toList();
      return held.isEmpty() ? outcomes(List.of()) : store(taking.take(handle, locks, held));
    }

    private List<IntakeGroups.Outcome> store(TurnTaking.Taking stored) {
      commit.begins();
      stored.commit();
      left = stored.left();
      return outcomes(stored.taken());
    }

    private List<IntakeGroups.Outcome> outcomes(List<Taken> stored) {
      Map<UUID, Taken> taken = new HashMap<>();
      stored.forEach(one -> taken.put(one.turn().turnId(), one));
      return arrivals.stream().map(it -> outcome(it, taken.get(it.turnId()))).toList();
    }

    private IntakeGroups.Outcome outcome(Arrival arrival, @Nullable Taken taken) {
      if (taken != null) {
        return new IntakeGroups.Outcome.Stored(taken);
      }
      return patient
          ? new IntakeGroups.Outcome.Refused(
              ApiException.conversationNotFound(arrival.conversationId()))
          : new IntakeGroups.Outcome.Busy();
    }

    void committed() {
      if (open != null) {
        room.cleaning().keep(open, left);
      }
    }

    void failed() {
      @Nullable Handle failed = open;
      open = null;
      if (failed == null) {
        return; // it was not begun, or is undone already
      }
      arrivals.forEach(it -> room.own().forget(it.turnId()));
      if (!room.cleaning().giveUp(failed)) {
        arrivals.forEach(it -> room.cleaning().forget(it.conversationId()));
      }
    }
  }
}
