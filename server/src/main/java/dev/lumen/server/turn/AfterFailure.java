package dev.lumen.server.turn;

/** What becomes of the turns behind one that failed for good. */
public enum AfterFailure {
  /** They go on without it; tried again later, it is processed out of its turn. */
  CONTINUE,
  /** They wait until it is tried again with success or its conversation is resumed without it. */
  HOLD
}
