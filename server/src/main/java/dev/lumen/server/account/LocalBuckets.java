package dev.lumen.server.account;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

/** Buckets in the memory of this node, for the keys seen most recently. */
final class LocalBuckets implements Buckets {
  private static final int CAPACITY = 20_000;

  private final Recent<String, Bucket> buckets = new Recent<>(CAPACITY);
  private final Bandwidth bandwidth;
  private final TimeMeter meter;

  LocalBuckets(Bandwidth bandwidth, TimeMeter meter) {
    this.bandwidth = bandwidth;
    this.meter = meter;
  }

  @Override
  public ConsumptionProbe take(String key) {
    return of(key).tryConsumeAndReturnRemaining(1);
  }

  @Override
  public void giveBack(String key) {
    of(key).addTokens(1);
  }

  private Bucket of(String key) {
    return buckets.get(
        key, _ -> Bucket.builder().withCustomTimePrecision(meter).addLimit(bandwidth).build());
  }
}
