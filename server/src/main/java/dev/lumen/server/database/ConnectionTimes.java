package dev.lumen.server.database;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.PoolStats;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** How long new connections took to open; those of the start are told to who listens later. */
final class ConnectionTimes implements MetricsTrackerFactory, IMetricsTracker {
  private static final int MOST_KEPT = 100;

  private final List<Long> early = new ArrayList<>();
  private @Nullable LongConsumer listener;

  @Override
  public IMetricsTracker create(String pool, PoolStats stats) {
    return this;
  }

  /** Has somebody hear of each, in milliseconds. */
  synchronized void tell(LongConsumer heard) {
    listener = heard;
    early.forEach(heard::accept);
    early.clear();
  }

  @Override
  public synchronized void recordConnectionCreatedMillis(long millis) {
    LongConsumer heard = listener;
    if (heard != null) {
      heard.accept(millis);
    } else if (early.size() < MOST_KEPT) {
      early.add(millis);
    }
  }
}
