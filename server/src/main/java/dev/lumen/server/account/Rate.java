package dev.lumen.server.account;

import io.github.bucket4j.Bandwidth;
import java.time.Duration;

/**
 * How many requests are taken in a minute.
 *
 * @param perMinute how many; all of them may come at once
 * @param smooth whether room comes back bit by bit, or all at once when a minute is over, which
 *     makes {@code perMinute} exact within each such minute
 */
public record Rate(int perMinute, boolean smooth) {
  public Rate {
    if (perMinute < 1) {
      throw new IllegalArgumentException(
          "A limit must be at least 1 a minute; to have none, leave it out.");
    }
  }

  /** Room comes back bit by bit. */
  public static Rate smooth(int perMinute) {
    return new Rate(perMinute, true);
  }

  /** Room comes back when the minute is over. */
  public static Rate exact(int perMinute) {
    return new Rate(perMinute, false);
  }

  Bandwidth bandwidth() {
    Duration minute = Duration.ofMinutes(1);
    return smooth
        ? Bandwidth.builder().capacity(perMinute).refillGreedy(perMinute, minute).build()
        : Bandwidth.builder().capacity(perMinute).refillIntervally(perMinute, minute).build();
  }
}
