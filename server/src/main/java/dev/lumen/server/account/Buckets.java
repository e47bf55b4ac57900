package dev.lumen.server.account;

import io.github.bucket4j.ConsumptionProbe;

/** A token bucket for each key. */
interface Buckets {
  /** Takes one token of a key's bucket, if there is one. */
  ConsumptionProbe take(String key);

  /** Gives one token back. */
  void giveBack(String key);
}
