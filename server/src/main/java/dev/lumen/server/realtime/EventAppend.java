package dev.lumen.server.realtime;

import dev.lumen.server.database.ArrayOf;
import dev.lumen.server.database.Trip;
import dev.lumen.server.database.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The statements that write events of any number of conversations, each behind its newest: with
 * nothing else, or with what changes in the conversations' figures.
 */
final class EventAppend {
  // The counter's row is locked until the commit: numbers are gapless and in commit order, and the
  // clock read behind that lock never falls. Each conversation's events are one slice of the
  // arrays, so that a number needs no look for the counter it comes from.
  private static final String PLAIN =
      """
      with counter as (
        update conversation_counters k
           set last_event_seq = k.last_event_seq + draft.until - draft.since
          from unnest(:told, :since, :until) as draft (conversation, since, until)
         where k.conversation_id = draft.conversation
        returning k.conversation_id, draft.since, draft.until,
                  k.last_event_seq - draft.until + draft.since as before)
      """
          + insert(
              "counter",
              "(select conversation_told(c) from conversations c where c.id = counter.conversation_id)");

  // Sums are rounded to the places that turns are stored with: doubles are only nearly exact.
  private static final String BOOKED =
      """
      with counter as (
        update conversation_counters k
           set last_event_seq = k.last_event_seq + draft.until - draft.since,
               last_turn_seq = greatest(k.last_turn_seq, draft.last_seq),
               turns = k.turns + draft.turns,
               user_turns = k.user_turns + draft.people,
               user_turns_processed = k.user_turns_processed + draft.cleaned,
               lumen_turns = k.lumen_turns + draft.turns - draft.people,
               pending_turns = k.pending_turns + draft.pending,
               high = k.high + draft.high,
               medium = k.medium + draft.medium,
               low = k.low + draft.low,
               processing_ms = k.processing_ms + round(draft.ms::numeric, 2),
               user_processing_ms = k.user_processing_ms + round(draft.people_ms::numeric, 2)
          from unnest(:told, :since, :until, :last_seqs, :new_turns, :people, :cleaned_turns,
                      :pending, :high, :medium, :low, :ms, :people_ms)
            as draft (conversation, since, until, last_seq, turns, people, cleaned,
                      pending, high, medium, low, ms, people_ms)
         where k.conversation_id = draft.conversation
        returning k.*, draft.since, draft.until,
                  k.last_event_seq - draft.until + draft.since as before),
      counted as (
        update conversations c
           set turns_count = counter.turns,
               total_processing_time_ms = least(counter.processing_ms, 99999999.99),
               average_confidence_score =
                 average_confidence(counter.high, counter.medium, counter.low),
               updated_at = now()
          from counter where c.id = counter.conversation_id
        returning c as now, counter.conversation_id, counter.since, counter.until, counter.before)
      """
          + insert("counted", "conversation_told(counted.now)");

  private EventAppend() {}

  /**
   * Text of the statement's end.
   *
   * @param counted where the conversations come from, with their slices and the numbers before them
   * @param conversation how a conversation is told
   */
  private static String insert(String counted, String conversation) {
    return """
    insert into conversation_events (conversation_id, seq, type, payload, created_at)
      select conversation_id, before + position, type,
             coalesce(payload::json, json_build_object(
               'conversation', %2$s,
               'timestamp', floor(1000 * extract(epoch from clock_timestamp())))),
             clock_timestamp()
        from (select :types::text[] as types, :payloads::text[] as payloads) as event, %1$s,
             unnest(types[since + 1 : until], payloads[since + 1 : until])
               with ordinality as e (type, payload, position)
      returning seq"""
        .formatted(counted, conversation);
  }

  /** Writes events. */
  static Trip.Answer<Long> plain(Trip trip, Map<UUID, List<EventDraft>> drafts) {
    return trip.ask(PLAIN, it -> bind(it, drafts), (rs, _) -> Long.valueOf(rs.getLong(1)));
  }

  /**
   * Writes events and changes the figures of their conversations.
   *
   * @param changes of each conversation that has events
   */
  static Trip.Answer<Long> booked(
      Trip trip, Map<UUID, List<EventDraft>> drafts, Map<UUID, FiguresChange> changes) {
    return trip.ask(
        BOOKED,
        it -> {
          bind(it, drafts);
          bindChanges(it, drafts.keySet().stream().map(changes::get).toList());
        },
        (rs, _) -> Long.valueOf(rs.getLong(1)));
  }

  private static void bind(Values values, Map<UUID, List<EventDraft>> drafts) {
    List<Integer> ends = new ArrayList<>(List.of(0));
    drafts.values().forEach(events -> ends.add(ends.getLast() + events.size()));
    List<EventDraft> all = drafts.values().stream().flatMap(List::stream).toList();
    values
        .bind("told", ArrayOf.uuids(drafts.keySet()))
        .bind("since", ArrayOf.integers(ends.subList(0, drafts.size())))
        .bind("until", ArrayOf.integers(ends.subList(1, ends.size())))
        .bind("types", ArrayOf.texts(all, EventDraft::type))
        .bind("payloads", ArrayOf.texts(all, EventDraft::payload));
  }

  private static void bindChanges(Values values, List<FiguresChange> changes) {
    values
        .bind("last_seqs", ArrayOf.integers(changes, FiguresChange::lastSeq))
        .bind("new_turns", ArrayOf.integers(changes, FiguresChange::turns))
        .bind("people", ArrayOf.integers(changes, FiguresChange::people))
        .bind("cleaned_turns", ArrayOf.integers(changes, FiguresChange::cleaned))
        .bind("pending", ArrayOf.integers(changes, FiguresChange::pending))
        .bind("high", ArrayOf.integers(changes, FiguresChange::high))
        .bind("medium", ArrayOf.integers(changes, FiguresChange::medium))
        .bind("low", ArrayOf.integers(changes, FiguresChange::low))
        .bind("ms", ArrayOf.doubles(changes, FiguresChange::millis))
        .bind("people_ms", ArrayOf.doubles(changes, FiguresChange::peoplesMillis));
  }

  /** Throws where a conversation did not exist, which cannot be of one that is held. */
  static void requireAll(Map<UUID, List<EventDraft>> drafts, Trip.Answer<Long> written) {
    if (written.rows().size() != drafts.values().stream().mapToInt(List::size).sum()) {
      throw new IllegalArgumentException("One of the conversations does not exist");
    }
  }
}
