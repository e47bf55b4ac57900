package dev.lumen.server.turn;

import dev.lumen.server.database.Trip;
import dev.lumen.server.queue.Job;
import dev.lumen.server.queue.Ready;
import dev.lumen.server.realtime.Booking;
import dev.lumen.server.realtime.EventDraft;
import dev.lumen.server.realtime.FiguresChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Claimed turns of several conversations on their way through one transaction: clean, store, tell,
 * finish their jobs. For one run; a transaction that is tried again begins with a new one.
 */
final class TurnBatch {
  /**
   * How long a batch goes on cleaning. Turns that it did not come to go back to the queue: a slow
   * cleaner must keep neither them nor the conversations' locks for longer. Waiting for the
   * database does not count: under load all batches would give back what they have waited for.
   */
  private static final Duration LONGEST_CLEANING = Duration.ofMillis(250);

  private final TurnRoom room;
  private final List<Job> done = new ArrayList<>();
  private final List<TurnBatches.Result> results = new ArrayList<>();
  private final Map<UUID, List<EventDraft>> drafts = new LinkedHashMap<>();
  private final Map<UUID, FiguresChange> changes = new LinkedHashMap<>();
  private final Map<UUID, List<SecondLook.Taught>> taught = new LinkedHashMap<>();
  private final Map<UUID, Integer> remaining = new LinkedHashMap<>();
  private final Map<Job, RuntimeException> broken = new LinkedHashMap<>();
  private Relearning read = Relearning.NONE;
  private boolean leftSome;

  TurnBatch(TurnRoom room) {
    this.room = room;
  }

  /**
   * What a batch has done.
   *
   * @param done the jobs that are finished
   * @param results what was made of their turns
   * @param ready what became ready
   * @param remaining by conversation, how many turns still wait
   * @param broken claimed jobs whose turn the cleaner could not do
   * @param busy claimed jobs of conversations that somebody else held at the moment
   * @param leftSome whether other claimed jobs were not come to, and are still leased
   */
  record Outcome(
      List<Job> done,
      List<TurnBatches.Result> results,
      List<Ready> ready,
      Map<UUID, Integer> remaining,
      Map<Job, RuntimeException> broken,
      List<Job> busy,
      boolean leftSome) {}

  /**
   * Does everything inside the caller's transaction. A single job waits for its conversation; of
   * several, those whose conversation is held by somebody else are left.
   *
   * @param run how many turns of each conversation may be taken along
   * @param commit told when its last statements go out, and the commit with them
   */
  Outcome run(Handle handle, List<Job> claimed, String owner, int run, TurnTracing.Commit commit) {
    boolean patient = claimed.size() == 1;
    Trip trip = Trip.on(handle);
    Trip.Answer<ConversationLock> held =
        TurnBatches.lock(
            trip, claimed.stream().map(Job::conversationId).distinct().toList(), patient);
    List<Job> wanted = claimed;
    if (!patient) {
      // Jobs of conversations in other hands are not touched: their holder may want one of ours.
      trip.go();
      wanted = going(claimed, held.rows());
    }
    Trip.Answer<Job> confirmed = room.queue().confirm(trip, wanted, owner, run);
    Trip.Answer<TurnBatches.Found> lines = TurnBatches.lines(trip, wanted, run);
    Supplier<Relearning> relearning = room.cleaning().relearn(trip, wanted);
    trip.go();
    read = relearning.get();
    Map<UUID, ConversationLock> locks = TurnBatches.byConversation(held.rows());
    List<Job> going = patient ? going(claimed, held.rows()) : wanted;
    List<Job> mine = mine(confirmed.rows(), going);
    clean(handle, mine, turns(handle, mine, lines.rows()), locks, claimed);
    List<Ready> ready = store(handle, commit);
    List<Job> busy =
        patient
            ? List.of()
            : claimed.stream().filter(job -> !locks.containsKey(job.conversationId())).toList();
    return new Outcome(done, results, ready, remaining, broken, busy, leftSome);
  }

  private List<Job> going(List<Job> claimed, List<ConversationLock> held) {
    Map<UUID, ConversationLock> locks = TurnBatches.byConversation(held);
    List<Job> going = new ArrayList<>();
    for (Job job : claimed) {
      ConversationLock lock = locks.get(job.conversationId());
      if (lock != null && lock.held()) {
        leftSome = true;
      } else if (lock != null) {
        going.add(job);
      }
    }
    return going;
  }

  private static List<Job> mine(List<Job> confirmed, List<Job> going) {
    Set<UUID> conversations = going.stream().map(Job::conversationId).collect(Collectors.toSet());
    List<Job> held =
        confirmed.stream().filter(job -> conversations.contains(job.conversationId())).toList();
    return TakingTurns.order(TakingTurns.asUrgent(held, going), going);
  }

  /** The turns of the jobs; those that were not found in line are asked for by themselves. */
  private static Map<UUID, WaitingTurn> turns(
      Handle handle, List<Job> jobs, List<TurnBatches.Found> lines) {
    Map<UUID, WaitingTurn> found = TurnBatches.byId(lines);
    List<UUID> missing =
        jobs.stream().map(Job::turnId).filter(id -> !found.containsKey(id)).toList();
    if (!missing.isEmpty()) {
      found.putAll(TurnBatches.waiting(handle, missing));
    }
    return found;
  }

  private void clean(
      Handle handle,
      List<Job> jobs,
      Map<UUID, WaitingTurn> turns,
      Map<UUID, ConversationLock> locks,
      List<Job> claimed) {
    Set<UUID> stopped = new HashSet<>();
    long start = System.nanoTime();
    for (Job job : jobs) {
      ConversationLock lock = locks.get(job.conversationId());
      WaitingTurn turn = turns.get(job.turnId());
      if (lock == null || stopped.contains(job.conversationId())) {
        continue;
      }
      if (turn == null) {
        done.add(job); // somebody else has changed its state: nothing is left to do
      } else if (!done.isEmpty() && System.nanoTime() - start > LONGEST_CLEANING.toNanos()) {
        leftSome = true;
        return;
      } else {
        try {
          clean(handle, lock, job, turn);
        } catch (JdbiException e) {
          throw e;
        } catch (RuntimeException e) {
          room.cleaning().forget(job.conversationId());
          stopped.add(job.conversationId());
          if (claimed.contains(job)) {
            broken.put(job, e);
          }
        }
      }
    }
  }

  private void clean(Handle handle, ConversationLock lock, Job job, WaitingTurn turn) {
    Instant started = room.clock().instant();
    CleanedResult result = room.cleaning().clean(handle, lock, turn.seq(), turn.turn(), read);
    double waitedMs =
        TurnCleaning.millis(Math.max(0, Duration.between(turn.createdAt(), started).toNanos()));
    Instant now = room.clock().instant();
    UUID conversation = lock.conversationId();
    TurnView view = TurnViews.finished(conversation, job.turnId(), turn, result, waitedMs);
    done.add(job);
    results.add(new TurnBatches.Result(job.turnId(), result, waitedMs, now));
    drafts
        .computeIfAbsent(conversation, _ -> new ArrayList<>())
        .addAll(TurnEvents.processed(view, result, now));
    taught
        .computeIfAbsent(conversation, _ -> new ArrayList<>())
        .add(new SecondLook.Taught(job.turnId(), turn.seq(), result.lesson()));
    changes.merge(
        conversation,
        FiguresChange.finished(
            !turn.turn().isFromAssistant(),
            result.cleaned().confidence().name(),
            result.processingTimeMs()),
        FiguresChange::sum);
    remaining.merge(conversation, lock.pendingTurns() - 1, (before, _) -> before - 1);
  }

  private List<Ready> store(Handle handle, TurnTracing.Commit commit) {
    if (done.isEmpty()) {
      return List.of();
    }
    Trip last = Trip.on(handle);
    Trip.Answer<Ready> ready = room.queue().finish(last, done);
    if (results.isEmpty()) {
      last.goAndCommit();
      return ready.rows();
    }
    boolean further = results.stream().anyMatch(it -> it.result().reachesFurther());
    Booking booking = further ? Booking.byTheDatabase(last) : Booking.together(last);
    TurnBatches.finish(last, results);
    changes.forEach(booking::add);
    if (further) {
      last.go(); // what follows reads the turns or changes others
      follow(handle);
      lookAgain(handle);
    }
    drafts.values().forEach(told -> told.add(EventDraft.conversationUpdated()));
    commit.begins();
    booking.commit(drafts);
    return ready.rows();
  }

  private void follow(Handle handle) {
    for (int i = 0, r = 0; i < done.size() && r < results.size(); i++) {
      if (done.get(i).turnId().equals(results.get(r).turnId())) {
        room.contexts()
            .follow(
                handle,
                done.get(i).conversationId(),
                done.get(i).turnId(),
                results.get(r++).result().cleaned());
      }
    }
  }

  /** What the turns change in earlier ones. */
  private void lookAgain(Handle handle) {
    Instant now = room.clock().instant();
    taught.forEach(
        (conversation, lessons) ->
            drafts
                .getOrDefault(conversation, new ArrayList<>())
                .addAll(room.secondLook().after(handle, conversation, lessons, now)));
  }
}
