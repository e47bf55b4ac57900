package dev.lumen.server.realtime;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * News that is not kept: told to those who listen now, and replaced by newer news of the same kind
 * ({@link NewsKind}) where a subscriber has fallen behind.
 *
 * @param conversationId whose news it is, null for news to everyone
 * @param type for instance {@code queue:position}
 * @param payload JSON text
 * @param at when it happened
 */
public record News(@Nullable UUID conversationId, String type, String payload, Instant at) {

  /** Leaves the payload out: it holds what people said. */
  @Override
  public String toString() {
    return "News[" + conversationId + " " + type + "]";
  }
}
