package dev.lumen.server.turn;

import dev.lumen.server.conversation.Conversation;
import dev.lumen.server.database.Actor;
import dev.lumen.server.queue.ConversationDepth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Where the processing of a conversation stands. */
public final class ProcessingStatus {
  private final TurnRoom room;
  private final WaitEstimate estimate;

  /** Tells where conversations stand. */
  public ProcessingStatus(TurnRoom room, WaitEstimate estimate) {
    this.room = room;
    this.estimate = estimate;
  }

  /**
   * The answer of {@code GET …/status}.
   *
   * @param conversationId the conversation
   * @param status idle, processing or error: the last turn failed
   * @param paused whether its queue is held
   * @param waitsForTurn the failed turn that all others wait for, or null
   * @param queuePosition the place of its first waiting turn among all, from 1; null when none
   *     waits
   * @param estimatedWaitMs until its last waiting turn is done, as far as can be told; null when
   *     none waits or nobody works on it
   * @param activeContexts what it is about
   * @param confidenceDistribution processed turns by confidence
   * @param processingStats its figures
   */
  public record View(
      UUID conversationId,
      String status,
      boolean paused,
      @Nullable UUID waitsForTurn,
      @Nullable Integer queuePosition,
      @Nullable Long estimatedWaitMs,
      List<String> activeContexts,
      Map<String, Integer> confidenceDistribution,
      Stats processingStats) {}

  /** Figures over all turns of a conversation. */
  public record Stats(
      int totalTurns,
      int userTurnsProcessed,
      int lumenTurnsSkipped,
      double averageProcessingTimeMs) {}

  /** Where a conversation stands that the actor may see. */
  public View of(Actor actor, Conversation conversation) {
    UUID id = conversation.id();
    ConversationDepth depth = room.queue().depth(id);
    return room.database().read(actor, handle -> view(handle, conversation, depth));
  }

  private View view(Handle handle, Conversation conversation, ConversationDepth depth) {
    boolean paused = "paused".equals(conversation.status());
    boolean waits = depth.waiting() > 0;
    Counters counters = counters(handle, conversation.id());
    return new View(
        conversation.id(),
        state(handle, conversation.id(), depth),
        paused,
        counters.waitsForTurn(),
        waits ? depth.ahead() + 1 : null,
        waits && !paused && counters.waitsForTurn() == null ? estimate.of(depth) : null,
        room.contexts().activeContexts(handle, conversation.id()),
        counters.confidences(),
        counters.stats());
  }

  private static String state(Handle handle, UUID id, ConversationDepth depth) {
    if (depth.waiting() + depth.processing() > 0) {
      return "processing";
    }
    boolean lastFailed =
        handle
            .createQuery(
                "SELECT status FROM turns WHERE conversation_id = :id ORDER BY seq DESC LIMIT 1")
            .bind("id", id)
            .mapTo(String.class)
            .findOne()
            .filter(TurnStatus.FAILED.wireName()::equals)
            .isPresent();
    return lastFailed ? "error" : "idle";
  }

  private static Counters counters(Handle handle, UUID id) {
    return handle
        .createQuery("SELECT * FROM conversation_counters WHERE conversation_id = :id")
        .bind("id", id)
        .map(
            (rs, ctx) -> {
              Map<String, Integer> confidences = new LinkedHashMap<>();
              confidences.put("HIGH", rs.getInt("high"));
              confidences.put("MEDIUM", rs.getInt("medium"));
              confidences.put("LOW", rs.getInt("low"));
              int processed = rs.getInt("user_turns_processed");
              double mean = processed == 0 ? 0 : rs.getDouble("user_processing_ms") / processed;
              return new Counters(
                  rs.getObject("waits_for_turn", UUID.class),
                  confidences,
                  new Stats(
                      rs.getInt("turns"),
                      processed,
                      rs.getInt("lumen_turns"),
                      Math.round(mean * 1000) / 1000.0));
            })
        .one();
  }

  private record Counters(
      @Nullable UUID waitsForTurn, Map<String, Integer> confidences, Stats stats) {}
}
