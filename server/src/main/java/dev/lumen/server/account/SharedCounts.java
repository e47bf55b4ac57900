package dev.lumen.server.account;

import static java.lang.System.Logger.Level.DEBUG;

import dev.lumen.server.redis.RedisLink;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The counts that nodes share, while Redis is there to hold them. */
final class SharedCounts {
  private static final System.Logger LOG = System.getLogger(SharedCounts.class.getName());

  /** A server that did not answer is left alone so long, or every request would wait for it. */
  private static final long REST_NANOS = Duration.ofSeconds(1).toNanos();

  /** A bucket that would be full again is forgotten after this. */
  private static final Duration FORGET_AFTER = Duration.ofSeconds(10);

  private record Open(
      StatefulRedisConnection<String, byte[]> connection, ProxyManager<String> buckets) {}

  private final RedisLink link;
  private final TimeMeter meter;
  private volatile @Nullable Open open;
  private volatile long failedAt = System.nanoTime() - REST_NANOS;

  SharedCounts(RedisLink link, TimeMeter meter) {
    this.link = link;
    this.meter = meter;
  }

  /** Does something with a shared bucket; empty when Redis is away. */
  <T> Optional<T> with(
      String key, BucketConfiguration configuration, Function<BucketProxy, T> work) {
    if (System.nanoTime() - failedAt < REST_NANOS) {
      return Optional.empty();
    }
    try {
      return link.bytes()
          .map(this::buckets)
          .map(buckets -> work.apply(buckets.getProxy(key, () -> configuration)));
    } catch (RuntimeException e) {
      // Whatever became of Redis, or whatever somebody wrote there, no request fails for it.
      failedAt = System.nanoTime();
      LOG.log(DEBUG, "Redis does not count ({0}); this node does", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private ProxyManager<String> buckets(StatefulRedisConnection<String, byte[]> connection) {
    Open now = open;
    if (now == null || !now.connection().equals(connection)) {
      ProxyManager<String> made =
          Bucket4jLettuce.casBasedBuilder(connection)
              .clientClock(meter)
              .requestTimeout(RedisLink.PATIENCE)
              .expirationAfterWrite(
                  ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(FORGET_AFTER))
              .build();
      now = new Open(connection, made);
      open = now;
    }
    return now.buckets();
  }
}
