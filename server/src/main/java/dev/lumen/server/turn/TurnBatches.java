package dev.lumen.server.turn;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.CleaningLevel;
import dev.lumen.server.api.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
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
             k.waits_for_turn
        FROM conversation_counters k JOIN conversations c ON c.id = k.conversation_id
       WHERE k.conversation_id = ANY(:ids) AND c.status <> 'deleted'
       ORDER BY k.conversation_id
         FOR UPDATE OF k
      """;

  private static final String WAITING =
      """
      SELECT id, speaker, raw_text, shared_context, force_cleaning_level, priority, seq,
             created_at, coalesce(metadata -> 'source', '{}') AS source
        FROM turns WHERE id = ANY(:ids) AND status = 'queued'
      """;

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
        FROM jsonb_to_recordset(:results::jsonb) AS r (
          id uuid, cleaned text, confidence text, applied boolean, level text, millis numeric,
          corrections jsonb, context text, engine text, error boolean, domain text, flow text,
          queued numeric, window_size integer, used integer, contexts text[],
          self_correction boolean, timings jsonb, now timestamptz)
       WHERE t.id = r.id AND t.id = ANY(:ids)
      """;

  private static final String INSERT_QUEUED =
      """
      INSERT INTO turns (id, conversation_id, seq, speaker, raw_text, status, priority,
          shared_context, force_cleaning_level, metadata, created_at, updated_at)
      SELECT id, conversation, seq, speaker, raw, 'queued', priority, shared, forced,
             metadata::jsonb, at, at
        FROM unnest(:ids, :conversations, :seqs, :speakers, :raws, :priorities, :shareds, :forceds,
                    :metadatas, :ats::timestamptz[])
          AS new (id, conversation, seq, speaker, raw, priority, shared, forced, metadata, at)
      """;

  private TurnBatches() {}

  /**
   * Takes conversations for the rest of the transaction.
   *
   * @param patient whether to wait for those that somebody else has
   * @return those it got, by id; missing are the ones that are gone or, without patience, taken
   */
  static Map<UUID, ConversationLock> lock(Handle handle, Collection<UUID> ids, boolean patient) {
    return handle
        .createQuery(LOCK + (patient ? "" : " SKIP LOCKED"))
        .bindArray("ids", UUID.class, ids.toArray())
        .map((rs, _) -> TurnRows.lock(rs))
        .collectToMap(ConversationLock::conversationId, lock -> lock);
  }

  /** Stores turns that wait for a worker. */
  static void insertQueued(Handle handle, List<TurnRow> rows) {
    handle
        .createUpdate(INSERT_QUEUED)
        .bindArray("ids", UUID.class, values(rows, TurnRow::id))
        .bindArray("conversations", UUID.class, values(rows, TurnRow::conversationId))
        .bindArray("seqs", Integer.class, values(rows, TurnRow::seq))
        .bindArray("speakers", String.class, values(rows, row -> row.turn().speaker()))
        .bindArray("raws", String.class, values(rows, row -> row.turn().rawText()))
        .bindArray("priorities", Integer.class, values(rows, row -> row.turn().priority().number()))
        .bindArray("shareds", String.class, values(rows, row -> row.turn().sharedContext()))
        .bindArray("forceds", String.class, values(rows, row -> forced(row.turn())))
        .bindArray(
            "metadatas",
            String.class,
            values(rows, row -> TurnStore.metadata(row.turn(), Map.of())))
        .bindArray("ats", String.class, values(rows, row -> row.at().toString()))
        .execute();
  }

  private static Object[] values(
      List<TurnRow> rows, Function<TurnRow, ? extends @Nullable Object> value) {
    return rows.stream().map(value).toArray();
  }

  private static @Nullable String forced(NewTurn turn) {
    @Nullable CleaningLevel level = turn.forcedLevel();
    return level == null ? null : level.wireName();
  }

  /** Turns as they came in, by id; missing are those that do not wait. */
  static Map<UUID, WaitingTurn> waiting(Handle handle, List<UUID> turnIds) {
    Map<UUID, WaitingTurn> found = new HashMap<>();
    handle
        .createQuery(WAITING)
        .bindArray("ids", UUID.class, turnIds)
        .map((rs, ctx) -> Map.entry(rs.getObject("id", UUID.class), TurnRows.WAITING.map(rs, ctx)))
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  /**
   * The result of a turn that waited.
   *
   * @param queueTimeMs how long it waited
   * @param at when it was processed
   */
  record Result(UUID turnId, CleanedResult result, double queueTimeMs, Instant at) {}

  /** Stores the results of turns that waited. */
  static void finish(Handle handle, List<Result> results) {
    handle
        .createUpdate(FINISH)
        .bind("results", Json.text(results.stream().map(TurnBatches::row).toList()))
        .bindArray("ids", UUID.class, results.stream().map(Result::turnId).toList())
        .execute();
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
