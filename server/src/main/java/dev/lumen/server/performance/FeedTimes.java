package dev.lumen.server.performance;

import dev.lumen.server.feed.FeedListener;
import dev.lumen.server.feed.RowChange;
import dev.lumen.server.feed.Transaction;
import dev.lumen.server.measure.Measurements;
import dev.lumen.server.measure.Operation;
import dev.lumen.server.measure.TurnTrace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Measures how long after its commit a change reaches this node. */
public final class FeedTimes implements FeedListener {
  private final Operation lag;
  private final TurnTrace trace;
  private final InstantSource clock;

  public FeedTimes(Measurements measurements, InstantSource clock) {
    this.lag = measurements.operation("feed.lag");
    this.trace = measurements.trace();
    this.clock = clock;
  }

  @Override
  public void onTransaction(Transaction transaction) {
    Instant now = clock.instant();
    long nanos = Math.max(0, Duration.between(transaction.commitTime(), now).toNanos());
    lag.record(nanos);
    if (trace.isOn()) {
      for (RowChange change : transaction.changes()) {
        @Nullable String turn = change.isOf("public", "turns") ? change.text("id") : null;
        if (turn != null) {
          trace.ended(UUID.fromString(turn), TurnTrace.Stage.FEED, now, nanos);
        }
      }
    }
  }
}
