package dev.lumen.server.turn;

import dev.lumen.server.feed.FeedListener;
import dev.lumen.server.feed.RowChange;
import dev.lumen.server.feed.Transaction;
import dev.lumen.server.queue.TurnQueue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows the turns in the database's log, whoever wrote them: wakes the workers for one that
 * waits, and the caller who waits for one that ended, on whichever node that happened.
 *
 * <p>The log can tell of a commit a moment before the commit can be seen by others. So the workers
 * are woken a second time a little later, and whoever is told of an end looks until they see it.
 * Turns that this node queued itself need no wake from here: {@link TurnIntake} wakes after its
 * commit.
 */
public final class TurnWatcher implements FeedListener {
  private static final Executor A_LITTLE_LATER =
      CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS);

  private final TurnQueue queue;
  private final TurnResults results;
  private final OwnTurns own;

  public TurnWatcher(TurnRoom room) {
    this.queue = room.queue();
    this.results = room.results();
    this.own = room.own();
  }

  @Override
  public void onTransaction(Transaction transaction) {
    for (RowChange change : transaction.changes()) {
      if (change.isOf("public", "turns")) {
        follow(change);
      }
    }
  }

  @Override
  public void onReconnected() {
    own.forgetAll();
    results.someWereMissed();
    queue.wake();
  }

  private void follow(RowChange change) {
    @Nullable String status = change.text("status");
    @Nullable String text = change.text("id");
    if (status == null || text == null) {
      return;
    }
    UUID id = UUID.fromString(text);
    if (!status.equals(TurnStatus.QUEUED.wireName())) {
      results.ended(id);
    } else if (!own.forget(id)) {
      queue.wake();
      A_LITTLE_LATER.execute(queue::wake);
    }
  }
}
