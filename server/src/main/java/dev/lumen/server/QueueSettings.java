package dev.lumen.server;

import dev.lumen.server.turn.AfterFailure;
import org.jspecify.annotations.Nullable;

/**
 * How queued turns are worked off.
 *
 * @param workers how many workers this node has, at least 1
 * @param afterFailure what becomes of the turns behind one that failed
 * @param redisUrl a {@code redis:} or {@code rediss:} address that nodes share, or null
 */
public record QueueSettings(int workers, AfterFailure afterFailure, @Nullable String redisUrl) {

  /** The settings without the address, which may hold a password. */
  @Override
  public String toString() {
    return "workers=%d, afterFailure=%s, redisUrl=%s"
        .formatted(workers, afterFailure, redisUrl == null ? "none" : "(set, not shown)");
  }
}
