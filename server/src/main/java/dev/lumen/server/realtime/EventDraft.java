package dev.lumen.server.realtime;

import org.jspecify.annotations.Nullable;

/**
 * An event about to be written.
 *
 * @param type for instance {@code turn:processed}
 * @param payload JSON text; null where the database tells it itself ({@link #conversationUpdated})
 */
public record EventDraft(String type, @Nullable String payload) {

  /**
   * The conversation as it stands when the event is written, behind all that its transaction has
   * changed; so it can go to the database together with the changes.
   */
  public static EventDraft conversationUpdated() {
    return new EventDraft(EventType.CONVERSATION_UPDATED.wireName(), null);
  }

  /** Leaves the payload out: it holds what people said. */
  @Override
  public String toString() {
    return "EventDraft[" + type + "]";
  }
}
