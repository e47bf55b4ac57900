package dev.lumen.server.turn;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.ErrorCode;
import dev.lumen.server.queue.Job;
import dev.lumen.server.queue.Ready;
import dev.lumen.server.realtime.EventDraft;
import dev.lumen.server.realtime.EventStore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Brings a turn that failed back into the queue, inside a transaction. */
final class TurnRetry {
  private final TurnRoom room;

  TurnRetry(TurnRoom room) {
    this.room = room;
  }

  /** The turn as it waits again, and what became ready. */
  record Again(TurnIntake.Enqueued enqueued, List<Ready> ready) {}

  Again retry(Handle handle, UUID conversationId, UUID turnId) {
    ConversationLock lock = room.turns().lock(handle, conversationId);
    TurnView failed =
        room.turns()
            .find(handle, turnId)
            .filter(turn -> turn.conversationId().equals(conversationId))
            .orElseThrow(() -> turnNotFound(turnId));
    if (!room.turns().queueAgain(handle, conversationId, turnId)) {
      throw ApiException.conflict(
          "The turn is " + failed.status() + "; only a failed one can be tried again.");
    }
    room.turns().waitFor(handle, conversationId, null);
    TurnView turn = room.turns().find(handle, turnId).orElseThrow();
    WaitingTurn waiting = room.turns().waiting(handle, turnId).orElseThrow();
    Instant now = room.clock().instant();
    Job job =
        new Job(
            UUID.randomUUID(),
            conversationId,
            turnId,
            waiting.seq(),
            waiting.turn().priority(),
            0,
            Job.MAX_RETRIES,
            now);
    room.own().remember(turnId);
    List<Ready> ready = room.queue().requeue(handle, job);
    tell(handle, turn, now);
    return new Again(
        new TurnIntake.Enqueued(job.jobId(), turn, job.priority(), true, lock.pendingTurns() + 1),
        ready);
  }

  private void tell(Handle handle, TurnView turn, Instant now) {
    EventStore.append(
        handle,
        turn.conversationId(),
        List.of(TurnEvents.queued(turn, now), EventDraft.conversationUpdated()));
  }

  private static ApiException turnNotFound(UUID turnId) {
    return new ApiException(
        ErrorCode.CONVERSATION_NOT_FOUND, "There is no turn " + turnId + " in this conversation.");
  }
}
