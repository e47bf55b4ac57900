package dev.lumen.server.turn;

import dev.lumen.server.api.Json;
import dev.lumen.server.database.Actor;
import dev.lumen.server.realtime.EventDraft;
import dev.lumen.server.realtime.EventStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Adds to turns that are stored already what another engine than the cleaner has found: one
 * transaction under the conversation's lock, told as {@code correction:applied} and {@code
 * turn:revised} like a revision of the cleaner's own.
 */
public final class Amendments {
  private static final Actor SERVICE = new Actor.Service();

  /** As the database keeps them. */
  private static final int MAX_ENGINE = 50;

  private static final int MAX_REQUEST_ID = 100;

  private final TurnRoom room;
  private final ReadingStore readings = new ReadingStore();

  public Amendments(TurnRoom room) {
    this.room = room;
  }

  /**
   * What is found.
   *
   * @param reading how the turn reads from now on
   * @param told its corrections that are new and applied
   * @param engine who found them, beside the cleaner
   * @param requestId the engine's name for the call, or null
   * @param timings milliseconds by step, added to those of the cleaner
   */
  public record Amendment(
      Reading reading,
      List<CorrectionView> told,
      String engine,
      @Nullable String requestId,
      Map<String, Double> timings) {}

  /** Decides, inside the transaction, on the turn as it stands now. */
  public interface Finding {
    /** What is to be changed; empty for nothing. May store something of its own. */
    Optional<Amendment> in(Handle handle, TurnView now);
  }

  /** Has a finding looked at once more and carried out; does nothing when the turn is gone. */
  public void amend(UUID conversationId, UUID turnId, Finding finding) {
    try {
      room.database().write(SERVICE, handle -> amend(handle, conversationId, turnId, finding));
    } catch (RuntimeException e) {
      room.cleaning().forget(conversationId);
      throw e;
    }
  }

  private boolean amend(Handle handle, UUID conversationId, UUID turnId, Finding finding) {
    if (room.turns().tryLock(handle, conversationId).isEmpty()) {
      return false;
    }
    Optional<TurnView> found =
        readings.find(handle, conversationId, turnId).filter(TurnView::isProcessed);
    if (found.isEmpty()) {
      return false;
    }
    Optional<Amendment> amendment = finding.in(handle, found.get());
    amendment.ifPresent(it -> write(handle, found.get(), it));
    return amendment.isPresent();
  }

  private void write(Handle handle, TurnView before, Amendment amendment) {
    Instant now = room.clock().instant();
    TurnView credited = before.advised(engine(amendment.engine()), amendment.timings());
    credit(handle, credited, amendment.requestId());
    UUID conversation = before.conversationId();
    room.cleaning().reword(handle, conversation, before, amendment.reading().cleanedText());
    List<EventDraft> events =
        new ArrayList<>(
            readings
                .write(handle, credited, amendment.reading(), amendment.told(), true, now)
                .events());
    events.add(EventDraft.conversationUpdated());
    EventStore.append(handle, conversation, events);
  }

  /** Both ran, so both are named. */
  private static String engine(String model) {
    return cut(TurnCleaning.ENGINE + "+" + model, MAX_ENGINE);
  }

  private static void credit(Handle handle, TurnView turn, @Nullable String requestId) {
    handle
        .createUpdate(
            """
            UPDATE turns SET ai_model_used = :engine, gemini_request_id = :request,
                metadata = jsonb_set(metadata, '{timing_breakdown}', :timings::jsonb)
             WHERE id = :id
            """)
        .bind("engine", turn.metadata().aiModelUsed())
        .bind("request", requestId == null ? null : cut(requestId, MAX_REQUEST_ID))
        .bind("timings", Json.text(turn.metadata().timingBreakdown()))
        .bind("id", turn.turnId())
        .execute();
  }

  private static String cut(String text, int length) {
    return text.substring(0, Math.min(text.length(), length));
  }
}
