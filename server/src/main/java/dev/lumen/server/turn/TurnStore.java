package dev.lumen.server.turn;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.Correction;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Json;
import dev.lumen.server.database.Trip;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Turns in the database. Every method runs inside the caller's transaction. */
public final class TurnStore {
  private static final String REMEMBERED =
      """
      SELECT * FROM unnest(:taught, :afters, :befores) AS stretch (conversation, after, before),
        LATERAL (
          SELECT conversation_id, seq, speaker, raw_text, shared_context, cleaned_text,
                 active_contexts, self_correction, transcription_error_detected,
                 jsonb_path_query_array(
                   corrections, '$[*] ? (@.rule == $rule && @.applied == true)',
                   jsonb_build_object('rule', :mended::text)) AS mended
            FROM turns
           WHERE conversation_id = stretch.conversation
             AND seq > stretch.after AND seq < stretch.before
             AND status = 'processed' AND cleaned_text IS NOT NULL
           ORDER BY seq DESC LIMIT :turns_taught) t
       ORDER BY conversation_id, seq
      """;

  private static final String INSERT =
      """
      INSERT INTO turns (id, conversation_id, seq, speaker, raw_text, cleaned_text, status, priority,
          shared_context, force_cleaning_level, confidence_score, cleaning_applied, cleaning_level,
          processing_time_ms, corrections, context_detected, ai_model_used,
          transcription_error_detected, business_domain, conversation_flow, queue_time_ms,
          sliding_window_size, context_turns_used, active_contexts, self_correction, metadata,
          created_at, updated_at, processed_at)
      VALUES (:id, :conversation, :seq, :speaker, :raw, :cleaned, :status, :priority,
          :shared, :forced, :confidence, :applied, :level,
          :millis, :corrections::jsonb, :context, :engine,
          :error, :domain, :flow, :queued,
          :window, :used, :contexts, :selfCorrection, :metadata::jsonb,
          :now, :now, :processed)
      """;

  /**
   * Takes the conversation for the rest of the transaction.
   *
   * @throws ApiException PROC_001 when it is unknown or not the actor's
   */
  public ConversationLock lock(Handle handle, UUID conversationId) {
    return tryLock(handle, conversationId)
        .orElseThrow(() -> ApiException.conversationNotFound(conversationId));
  }

  /** As {@link #lock}; empty when the conversation is gone. */
  public Optional<ConversationLock> tryLock(Handle handle, UUID conversationId) {
    return Optional.ofNullable(
        TurnBatches.lock(handle, List.of(conversationId), true).get(conversationId));
  }

  /**
   * Inserts turns in as few statements as possible, at the latest with the trip: each statement
   * brings the conversations' figures up to date once.
   */
  public void insert(Handle handle, Trip trip, List<TurnRow> rows) {
    List<TurnRow> queued = rows.stream().filter(row -> row.result() == null).toList();
    if (!queued.isEmpty()) {
      TurnBatches.insertQueued(trip, queued);
    }
    if (queued.size() == rows.size() - 1) {
      rows.stream()
          .filter(row -> row.result() != null)
          .forEach(row -> trip.tell(INSERT, it -> bind(it, row)));
    } else if (queued.size() < rows.size()) {
      PreparedBatch batch = handle.prepareBatch(INSERT);
      for (TurnRow row : rows) {
        if (row.result() != null) {
          bind(batch, row);
          batch.add();
        }
      }
      batch.execute();
    }
  }

  private static void bind(SqlStatement<?> statement, TurnRow row) {
    bindIntake(statement, row);
    CleanedResult result = row.result();
    if (result != null) {
      bindResult(statement, result, row.at());
    }
  }

  /** Marks a turn as failed; its raw text stands and its error can be read. */
  public void fail(Handle handle, UUID turnId, Map<String, Object> error, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE turns SET status = 'failed', error = :error::jsonb, updated_at = :now,
                processed_at = :now
             WHERE id = :id
            """)
        .bind("error", Json.text(error))
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bind("id", turnId)
        .execute();
  }

  /** One turn, or empty. */
  public Optional<TurnView> find(Handle handle, UUID turnId) {
    return handle
        .createQuery(TurnRows.SELECT + " WHERE id = :id")
        .bind("id", turnId)
        .map(TurnRows.VIEW)
        .findOne();
  }

  /** The turns of a conversation, oldest first. */
  public List<TurnView> list(Handle handle, UUID conversationId, int limit, int offset) {
    return handle
        .createQuery(
            TurnRows.SELECT
                + " WHERE conversation_id = :id ORDER BY seq LIMIT :limit OFFSET :offset")
        .bind("id", conversationId)
        .bind("limit", limit)
        .bind("offset", offset)
        .map(TurnRows.VIEW)
        .list();
  }

  /** The turn as it came in; empty when it is gone or does not wait. */
  public Optional<WaitingTurn> waiting(Handle handle, UUID turnId) {
    return Optional.ofNullable(TurnBatches.waiting(handle, List.of(turnId)).get(turnId));
  }

  /** Has a failed turn wait again, as if it had just come in; false when it is no failed one. */
  public boolean queueAgain(Handle handle, UUID conversationId, UUID turnId) {
    return handle.execute(
            """
            UPDATE turns SET status = 'queued', error = NULL, processed_at = NULL
             WHERE id = ? AND conversation_id = ? AND status = 'failed'
            """,
            turnId,
            conversationId)
        == 1;
  }

  /** Has the turns of a conversation wait for a failed one, or, with null, for none. */
  public void waitFor(Handle handle, UUID conversationId, @Nullable UUID turnId) {
    handle
        .createUpdate(
            "UPDATE conversation_counters SET waits_for_turn = :turn::uuid WHERE conversation_id = :id")
        .bind("turn", turnId)
        .bind("id", conversationId)
        .execute();
  }

  /**
   * The latest processed turns of each stretch, oldest first: what memories still lack.
   *
   * @param atMost of each stretch
   */
  Trip.Answer<RememberedTurn> remembered(Trip trip, List<Relearning.Stretch> all, int atMost) {
    return trip.ask(
        REMEMBERED,
        it ->
            it.bindArray("taught", UUID.class, values(all, Relearning.Stretch::conversationId))
                .bindArray("afters", Integer.class, values(all, Relearning.Stretch::after))
                .bindArray("befores", Integer.class, values(all, Relearning.Stretch::before))
                .bind("turns_taught", atMost)
                .bind("mended", Correction.MISHEARD_NAME),
        TurnRows.REMEMBERED);
  }

  private static <T> List<T> values(
      List<Relearning.Stretch> all, Function<Relearning.Stretch, T> value) {
    return all.stream().map(value).toList();
  }

  private static void bindIntake(SqlStatement<?> statement, TurnRow row) {
    NewTurn turn = row.turn();
    @Nullable CleanedResult result = row.result();
    statement
        .bind("id", row.id())
        .bind("conversation", row.conversationId())
        .bind("seq", row.seq())
        .bind("speaker", turn.speaker())
        .bind("raw", turn.rawText())
        .bind("priority", turn.priority().number())
        .bind("shared", turn.sharedContext())
        .bind("forced", turn.forcedLevel() == null ? null : turn.forcedLevel().wireName())
        .bind("metadata", metadata(turn, result == null ? Map.of() : result.timings()))
        .bind("now", row.at().atOffset(ZoneOffset.UTC));
  }

  private static void bindResult(SqlStatement<?> statement, CleanedResult result, Instant now) {
    CleanedTurn cleaned = result.cleaned();
    statement
        .bind("cleaned", cleaned.cleanedText())
        .bind("status", TurnStatus.PROCESSED.wireName())
        .bind("confidence", cleaned.confidence().name())
        .bind("applied", cleaned.cleaningApplied())
        .bind("level", cleaned.level().wireName())
        .bind("millis", result.processingTimeMs())
        .bind("corrections", Json.text(result.corrections()))
        .bind("context", cleaned.contextDetected())
        .bind("engine", result.engine())
        .bind("error", cleaned.transcriptionError())
        .bind("domain", cleaned.businessDomain())
        .bind("flow", cleaned.conversationFlow())
        .bind("queued", 0)
        .bind("window", result.windowSize())
        .bind("used", result.contextTurns())
        .bindArray("contexts", String.class, cleaned.activeContexts())
        .bind("selfCorrection", cleaned.selfCorrection())
        .bind("processed", now.atOffset(ZoneOffset.UTC));
  }

  static String metadata(NewTurn turn, Map<String, Double> timings) {
    return "{\"source\":" + turn.source() + ",\"timing_breakdown\":" + Json.text(timings) + "}";
  }
}
