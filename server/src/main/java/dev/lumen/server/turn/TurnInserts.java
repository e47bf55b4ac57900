package dev.lumen.server.turn;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.CleaningLevel;
import dev.lumen.server.api.Json;
import dev.lumen.server.database.ArrayOf;
import dev.lumen.server.database.Trip;
import dev.lumen.server.database.Values;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stores new turns in as few statements as possible: each statement brings the figures of the
 * conversations up to date once, whatever it brings.
 */
final class TurnInserts {
  private static final String WAITING =
      """
      INSERT INTO turns (id, conversation_id, seq, speaker, raw_text, status, priority,
          shared_context, force_cleaning_level, metadata, created_at, updated_at)
      SELECT id, conversation, seq, speaker, raw, 'queued', priority, shared, forced,
             metadata::jsonb, at, at
        FROM unnest(:ids, :conversations, :seqs, :speakers, :raws, :priorities, :shareds, :forceds,
                    :metadatas, :ats::timestamptz[])
          AS new (id, conversation, seq, speaker, raw, priority, shared, forced, metadata, at)
      """;

  private static final String PROCESSED =
      """
      INSERT INTO turns (id, conversation_id, seq, speaker, raw_text, cleaned_text, status, priority,
          shared_context, force_cleaning_level, confidence_score, cleaning_applied, cleaning_level,
          processing_time_ms, corrections, context_detected, ai_model_used,
          transcription_error_detected, business_domain, conversation_flow, queue_time_ms,
          sliding_window_size, context_turns_used, active_contexts, self_correction, metadata,
          created_at, updated_at, processed_at)
      """;

  // Mostly it is one; as arrays of one each the database would take an eighth longer for it.
  private static final String ONE =
      PROCESSED
          + """
            VALUES (:id, :conversation, :seq, :speaker, :raw, :cleaned, 'processed', :priority,
                :shared, :forced, :confidence, :applied, :level,
                :millis, :corrections::jsonb, :context, :engine,
                :error, :domain, :flow, 0,
                :window, :used, :contexts, :selfCorrection, :metadata::jsonb,
                :now, :now, :now)
            """;

  // The contexts are names of topics: none has a line break in it.
  private static final String SEVERAL =
      PROCESSED
          + """
            SELECT id, conversation, seq, speaker, raw, cleaned, 'processed', priority,
                shared, forced, confidence, applied, level,
                millis, corrections::jsonb, context, engine,
                error, domain, flow, 0,
                window_size, used, string_to_array(contexts, chr(10)), self_correction,
                metadata::jsonb, now, now, now
              FROM unnest(:id, :conversation, :seq, :speaker, :raw, :cleaned, :priority,
                     :shared, :forced, :confidence, :applied, :level,
                     :millis, :corrections, :context, :engine,
                     :error, :domain, :flow,
                     :window, :used, :contexts, :selfCorrection,
                     :metadata, :now::timestamptz[])
                AS new (id, conversation, seq, speaker, raw, cleaned, priority,
                     shared, forced, confidence, applied, level,
                     millis, corrections, context, engine,
                     error, domain, flow,
                     window_size, used, contexts, self_correction,
                     metadata, now)
            """;

  private TurnInserts() {}

  private record Processed(TurnRow row, CleanedResult result) {
    NewTurn turn() {
      return row.turn();
    }

    CleanedTurn cleaned() {
      return result.cleaned();
    }
  }

  /** Adds statements that store turns, those that wait and those that are processed. */
  static void insert(Trip trip, List<TurnRow> rows) {
    List<TurnRow> waiting = rows.stream().filter(row -> row.result() == null).toList();
    if (!waiting.isEmpty()) {
      trip.tell(WAITING, it -> bindWaiting(it, waiting));
    }
    List<Processed> processed = rows.stream().flatMap(row -> processed(row).stream()).toList();
    if (processed.size() == 1) {
      trip.tell(ONE, it -> bindOne(it, processed.getFirst()));
    } else if (!processed.isEmpty()) {
      trip.tell(SEVERAL, it -> bindSeveral(it, processed));
    }
  }

  private static List<Processed> processed(TurnRow row) {
    @Nullable CleanedResult result = row.result();
    return result == null ? List.of() : List.of(new Processed(row, result));
  }

  private static void bindWaiting(Values values, List<TurnRow> rows) {
    values
        .bind("ids", ArrayOf.uuids(rows, TurnRow::id))
        .bind("conversations", ArrayOf.uuids(rows, TurnRow::conversationId))
        .bind("seqs", ArrayOf.integers(rows, TurnRow::seq))
        .bind("speakers", ArrayOf.texts(rows, row -> row.turn().speaker()))
        .bind("raws", ArrayOf.texts(rows, row -> row.turn().rawText()))
        .bind("priorities", ArrayOf.integers(rows, row -> row.turn().priority().number()))
        .bind("shareds", ArrayOf.texts(rows, row -> row.turn().sharedContext()))
        .bind("forceds", ArrayOf.texts(rows, row -> forced(row.turn())))
        .bind("metadatas", ArrayOf.texts(rows, row -> metadata(row.turn(), Map.of())))
        .bind("ats", ArrayOf.texts(rows, row -> row.at().toString()));
  }

  private static void bindOne(Values values, Processed one) {
    TurnRow row = one.row();
    NewTurn turn = row.turn();
    CleanedResult result = one.result();
    CleanedTurn cleaned = result.cleaned();
    values
        .bind("id", row.id())
        .bind("conversation", row.conversationId())
        .bind("seq", row.seq())
        .bind("speaker", turn.speaker())
        .bind("raw", turn.rawText())
        .bind("priority", turn.priority().number())
        .bind("shared", turn.sharedContext())
        .bind("forced", forced(turn))
        .bind("metadata", metadata(turn, result.timings()))
        .bind("now", row.at().atOffset(ZoneOffset.UTC))
        .bind("cleaned", cleaned.cleanedText())
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
        .bind("window", result.windowSize())
        .bind("used", result.contextTurns())
        .bind("contexts", ArrayOf.texts(cleaned.activeContexts()))
        .bind("selfCorrection", cleaned.selfCorrection());
  }

  private static void bindSeveral(Values values, List<Processed> all) {
    values
        .bind("id", ArrayOf.uuids(all, it -> it.row().id()))
        .bind("conversation", ArrayOf.uuids(all, it -> it.row().conversationId()))
        .bind("seq", ArrayOf.integers(all, it -> it.row().seq()))
        .bind("speaker", ArrayOf.texts(all, it -> it.turn().speaker()))
        .bind("raw", ArrayOf.texts(all, it -> it.turn().rawText()))
        .bind("priority", ArrayOf.integers(all, it -> it.turn().priority().number()))
        .bind("shared", ArrayOf.texts(all, it -> it.turn().sharedContext()))
        .bind("forced", ArrayOf.texts(all, it -> forced(it.turn())))
        .bind("metadata", ArrayOf.texts(all, it -> metadata(it.turn(), it.result().timings())))
        .bind("now", ArrayOf.texts(all, it -> it.row().at().toString()))
        .bind("cleaned", ArrayOf.texts(all, it -> it.cleaned().cleanedText()))
        .bind("confidence", ArrayOf.texts(all, it -> it.cleaned().confidence().name()))
        .bind("applied", ArrayOf.booleans(all, it -> it.cleaned().cleaningApplied()))
        .bind("level", ArrayOf.texts(all, it -> it.cleaned().level().wireName()))
        .bind("millis", ArrayOf.doubles(all, it -> it.result().processingTimeMs()))
        .bind("corrections", ArrayOf.texts(all, it -> Json.text(it.result().corrections())))
        .bind("context", ArrayOf.texts(all, it -> it.cleaned().contextDetected()))
        .bind("engine", ArrayOf.texts(all, it -> it.result().engine()))
        .bind("error", ArrayOf.booleans(all, it -> it.cleaned().transcriptionError()))
        .bind("domain", ArrayOf.texts(all, it -> it.cleaned().businessDomain()))
        .bind("flow", ArrayOf.texts(all, it -> it.cleaned().conversationFlow()))
        .bind("window", ArrayOf.integers(all, it -> it.result().windowSize()))
        .bind("used", ArrayOf.integers(all, it -> it.result().contextTurns()))
        .bind(
            "contexts", ArrayOf.texts(all, it -> String.join("\n", it.cleaned().activeContexts())))
        .bind("selfCorrection", ArrayOf.booleans(all, it -> it.cleaned().selfCorrection()));
  }

  private static @Nullable String forced(NewTurn turn) {
    @Nullable CleaningLevel level = turn.forcedLevel();
    return level == null ? null : level.wireName();
  }

  private static String metadata(NewTurn turn, Map<String, Double> timings) {
    return "{\"source\":" + turn.source() + ",\"timing_breakdown\":" + Json.text(timings) + "}";
  }
}
