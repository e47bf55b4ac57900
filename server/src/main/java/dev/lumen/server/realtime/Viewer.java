package dev.lumen.server.realtime;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who looks.
 *
 * @param id the user
 * @param seesAll whether they may see every conversation
 * @param expiresAt when the token they came with ends, null when it does not
 * @param mayWrite whether they may change what they see: not with an API key that may only read
 */
public record Viewer(UUID id, boolean seesAll, @Nullable Instant expiresAt, boolean mayWrite) {

  /** Somebody who may change what they see. */
  public Viewer(UUID id, boolean seesAll, @Nullable Instant expiresAt) {
    this(id, seesAll, expiresAt, true);
  }

  /** Whether whoever their token shows now is the same, and sees as much. */
  boolean isStill(Viewer now) {
    return id.equals(now.id()) && (now.seesAll() || !seesAll);
  }
}
