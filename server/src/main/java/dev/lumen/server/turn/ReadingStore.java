package dev.lumen.server.turn;

import dev.lumen.cleaner.Turn;
import dev.lumen.server.api.Json;
import dev.lumen.server.realtime.EventDraft;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Changes how processed turns read, and tells of it. Every method runs inside a transaction that
 * holds the conversation's lock.
 */
public final class ReadingStore {
  private static final String WRITE =
      """
      UPDATE turns SET cleaned_text = :cleaned, cleaning_applied = :applied,
          confidence_score = :confidence, cleaning_level = :level,
          context_detected = :context, transcription_error_detected = :error,
          corrections = :corrections::jsonb, revision = revision + 1, updated_at = :now,
          metadata = CASE WHEN :marks = '[]' THEN metadata - 'taken_back'
                          ELSE metadata || jsonb_build_object('taken_back', :marks::jsonb) END
       WHERE id = :id
      """;

  /**
   * A turn that now reads differently.
   *
   * @param turn as it stands
   * @param events what tells of it
   */
  public record Changed(TurnView turn, List<EventDraft> events) {}

  /** A turn of a person that a later one may correct. */
  record Stored(TurnView view, Turn turn) {}

  /** The last processed turns of people with numbers in [from, before), oldest first. */
  List<Stored> earlier(Handle handle, UUID conversationId, int from, int before, int atMost) {
    return handle
        .createQuery(
            """
            SELECT * FROM (
            """
                + TurnRows.SELECT
                + """
                 WHERE conversation_id = :id AND seq >= :from AND seq < :before
                   AND status = 'processed' AND NOT is_lumen(speaker)
                 ORDER BY seq DESC LIMIT :limit) AS latest
                 ORDER BY seq
                """)
        .bind("id", conversationId)
        .bind("from", from)
        .bind("before", before)
        .bind("limit", atMost)
        .map(
            (rs, ctx) -> {
              TurnView view = TurnRows.view(rs);
              Turn turn =
                  new Turn(
                      view.speaker(),
                      view.rawText(),
                      rs.getString("shared_context"),
                      TurnRows.level(rs.getString("force_cleaning_level")));
              return new Stored(view, turn);
            })
        .list();
  }

  /** One processed turn of a conversation, or empty. */
  public Optional<TurnView> find(Handle handle, UUID conversationId, UUID turnId) {
    return handle
        .createQuery(TurnRows.SELECT + " WHERE id = :id AND conversation_id = :conversation")
        .bind("id", turnId)
        .bind("conversation", conversationId)
        .map(TurnRows.VIEW)
        .findOne();
  }

  /** The turns with a correction of this rule and original, oldest first. */
  public List<TurnView> alike(Handle handle, UUID conversationId, String rule, String original) {
    return handle
        .createQuery(
            TurnRows.SELECT
                + """
                 WHERE conversation_id = :id AND status = 'processed'
                   AND corrections @> jsonb_build_array(
                         jsonb_build_object('rule', :rule::text, 'original', :original::text))
                 ORDER BY seq
                """)
        .bind("id", conversationId)
        .bind("rule", rule)
        .bind("original", original)
        .map(TurnRows.VIEW)
        .list();
  }

  /**
   * The turns that read a word and have corrections that people have accepted or written, oldest
   * first.
   *
   * @param word in whichever capitals
   */
  public List<TurnView> confirmed(Handle handle, UUID conversationId, String word) {
    return handle
        .createQuery(
            TurnRows.SELECT
                + """
                 WHERE conversation_id = :id AND status = 'processed'
                   AND (corrections @> '[{"state": "accepted"}]'
                        OR corrections @> '[{"state": "modified"}]')
                   AND strpos(lower(cleaned_text), lower(:word)) > 0
                 ORDER BY seq
                """)
        .bind("id", conversationId)
        .bind("word", word)
        .map(TurnRows.VIEW)
        .list();
  }

  /**
   * Stores how a turn reads from now on.
   *
   * @param before the turn as it stands
   * @param now how it reads from now on
   * @param told the corrections that are new or decided
   * @param automatic whether nobody asked for it
   */
  public Changed write(
      Handle handle,
      TurnView before,
      Reading now,
      List<CorrectionView> told,
      boolean automatic,
      Instant at) {
    TurnView after =
        before.reading(now, automatic && told.stream().anyMatch(CorrectionView::applied));
    handle
        .createUpdate(WRITE)
        .bind("id", before.turnId())
        .bind("cleaned", after.cleanedText())
        .bind("applied", after.metadata().cleaningApplied())
        .bind("confidence", after.metadata().confidenceScore())
        .bind("level", after.metadata().cleaningLevel())
        .bind("context", after.metadata().contextDetected())
        .bind("error", after.metadata().transcriptionErrorDetected())
        .bind("corrections", Json.text(now.corrections()))
        .bind("marks", Json.text(now.takenBack()))
        .bind("now", at.atOffset(ZoneOffset.UTC))
        .execute();
    List<EventDraft> events = new ArrayList<>();
    told.forEach(it -> events.add(TurnEvents.correctionApplied(before.turnId(), it, automatic)));
    if (!before.metadata().confidenceScore().equals(after.metadata().confidenceScore())) {
      events.add(TurnEvents.confidence(after));
    }
    events.add(TurnEvents.revised(after, at));
    return new Changed(after, events);
  }
}
