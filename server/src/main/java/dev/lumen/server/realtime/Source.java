package dev.lumen.server.realtime;

/** Frames that a subscriber fetches, for protocols with more than conversations' events. */
public interface Source {

  /**
   * Sends what comes next by {@link Subscriber#send}. Called by one thread at a time; not again
   * before somebody calls {@link Subscriber#wake} or {@link #retryIn} is over.
   *
   * @return false when there was nothing to send
   */
  boolean pump();

  /** Nanoseconds until it wants to be asked without being woken; 0 for never. */
  default long retryIn() {
    return 0;
  }

  /** The connection is over; called once. */
  default void end() {}
}
