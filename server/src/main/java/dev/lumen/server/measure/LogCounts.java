package dev.lumen.server.measure;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * How often each part of this process has warned or reported an error since it was started: counts
 * alone, for what a line says is for the log.
 */
public final class LogCounts extends Handler {
  /** Names of loggers come from the program; this bounds what a mistake could cost. */
  private static final int MOST = 500;

  private static final String OTHERS = "other";

  private final Map<Key, Count> counts = new ConcurrentHashMap<>();

  private record Key(String logger, boolean error) {}

  private static final class Count {
    private final AtomicLong number = new AtomicLong();
    private volatile Instant last = Instant.EPOCH;
  }

  /**
   * One part of the program.
   *
   * @param level {@code warning} or {@code error}
   */
  public record Line(String logger, String level, long count, Instant lastAt) {}

  private LogCounts() {
    setLevel(Level.WARNING);
  }

  /** Counts from now on, until it is closed. */
  public static LogCounts begin() {
    LogCounts counts = new LogCounts();
    Logger.getLogger("").addHandler(counts);
    return counts;
  }

  /** All that has warned, the most frequent first. */
  public List<Line> lines() {
    return counts.entrySet().stream()
        .map(
            it ->
                new Line(
                    it.getKey().logger(),
                    it.getKey().error() ? "error" : "warning",
                    it.getValue().number.get(),
                    it.getValue().last))
        .sorted(Comparator.comparingLong(Line::count).reversed().thenComparing(Line::logger))
        .toList();
  }

  @Override
  public void publish(LogRecord logged) {
    if (!isLoggable(logged)) {
      return;
    }
    Key key =
        new Key(
            counts.size() < MOST ? String.valueOf(logged.getLoggerName()) : OTHERS,
            logged.getLevel().intValue() >= Level.SEVERE.intValue());
    Count count = counts.computeIfAbsent(key, _ -> new Count());
    count.number.incrementAndGet();
    count.last = logged.getInstant();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(this);
  }
}
