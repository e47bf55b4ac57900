package dev.lumen.server.turn;

import java.util.UUID;

/**
 * A turn on its way in.
 *
 * @param turnId the id it will have
 * @param conversationId where it belongs
 * @param turn what was said
 * @param now whether it is to be processed at once where nothing of its conversation waits
 */
record Arrival(UUID turnId, UUID conversationId, NewTurn turn, boolean now) {
  Arrival(UUID conversationId, NewTurn turn, boolean now) {
    this(UUID.randomUUID(), conversationId, turn, now);
  }
}
