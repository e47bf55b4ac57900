package dev.lumen.server.account;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Buckets of all nodes, and this node's own ones while those cannot be reached. */
final class SharedBuckets implements Buckets {
  private final SharedCounts shared;
  private final String prefix;
  private final BucketConfiguration configuration;
  private final Buckets own;

  SharedBuckets(SharedCounts shared, String name, Bandwidth bandwidth, Buckets own) {
    this.shared = shared;
    // A limit of another size is another limit, or a changed setting would not count for a while.
    this.prefix = "lumen:limit:" + name + ":" + hash(bandwidth.toString()).substring(0, 8) + ":";
    this.configuration = BucketConfiguration.builder().addLimit(bandwidth).build();
    this.own = own;
  }

  @Override
  public ConsumptionProbe take(String key) {
    return shared
        .with(place(key), configuration, bucket -> bucket.tryConsumeAndReturnRemaining(1))
        .orElseGet(() -> own.take(key));
  }

  @Override
  public void giveBack(String key) {
    boolean given =
        shared
            .with(
                place(key),
                configuration,
                bucket -> {
                  bucket.addTokens(1);
                  return true;
                })
            .orElse(false);
    if (!given) {
      own.giveBack(key);
    }
  }

  /** Hashed, since others may read in that Redis who is counted. */
  private String place(String key) {
    return prefix + hash(key).substring(0, 32);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
