package dev.lumen.server.turn;

import dev.lumen.server.api.Json;
import dev.lumen.server.realtime.EventType;
import dev.lumen.server.realtime.RealtimeHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Tells a conversation's subscribers how many of its turns wait ({@code queue:position}). Changes
 * that follow each other quickly are told as one: the newest, at most ten times a second.
 */
public final class QueueNews {
  private static final Duration QUIET = Duration.ofMillis(100);
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(QUIET.toMillis(), TimeUnit.MILLISECONDS);

  private final RealtimeHub hub;
  private final ProcessingStatistics statistics;
  private final WaitEstimate estimate;
  private final Map<UUID, Integer> changed = new ConcurrentHashMap<>();
  private final AtomicBoolean planned = new AtomicBoolean();

  /** News over the hub; what it says of times is what turns have taken lately. */
  public QueueNews(RealtimeHub hub, ProcessingStatistics statistics, WaitEstimate estimate) {
    this.hub = hub;
    this.statistics = statistics;
    this.estimate = estimate;
  }

  /**
   * The payload.
   *
   * @param position how many turns of the conversation wait, which is the place of the newest in
   *     its line; 0 when none does any more
   * @param estimatedWaitMs until all of them are done, as far as can be told; null while nobody
   *     works on them
   */
  record Position(UUID conversationId, int position, @Nullable Long estimatedWaitMs) {}

  /** Tells that a turn is being processed (V-01). */
  void begins(UUID conversationId, UUID turnId) {
    hub.publishEphemeral(
        conversationId,
        EventType.TURN_PROCESSING.wireName(),
        Json.text(
            Map.of(
                "conversation_id", conversationId,
                "turn_id", turnId,
                "estimated_completion_ms", Math.ceil(statistics.averageProcessingMs()))));
  }

  /** Counts a turn that was to be queued, and did not have to be, and tells that nothing waits. */
  void processedAtOnce(TurnView turn) {
    moved(turn.conversationId(), 0);
    statistics.processed(turn.metadata().processingTimeMs(), turn.createdAt());
  }

  /** Notes how many turns of a conversation wait now. */
  void moved(UUID conversationId, int waiting) {
    if (!hub.hasFollowers(conversationId)) {
      return;
    }
    changed.put(conversationId, waiting);
    if (planned.compareAndSet(false, true)) {
      LATER.execute(this::tell);
    }
  }

  private void tell() {
    planned.set(false);
    for (UUID conversationId : List.copyOf(changed.keySet())) {
      Integer waiting = changed.remove(conversationId);
      if (waiting != null) {
        Position position = new Position(conversationId, waiting, estimate.ofNews(waiting));
        hub.publishEphemeral(
            conversationId, EventType.QUEUE_POSITION.wireName(), Json.text(position));
      }
    }
  }
}
