package dev.lumen.server.turn;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.DoubleAdder;
import org.jspecify.annotations.Nullable;

/** What this node's workers have done since it started. */
public final class ProcessingStatistics {
  private static final double FIRST_GUESS_MS = 3;

  /** How much one turn counts in what was lately: the last hundred make up two thirds. */
  private static final double LATELY = 0.01;

  private final AtomicLong processed = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong retried = new AtomicLong();
  private final DoubleAdder totalMs = new DoubleAdder();
  private final DoubleAccumulator longestMs = new DoubleAccumulator(Math::max, 0);
  private final AtomicReference<@Nullable Instant> last = new AtomicReference<>();

  private double millisPerTurn = FIRST_GUESS_MS;

  /** A batch of turns that one worker has processed, with everything that belongs to it. */
  synchronized void batch(int turns, long nanos) {
    if (turns > 0) {
      double each = nanos / 1e6 / turns;
      double weight = 1 - Math.pow(1 - LATELY, turns);
      millisPerTurn += weight * (each - millisPerTurn);
    }
  }

  /** What a turn costs a worker, storing included: the mean of lately, in milliseconds. */
  public synchronized double millisPerTurn() {
    return millisPerTurn;
  }

  void processed(double millis, Instant at) {
    processed.incrementAndGet();
    totalMs.add(millis);
    longestMs.accumulate(millis);
    last.set(at);
  }

  void failed() {
    failed.incrementAndGet();
  }

  void retried() {
    retried.incrementAndGet();
  }

  /** Jobs that ended well. */
  public long processedJobs() {
    return processed.get();
  }

  /** Jobs whose retries were used up. */
  public long failedJobs() {
    return failed.get();
  }

  /** Tries that were put back. */
  public long retries() {
    return retried.get();
  }

  /** The mean cleaning time in milliseconds, 0 before the first job. */
  public double averageProcessingMs() {
    long count = processed.get();
    return count == 0 ? 0 : Math.round(totalMs.sum() / count * 1000) / 1000.0;
  }

  /** The longest cleaning time in milliseconds. */
  public double longestProcessingMs() {
    return longestMs.get();
  }

  /** When the last job ended, or null. */
  public @Nullable Instant lastProcessed() {
    return last.get();
  }
}
