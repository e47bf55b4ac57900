package dev.lumen.server.live;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The spoken side of a conversation as it is stored.
 *
 * @param conversationId the conversation
 * @param state what it is doing
 * @param personality how replies are given
 * @param sessionType what its client calls this kind of talk
 * @param topic what it is about, or null
 * @param participant who speaks, by the client's own name for them, or null
 * @param reply a reply that is whole but has not been heard yet, or null
 * @param updatedAt when any of this last changed
 */
public record LiveSession(
    UUID conversationId,
    LiveState state,
    Personality personality,
    String sessionType,
    @Nullable String topic,
    @Nullable String participant,
    @Nullable Spoken reply,
    Instant updatedAt) {

  /** A reply on its way to somebody's ears. */
  public record Spoken(UUID messageId, String text) {
    @Override
    public String toString() {
      return "Spoken[" + messageId + "]";
    }
  }
}
