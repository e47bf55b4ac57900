package dev.lumen.server.feed;

import java.util.List;

/**
 * Is told of every committed transaction, in commit order, on the feed's only thread: return at
 * once, wait for nothing.
 */
@FunctionalInterface
public interface FeedListener {

  /** A transaction was committed. */
  void onTransaction(Transaction transaction);

  /** The connection is lost: what commits from now on is not told until it is back. */
  default void onDisconnected() {}

  /**
   * The feed is live again. Whatever was committed since {@link #onDisconnected} is in the tables
   * and was not told: read it there. Everything committed from now on follows.
   */
  default void onReconnected() {}

  /** One listener that tells several, in order. */
  static FeedListener all(List<? extends FeedListener> listeners) {
    return new SeveralListeners(List.copyOf(listeners));
  }
}
