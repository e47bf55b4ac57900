package dev.lumen.server.prompt;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two templates that take turns.
 *
 * @param id of the test
 * @param name what people call it
 * @param description what is to be found out
 * @param templateA the version that most may be used to
 * @param templateB the one that is tried
 * @param shareB how many turns of a hundred B is asked with
 * @param status active or ended
 * @param startedAt when it began
 * @param endedAt when it ended; null while it runs
 */
record AbTest(
    UUID id,
    String name,
    String description,
    UUID templateA,
    UUID templateB,
    int shareB,
    String status,
    Instant startedAt,
    @Nullable Instant endedAt) {

  /** Whether a turn is asked about with B: decided by its id, so always in the same way. */
  boolean choosesB(UUID turnId) {
    long mixed =
        (turnId.getMostSignificantBits() ^ id.getLeastSignificantBits()) * 0x9E3779B97F4A7C15L
            + turnId.getLeastSignificantBits();
    return Math.floorMod(mixed ^ (mixed >>> 32), 100) < shareB;
  }
}
