package dev.lumen.server.realtime;

import java.time.Instant;
import java.util.UUID;

/**
 * One durable event of a conversation.
 *
 * @param conversationId whose event it is
 * @param seq its number: 1 for the conversation's first, without holes from there
 * @param type for instance {@code turn:processed}
 * @param payload JSON text, as the database gives it back
 * @param createdAt when it was written, by the database's clock; never falls as {@code seq} grows
 */
public record ConversationEvent(
    UUID conversationId, long seq, String type, String payload, Instant createdAt) {

  /** Leaves the payload out: it holds what people said. */
  @Override
  public String toString() {
    return "ConversationEvent[" + conversationId + " #" + seq + " " + type + "]";
  }
}
