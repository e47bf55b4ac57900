package dev.lumen.server.turn;

import dev.lumen.server.database.Trip;
import dev.lumen.server.queue.Job;
import dev.lumen.server.queue.NewJob;
import dev.lumen.server.queue.Ready;
import dev.lumen.server.realtime.Booking;
import dev.lumen.server.realtime.EventDraft;
import dev.lumen.server.realtime.FiguresChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Stores turns inside a transaction, with the events that tell of them and the jobs of those that
 * wait: the same few statements for one turn as for a hundred of many conversations.
 */
final class TurnTaking {
  /**
   * Letters of turns that are cleaned in some twenty milliseconds, whether it is a hundred turns or
   * one that somebody pasted; those of more would keep the others waiting.
   */
  private static final int QUIET = 20_000;

  private final TurnRoom room;
  private final QueueNews news;

  TurnTaking(TurnRoom room, QueueNews news) {
    this.room = room;
    this.news = news;
  }

  /**
   * Takes turns in, in their order.
   *
   * @param locks the conversations of all of them, held by the transaction
   * @return what became of them; its last trip is still to be gone
   */
  Taking take(Handle handle, Map<UUID, ConversationLock> locks, List<Arrival> arrivals) {
    return take(handle, locks, arrivals, Trip.on(handle));
  }

  /**
   * As the other one, for conversations that are not held yet but known as they were left. They are
   * taken together with what is stored, which fails as a conflict if they are otherwise.
   *
   * @param known the conversations of all of them; their memories are lent to the transaction
   */
  Taking takeKnown(Handle handle, Map<UUID, ConversationLock> known, List<Arrival> arrivals) {
    Trip last = Trip.on(handle);
    TurnBatches.lockUnchanged(last, known.values());
    return take(handle, known, arrivals, last);
  }

  private Taking take(
      Handle handle, Map<UUID, ConversationLock> locks, List<Arrival> arrivals, Trip last) {
    Map<UUID, ConversationLock> now = new HashMap<>(locks);
    Map<UUID, List<EventDraft>> drafts = new LinkedHashMap<>();
    List<TurnRow> rows = new ArrayList<>(arrivals.size());
    List<NewJob> jobs = new ArrayList<>();
    List<Taken> taken = new ArrayList<>(arrivals.size());
    boolean quiet = arrivals.stream().mapToInt(it -> it.turn().rawText().length()).sum() <= QUIET;
    for (Arrival arrival : arrivals) {
      UUID conversation = arrival.conversationId();
      ConversationLock lock = now.get(conversation);
      if (lock == null) {
        throw new IllegalArgumentException("the conversation of an arrival is not held");
      }
      if (lock.ended() && !arrival.saidBefore()) {
        throw ConversationLock.over();
      }
      TurnRow row = row(handle, lock, arrival, quiet);
      rows.add(row);
      List<EventDraft> told = drafts.computeIfAbsent(conversation, _ -> new ArrayList<>());
      taken.add(taken(lock, row, arrival, told, jobs));
      now.put(conversation, lock.next(row.result() == null));
    }
    boolean further =
        rows.stream().anyMatch(row -> row.result() != null && row.result().reachesFurther());
    Booking booking = further ? Booking.byTheDatabase(last) : Booking.together(last);
    TurnInserts.insert(last, rows);
    rows.forEach(row -> booking.add(row.conversationId(), change(row)));
    List<Ready> ready = jobs.isEmpty() ? List.of() : room.queue().enqueue(last, jobs);
    if (further) {
      last.go(); // what follows reads the turns or changes others
      follow(handle, rows);
      lookAgain(handle, rows, drafts);
    }
    drafts.values().forEach(told -> told.add(EventDraft.conversationUpdated()));
    return new Taking(withReady(taken, ready), left(now, drafts), drafts, booking);
  }

  /**
   * Turns that are on their way to be stored.
   *
   * @param taken the turns
   * @param left their conversations, as they are left
   * @param drafts the events that tell of them
   * @param booking what goes with the last trip
   */
  record Taking(
      List<Taken> taken,
      List<ConversationLock> left,
      Map<UUID, List<EventDraft>> drafts,
      Booking booking) {
    /** Writes what is left, the events behind it, and commits. */
    void commit() {
      booking.commit(drafts);
    }
  }

  private static List<ConversationLock> left(
      Map<UUID, ConversationLock> now, Map<UUID, List<EventDraft>> drafts) {
    return drafts.entrySet().stream()
        .flatMap(
            it -> Stream.ofNullable(now.get(it.getKey())).map(as -> as.told(it.getValue().size())))
        .toList();
  }

  private static FiguresChange change(TurnRow row) {
    boolean person = !row.turn().isFromAssistant();
    @Nullable CleanedResult result = row.result();
    return result == null
        ? FiguresChange.waiting(row.seq(), person)
        : FiguresChange.processed(
            row.seq(), person, result.cleaned().confidence().name(), result.processingTimeMs());
  }

  private TurnRow row(Handle handle, ConversationLock lock, Arrival arrival, boolean quiet) {
    boolean atOnce = arrival.turn().isFromAssistant() || (arrival.isNow(quiet) && lock.isFree());
    if (atOnce && arrival.isToldBefore()) {
      news.begins(arrival.conversationId(), arrival.turnId());
    }
    int seq = lock.nextSeq();
    Instant at = room.clock().instant();
    @Nullable CleanedResult result =
        atOnce ? room.cleaning().clean(handle, lock, seq, arrival.turn(), Relearning.NONE) : null;
    return new TurnRow(lock.conversationId(), arrival.turnId(), seq, arrival.turn(), result, at);
  }

  private Taken taken(
      ConversationLock lock,
      TurnRow row,
      Arrival arrival,
      List<EventDraft> drafts,
      List<NewJob> jobs) {
    UUID jobId = Arrival.jobOf(row.id());
    @Nullable CleanedResult result = row.result();
    if (result != null) {
      if (arrival.isToldBefore()) {
        drafts.add(TurnEvents.queued(TurnViews.queued(row), row.at()));
      }
      TurnView view = TurnViews.processed(row, result);
      drafts.addAll(TurnEvents.processed(view, result, row.at()));
      return new Taken(jobId, view, false, false, 0, Optional.empty(), result.doubtful());
    }
    TurnView view = TurnViews.queued(row);
    drafts.add(TurnEvents.queued(view, row.at()));
    Job job =
        new Job(
            jobId,
            lock.conversationId(),
            row.id(),
            row.seq(),
            row.turn().priority(),
            0,
            Job.MAX_RETRIES,
            row.at());
    jobs.add(new NewJob(job, lock.isFree()));
    room.own().remember(row.id());
    int position = lock.pendingTurns() + 1;
    return new Taken(jobId, view, true, lock.held(), position, Optional.empty(), false);
  }

  /** What needs the turns to be stored already. */
  private void follow(Handle handle, List<TurnRow> rows) {
    for (TurnRow row : rows) {
      @Nullable CleanedResult result = row.result();
      if (result != null) {
        room.contexts().follow(handle, row.conversationId(), row.id(), result.cleaned());
      }
    }
  }

  /** What the new turns change in earlier ones. */
  private void lookAgain(Handle handle, List<TurnRow> rows, Map<UUID, List<EventDraft>> drafts) {
    Instant now = room.clock().instant();
    for (Map.Entry<UUID, List<EventDraft>> entry : drafts.entrySet()) {
      List<TurnRow> own =
          rows.stream().filter(row -> row.conversationId().equals(entry.getKey())).toList();
      entry
          .getValue()
          .addAll(room.secondLook().after(handle, entry.getKey(), SecondLook.of(own), now));
    }
  }

  private static List<Taken> withReady(List<Taken> taken, List<Ready> ready) {
    Map<UUID, Ready> byJob =
        ready.stream().collect(Collectors.toMap(Ready::jobId, Function.identity()));
    return taken.stream()
        .map(
            one ->
                new Taken(
                    one.jobId(),
                    one.turn(),
                    one.queued(),
                    one.held(),
                    one.position(),
                    Optional.ofNullable(byJob.get(one.jobId())),
                    one.doubtful()))
        .toList();
  }
}
