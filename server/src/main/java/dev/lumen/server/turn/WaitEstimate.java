package dev.lumen.server.turn;

import dev.lumen.server.queue.ConversationDepth;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long turns will wait, by how fast this node's workers have been lately. Conversations take
 * turns, so before the last of n turns of one go up to n of each other.
 */
public final class WaitEstimate {
  private final ProcessingStatistics statistics;
  private final IntSupplier workers;
  private final LongSupplier queued;

  /**
   * An estimate.
   *
   * @param workers how many workers share the queue
   * @param queued about how many turns wait in all conversations; asked often
   */
  public WaitEstimate(ProcessingStatistics statistics, IntSupplier workers, LongSupplier queued) {
    this.statistics = statistics;
    this.workers = workers;
    this.queued = queued;
  }

  /** Milliseconds until the last waiting turn is done; null while no worker runs. */
  @Nullable Long of(ConversationDepth depth) {
    return of((long) depth.aheadOfLast() + depth.waiting() + depth.processing());
  }

  /**
   * As {@link #of}, for news, which must cost nothing: everything that waits is taken to go first.
   */
  @Nullable Long ofNews(int waiting) {
    return of(Math.max(waiting, waiting == 0 ? 0 : queued.getAsLong()));
  }

  private @Nullable Long of(long turns) {
    int running = workers.getAsInt();
    if (running == 0 && turns > 0) {
      return null;
    }
    double millis = turns * statistics.millisPerTurn() / Math.max(1, running);
    return (long) Math.ceil(Math.max(millis, turns == 0 ? 0 : 1));
  }
}
