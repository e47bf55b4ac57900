package dev.lumen.server.turn;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.Turn;
import dev.lumen.cleaner.VoiceText;
import dev.lumen.server.api.Json;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows a turn as it will be read back, without reading it back. */
final class TurnViews {
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private TurnViews() {}

  /** A turn that was processed while it was taken in. */
  static TurnView processed(TurnRow row, CleanedResult result) {
    return view(
        row, TurnStatus.PROCESSED, result.cleaned().cleanedText(), metadata(row.turn(), result, 0));
  }

  /** A turn that waited and now is processed. */
  static TurnView finished(
      UUID conversationId, UUID id, WaitingTurn waiting, CleanedResult result, double queueMs) {
    return view(
        new TurnRow(conversationId, id, waiting.seq(), waiting.turn(), result, waiting.createdAt()),
        TurnStatus.PROCESSED,
        result.cleaned().cleanedText(),
        metadata(waiting.turn(), result, queueMs));
  }

  /** A turn that waits: its raw text stands for the cleaned one, and nothing is claimed of it. */
  static TurnView queued(TurnRow row) {
    return view(
        row,
        TurnStatus.QUEUED,
        row.turn().rawText(),
        new TurnView.Metadata(
            "LOW",
            false,
            "none",
            0,
            List.of(),
            null,
            "none",
            List.of(),
            false,
            false,
            null,
            null,
            0,
            Map.of(),
            List.of(),
            null,
            Json.read(row.turn().source(), OBJECT),
            null));
  }

  private static TurnView view(
      TurnRow row, TurnStatus status, String cleanedText, TurnView.Metadata metadata) {
    return new TurnView(
        row.id(),
        row.conversationId(),
        row.seq(),
        row.turn().speaker(),
        row.turn().rawText(),
        cleanedText,
        status.wireName(),
        0,
        metadata,
        row.at());
  }

  /** A turn of the AI voice without its tags and pauses; null where it has none. */
  static @Nullable VoiceText spoken(String speaker, String rawText) {
    return Turn.of(speaker, rawText).isFromAssistant() ? VoiceText.of(rawText).orElse(null) : null;
  }

  private static TurnView.Metadata metadata(NewTurn turn, CleanedResult result, double queueMs) {
    CleanedTurn cleaned = result.cleaned();
    return new TurnView.Metadata(
        cleaned.confidence().name(),
        cleaned.cleaningApplied(),
        cleaned.level().wireName(),
        result.processingTimeMs(),
        result.corrections(),
        cleaned.contextDetected(),
        result.engine(),
        cleaned.activeContexts(),
        cleaned.transcriptionError(),
        cleaned.selfCorrection(),
        cleaned.businessDomain(),
        cleaned.conversationFlow(),
        queueMs,
        result.timings(),
        List.of(),
        spoken(turn.speaker(), turn.rawText()),
        Json.read(turn.source(), OBJECT),
        null);
  }
}
