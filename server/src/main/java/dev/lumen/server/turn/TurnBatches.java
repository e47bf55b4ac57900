package dev.lumen.server.turn;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.server.api.Json;
import dev.lumen.server.database.ArrayOf;
import dev.lumen.server.database.Trip;
import dev.lumen.server.queue.Job;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * Turns of many conversations in the database, each step one statement however many there are.
 * Every method runs inside the caller's transaction.
 */
final class TurnBatches {
  // Always in the order of ids, as the statistics' triggers take them: no two wait for each other.
  private static final String LOCK =
      """
      SELECT k.conversation_id, k.last_turn_seq, k.pending_turns, c.metadata, c.status,
             k.waits_for_turn, k.last_event_seq,
             CASE c.status
               WHEN 'ended' THEN true
               WHEN 'active' THEN false
               ELSE EXISTS (SELECT FROM session_states s
                             WHERE s.conversation_id = c.id AND s.state = 'ended') END AS ended
        FROM conversation_counters k JOIN conversations c ON c.id = k.conversation_id
       WHERE k.conversation_id = ANY(:locked) AND c.status <> 'deleted'
       ORDER BY k.conversation_id
         FOR UPDATE OF k
      """;

  private static final String LOCK_FREE = LOCK + " SKIP LOCKED";

  // What is known of a conversation holds while nothing was told of it since, for all is told.
  private static final String UNCHANGED =
      """
      SELECT require_unchanged(count(*) = :known) FROM (
        SELECT FROM unnest(:known_ids, :known_events) AS as_it_was (conversation, event)
          JOIN conversation_counters k ON k.conversation_id = as_it_was.conversation
         WHERE k.last_event_seq = as_it_was.event
           FOR UPDATE OF k SKIP LOCKED) held
      """;

  private static final String COLUMNS =
      """
      SELECT id, speaker, raw_text, shared_context, force_cleaning_level, priority, seq,
             created_at, coalesce(metadata -> 'source', '{}') AS source FROM turns
      """;

  private static final String WAITING = COLUMNS + " WHERE id = ANY(:ids) AND status = 'queued'";

  private static final String LINES =
      "SELECT t.* FROM unnest(:lines, :from) AS line (conversation, first), LATERAL ("
          + COLUMNS
          + """
             WHERE conversation_id = line.conversation AND seq >= line.first
               AND status = 'queued' ORDER BY seq LIMIT :turns_each) t
            """;

  // The limit is no limit, it says that there are few: the plan then goes from results to turns by
  // their key, where it would compare every turn with every result.
  private static final String FINISH =
      """
      UPDATE turns t SET cleaned_text = r.cleaned, status = 'processed', error = NULL,
          confidence_score = r.confidence, cleaning_applied = r.applied, cleaning_level = r.level,
          processing_time_ms = r.millis, corrections = r.corrections,
          context_detected = r.context, ai_model_used = r.engine,
          transcription_error_detected = r.error, business_domain = r.domain,
          conversation_flow = r.flow, queue_time_ms = r.queued, sliding_window_size = r.window_size,
          context_turns_used = r.used, active_contexts = r.contexts,
          self_correction = r.self_correction,
          metadata = t.metadata || jsonb_build_object('timing_breakdown', r.timings),
          updated_at = r.now, processed_at = r.now
        FROM (SELECT * FROM jsonb_to_recordset(:results::jsonb) AS result (
                id uuid, cleaned text, confidence text, applied boolean, level text, millis numeric,
                corrections jsonb, context text, engine text, error boolean, domain text, flow text,
                queued numeric, window_size integer, used integer, contexts text[],
                self_correction boolean, timings jsonb, now timestamptz)
              LIMIT :finished) r
       WHERE t.id = r.id
      """;

  private TurnBatches() {}

  /**
   * Takes conversations for the rest of the transaction.
   *
   * @param patient whether to wait for those that somebody else has
   * @return those it got, by id; missing are the ones that are gone or, without patience, taken
   */
  static Map<UUID, ConversationLock> lock(Handle handle, Collection<UUID> ids, boolean patient) {
    return byConversation(Trip.rows(handle, trip -> lock(trip, ids, patient)));
  }

  /** As {@link #lock(Handle, Collection, boolean)}, together with other statements. */
  static Trip.Answer<ConversationLock> lock(Trip trip, Collection<UUID> ids, boolean patient) {
    return trip.ask(
        patient ? LOCK : LOCK_FREE,
        it -> it.bind("locked", ArrayOf.uuids(ids)),
        (rs, _) -> TurnRows.lock(rs));
  }

  /**
   * Takes conversations that are said to be known. Where one has changed, or is in other hands, the
   * trip fails as a conflict.
   */
  static void lockUnchanged(Trip trip, Collection<ConversationLock> known) {
    trip.tell(
        UNCHANGED,
        it ->
            it.bind("known", known.size())
                .bind("known_ids", ArrayOf.uuids(known, ConversationLock::conversationId))
                .bind("known_events", ArrayOf.longs(known, ConversationLock::lastEventSeq)));
  }

  static Map<UUID, ConversationLock> byConversation(List<ConversationLock> locks) {
    return locks.stream()
        .collect(Collectors.toMap(ConversationLock::conversationId, Function.identity()));
  }

  /** A turn as it came in, with its id. */
  record Found(UUID id, WaitingTurn turn) {}

  private static final RowMapper<Found> FOUND =
      (rs, ctx) -> new Found(rs.getObject("id", UUID.class), TurnRows.WAITING.map(rs, ctx));

  /** Turns as they came in, by id; missing are those that do not wait. */
  static Map<UUID, WaitingTurn> waiting(Handle handle, List<UUID> turnIds) {
    return byId(handle.createQuery(WAITING).bind("ids", ArrayOf.uuids(turnIds)).map(FOUND).list());
  }

  /**
   * The turns that wait first in each line, which are those of the jobs behind the heads unless
   * somebody else has put turns between them.
   *
   * @param heads the first job of each conversation
   * @param each how many of each
   */
  static Trip.Answer<Found> lines(Trip trip, List<Job> heads, int each) {
    return trip.ask(
        LINES,
        it ->
            it.bind("lines", ArrayOf.uuids(heads, Job::conversationId))
                .bind("from", ArrayOf.integers(heads, Job::turnSeq))
                .bind("turns_each", each),
        FOUND);
  }

  static Map<UUID, WaitingTurn> byId(List<Found> found) {
    return found.stream()
        .collect(Collectors.toMap(Found::id, Found::turn, (one, _) -> one, HashMap::new));
  }

  /**
   * The result of a turn that waited.
   *
   * @param queueTimeMs how long it waited
   * @param at when it was processed
   */
  record Result(UUID turnId, CleanedResult result, double queueTimeMs, Instant at) {}

  /** Stores the results of turns that waited. */
  static void finish(Trip trip, List<Result> results) {
    trip.tell(
        FINISH,
        it ->
            it.bind("results", Json.text(results.stream().map(TurnBatches::row).toList()))
                .bind("finished", results.size()));
  }

  private static Map<String, @Nullable Object> row(Result finished) {
    CleanedResult result = finished.result();
    CleanedTurn cleaned = result.cleaned();
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("id", finished.turnId());
    row.put("cleaned", cleaned.cleanedText());
    row.put("confidence", cleaned.confidence().name());
    row.put("applied", cleaned.cleaningApplied());
    row.put("level", cleaned.level().wireName());
    row.put("millis", result.processingTimeMs());
    row.put("corrections", result.corrections());
    row.put("context", cleaned.contextDetected());
    row.put("engine", result.engine());
    row.put("error", cleaned.transcriptionError());
    row.put("domain", cleaned.businessDomain());
    row.put("flow", cleaned.conversationFlow());
    row.put("queued", finished.queueTimeMs());
    row.put("window_size", result.windowSize());
    row.put("used", result.contextTurns());
    row.put("contexts", cleaned.activeContexts());
    row.put("self_correction", cleaned.selfCorrection());
    row.put("timings", result.timings());
    row.put("now", finished.at());
    return row;
  }
}
