package dev.lumen.server.turn;

import dev.lumen.cleaner.ContextTransition;
import dev.lumen.server.api.Json;
import dev.lumen.server.realtime.EventDraft;
import dev.lumen.server.realtime.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The durable events that tell of turns, in the shapes that the protocol documents. */
final class TurnEvents {
  /** Corrections of a turn that are told by themselves; the turn itself has all of them. */
  private static final int MOST_TOLD = 200;

  private TurnEvents() {}

  /** A turn was taken in and waits: its raw text can be shown. */
  static EventDraft queued(TurnView turn, Instant now) {
    return EventType.TURN_QUEUED.draft(Json.text(withTurn(turn, now)));
  }

  /** Everything that a processed turn brings, in the order in which it is told. */
  static List<EventDraft> processed(TurnView turn, CleanedResult result, Instant now) {
    List<EventDraft> events = new ArrayList<>();
    @Nullable ContextTransition transition = result.cleaned().transition();
    if (transition != null) {
      events.add(contextDetected(turn.conversationId(), transition));
    }
    events.add(EventType.TURN_PROCESSED.draft(Json.text(withTurn(turn, now))));
    turn.metadata().corrections().stream()
        .filter(CorrectionView::applied)
        .limit(MOST_TOLD)
        .forEach(one -> events.add(correctionApplied(turn.turnId(), one, true)));
    if (!"none".equals(turn.metadata().aiModelUsed())) {
      events.add(confidence(turn));
    }
    return events;
  }

  /** A turn could not be processed and will not be tried again by itself. */
  static EventDraft failed(UUID conversationId, UUID turnId, Map<String, Object> error) {
    return EventType.TURN_ERROR.draft(
        Json.text(ordered("conversation_id", conversationId, "turn_id", turnId, "error", error)));
  }

  private static Map<String, Object> withTurn(TurnView turn, Instant now) {
    return ordered(
        "conversation_id", turn.conversationId(), "turn", turn, "timestamp", now.toEpochMilli());
  }

  private static EventDraft contextDetected(UUID conversationId, ContextTransition transition) {
    return EventType.CONTEXT_DETECTED.draft(
        Json.text(
            ordered(
                "conversation_id", conversationId,
                "previous_contexts", transition.from(),
                "new_contexts", transition.to(),
                "transition_reason", transition.reason())));
  }

  /** A correction was made, or a person has decided it. */
  static EventDraft correctionApplied(UUID turnId, CorrectionView correction, boolean automatic) {
    return EventType.CORRECTION_APPLIED.draft(
        Json.text(ordered("turn_id", turnId, "correction", correction, "auto_applied", automatic)));
  }

  /** A processed turn reads differently from now on. */
  static EventDraft revised(TurnView turn, Instant now) {
    return EventType.TURN_REVISED.draft(Json.text(withTurn(turn, now)));
  }

  /** How sure a turn is. */
  static EventDraft confidence(TurnView turn) {
    return EventType.CONFIDENCE_UPDATED.draft(
        Json.text(
            ordered(
                "turn_id", turn.turnId(),
                "confidence", turn.metadata().confidenceScore(),
                "corrections", turn.metadata().corrections())));
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }
}
