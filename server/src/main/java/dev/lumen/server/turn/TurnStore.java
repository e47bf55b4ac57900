package dev.lumen.server.turn;

import dev.lumen.cleaner.CleaningLevel;
import dev.lumen.cleaner.Correction;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Json;
import dev.lumen.server.database.ArrayOf;
import dev.lumen.server.database.Trip;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
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

  /** Whether a turn came in as this one does. */
  boolean cameAs(Handle handle, UUID turnId, NewTurn turn) {
    CleaningLevel level = turn.forcedLevel();
    return handle
        .createQuery(
            """
            SELECT speaker = :speaker AND raw_text = :raw AND priority = :priority
               AND shared_context IS NOT DISTINCT FROM :shared::text
               AND force_cleaning_level IS NOT DISTINCT FROM :forced::text
              FROM turns WHERE id = :id
            """)
        .bind("speaker", turn.speaker())
        .bind("raw", turn.rawText())
        .bind("priority", turn.priority().number())
        .bind("shared", turn.sharedContext())
        .bind("forced", level == null ? null : level.wireName())
        .bind("id", turnId)
        .mapTo(Boolean.class)
        .findOne()
        .orElse(false);
  }

  /**
   * How many turns of its conversation wait up to a turn: its place in line, 0 where it waits not.
   */
  int placeInLine(Handle handle, TurnView turn) {
    return handle
        .createQuery(
            """
            SELECT count(*) FROM turns
             WHERE conversation_id = :conversation AND seq <= :seq AND is_pending(status)
               AND EXISTS (SELECT FROM turns WHERE id = :id AND is_pending(status))
            """)
        .bind("conversation", turn.conversationId())
        .bind("seq", turn.seq())
        .bind("id", turn.turnId())
        .mapTo(Integer.class)
        .one();
  }

  /** Whether some turn of a conversation waits for a worker. */
  boolean anyWaits(Handle handle, UUID conversationId) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT FROM turns WHERE conversation_id = :id AND is_pending(status))")
        .bind("id", conversationId)
        .mapTo(Boolean.class)
        .one();
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
            it.bind("taught", ArrayOf.uuids(all, Relearning.Stretch::conversationId))
                .bind("afters", ArrayOf.integers(all, Relearning.Stretch::after))
                .bind("befores", ArrayOf.integers(all, Relearning.Stretch::before))
                .bind("turns_taught", atMost)
                .bind("mended", Correction.MISHEARD_NAME),
        TurnRows.REMEMBERED);
  }
}
