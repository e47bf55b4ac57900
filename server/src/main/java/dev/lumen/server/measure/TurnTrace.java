package dev.lumen.server.measure;

import java.time.Instant;
import java.util.UUID;

/**
 * Is told of each stage of a turn's way when it is over: a trace whose id is the turn's, whichever
 * node and thread a stage was on. What was said is never part of it.
 */
@FunctionalInterface
public interface TurnTrace extends AutoCloseable {
  /** Nobody wants to know. */
  TurnTrace OFF =
      new TurnTrace() {
        @Override
        public void ended(UUID turn, Stage stage, Instant end, long nanos) {}

        @Override
        public boolean isOn() {
          return false;
        }
      };

  /** Stages of the way, in their order. */
  enum Stage {
    /** From the request to the answer; all others belong to it. */
    REQUEST("turn"),
    /** From the call to the commit, and the wait for the result where the caller waits. */
    INTAKE("intake"),
    /** From the last statement until the turn is on disk. */
    COMMIT("commit"),
    /** From the commit until this node has heard of it. */
    FEED("feed"),
    /** From the commit until a worker begins. */
    QUEUE("queue"),
    /** In the cleaner. */
    CLEAN("clean"),
    /** From the last statement until the result is on disk. */
    RESULT_COMMIT("result commit"),
    /** From the hub to a socket. */
    SOCKET("socket");

    private final String label;

    Stage(String label) {
      this.label = label;
    }

    /** What it is called in a trace. */
    public String label() {
      return label;
    }
  }

  /**
   * A stage is over. Returns at once.
   *
   * @param nanos how long it took
   */
  void ended(UUID turn, Stage stage, Instant end, long nanos);

  /** Sends what is left. */
  @Override
  default void close() {}

  /** Whether somebody wants to know, for callers to whom finding out costs something. */
  default boolean isOn() {
    return true;
  }
}
