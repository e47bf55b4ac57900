package dev.lumen.server.turn;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A turn on its way in.
 *
 * @param turnId the id it will have
 * @param conversationId where it belongs
 * @param turn what was said
 * @param haste when it is to be processed
 * @param saidBefore whether it was said before its conversation may have ended, so that the end
 *     does not shut it out
 */
record Arrival(UUID turnId, UUID conversationId, NewTurn turn, Haste haste, boolean saidBefore) {

  /** When a turn of a person is processed; one of the AI voice never waits. */
  enum Haste {
    /** Together with being stored, where nothing of its conversation waits. */
    AT_ONCE,
    /** The same, unless so much is said at once that others would wait for its cleaning. */
    IF_QUIET,
    /** By a worker. */
    QUEUED
  }

  Arrival(UUID conversationId, NewTurn turn, Haste haste) {
    this(UUID.randomUUID(), conversationId, turn, haste);
  }

  Arrival(UUID turnId, UUID conversationId, NewTurn turn, Haste haste) {
    this(turnId, conversationId, turn, haste, false);
  }

  /**
   * The job by which a turn waits for the first time, or would: who asks again is told the same.
   */
  static UUID jobOf(UUID turnId) {
    return UUID.nameUUIDFromBytes(("job of " + turnId).getBytes(StandardCharsets.UTF_8));
  }

  /** The same turn, to be left to a worker. */
  Arrival queued() {
    return new Arrival(turnId, conversationId, turn, Haste.QUEUED, saidBefore);
  }

  /** The same turn, which was heard before it is stored. */
  Arrival asSaidBefore() {
    return new Arrival(turnId, conversationId, turn, haste, true);
  }

  /** Whether it is processed as it is stored, if its conversation lets it. */
  boolean isNow(boolean quiet) {
    return haste == Haste.AT_ONCE || (haste == Haste.IF_QUIET && quiet);
  }

  /**
   * Whether subscribers are told of it as it came, and that it is worked on, before they are told
   * the result: so they are whenever a person's turn is not waited for, even where all goes at
   * once.
   */
  boolean isToldBefore() {
    return haste != Haste.AT_ONCE && !turn.isFromAssistant();
  }
}
