package dev.lumen.server.feed;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells several listeners; one that fails does not keep the news from the others. */
record SeveralListeners(List<FeedListener> listeners) implements FeedListener {

  @Override
  public void onTransaction(Transaction transaction) {
    each(listener -> listener.onTransaction(transaction));
  }

  @Override
  public void onDisconnected() {
    each(FeedListener::onDisconnected);
  }

  @Override
  public void onReconnected() {
    each(FeedListener::onReconnected);
  }

  private void each(Consumer<FeedListener> call) {
    @Nullable RuntimeException failure = null;
    for (FeedListener listener : listeners) {
      try {
        call.accept(listener);
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
