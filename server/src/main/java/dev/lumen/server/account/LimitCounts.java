package dev.lumen.server.account;

import dev.lumen.server.redis.RedisLink;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.TimeMeter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Where what was asked is counted: on each node, or on all together. */
public final class LimitCounts {
  private final TimeMeter meter;
  private final Optional<SharedCounts> shared;

  private LimitCounts(InstantSource clock, Optional<RedisLink> redis) {
    this.meter = new ClockMeter(clock);
    this.shared = redis.map(link -> new SharedCounts(link, meter));
  }

  /**
   * All nodes count together where there is a Redis server, whose clocks have to agree to about a
   * second. Each counts for itself while it is away.
   */
  public static LimitCounts over(Optional<RedisLink> redis, InstantSource clock) {
    return new LimitCounts(clock, redis);
  }

  /**
   * The buckets of one limit.
   *
   * @param name the same on every node, and another for every limit
   */
  Buckets buckets(String name, Bandwidth bandwidth) {
    Buckets own = new LocalBuckets(bandwidth, meter);
    return shared.<Buckets>map(it -> new SharedBuckets(it, name, bandwidth, own)).orElse(own);
  }

  private record ClockMeter(InstantSource clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      Instant now = clock.instant();
      return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
