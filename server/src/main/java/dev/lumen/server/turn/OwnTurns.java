package dev.lumen.server.turn;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Turns that this node has just queued, until the log tells of them. */
final class OwnTurns {
  private final Set<UUID> ids = ConcurrentHashMap.newKeySet();

  void remember(UUID turnId) {
    ids.add(turnId);
  }

  /** Whether the turn was remembered; it no longer is. */
  boolean forget(UUID turnId) {
    return ids.remove(turnId);
  }

  void forgetAll() {
    ids.clear();
  }
}
