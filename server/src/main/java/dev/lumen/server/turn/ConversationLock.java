package dev.lumen.server.turn;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.conversation.ProcessingSettings;
import java.util.UUID;

/**
 * A conversation as it is for the running transaction, which holds it: nobody else changes its
 * turns until that ends.
 *
 * @param conversationId the conversation
 * @param nextSeq the number of the first turn that this transaction may add
 * @param pendingTurns turns that wait or are being processed
 * @param held whether its turns wait: it is paused, or a turn of it failed and its successors are
 *     to wait for that
 * @param ended whether it was spoken to its end, after which nobody says anything in it
 * @param lastEventSeq the number of the newest event that tells of it; whatever changes it is told
 * @param settings the conversation's own processing settings
 */
public record ConversationLock(
    UUID conversationId,
    int nextSeq,
    int pendingTurns,
    boolean held,
    boolean ended,
    long lastEventSeq,
    ProcessingSettings settings) {

  /** Whether a turn may be processed at once without overtaking another. */
  public boolean isFree() {
    return pendingTurns == 0 && !held;
  }

  /** The same hold after one more turn was added, which waits or does not. */
  ConversationLock next(boolean waits) {
    return new ConversationLock(
        conversationId,
        nextSeq + 1,
        pendingTurns + (waits ? 1 : 0),
        held,
        ended,
        lastEventSeq,
        settings);
  }

  /** The same hold after so many events more were written. */
  ConversationLock told(int events) {
    return new ConversationLock(
        conversationId, nextSeq, pendingTurns, held, ended, lastEventSeq + events, settings);
  }

  /** What whoever comes after the end is told, at every door. */
  public static ApiException over() {
    return ApiException.conflict("The conversation is over; nothing more can be said in it.");
  }
}
