package dev.lumen.server.realtime;

import java.io.UncheckedIOException;

/**
 * The way to one subscriber's screen. All but {@link #abort} and {@link #isBroken} is called by one
 * thread at a time, the subscriber's writer, and may block for as long as the other side does not
 * read.
 */
public interface Wire {

  /**
   * Sends bytes that a {@link Face} made. The array is shared: it must not be changed.
   *
   * @throws UncheckedIOException when the other side is gone
   */
  void write(byte[] frame);

  /** Asks the other side for a sign of life. */
  void ping();

  /** Says goodbye; nothing is sent afterwards. */
  void close(CloseReason reason);

  /** Whether the other side is gone, as far as the connection knows by itself; from any thread. */
  boolean isBroken();

  /** Cuts the connection at once, from any thread, also while a write is blocked. */
  void abort();
}
