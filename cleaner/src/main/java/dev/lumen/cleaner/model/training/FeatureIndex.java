package dev.lumen.cleaner.model.training;

import java.util.Arrays;

/** Numbers the features that were seen often enough; the others would only be learnt by heart. */
final class FeatureIndex {
  private static final int MOST_BITS = 26;
  private static final int LEAST_BITS = 16;

  private final int least;
  private final int shift;
  private final byte[] counts;
  private final int[] ids;
  private int[] hashes = new int[1 << 16];
  private int size;

  /**
   * An empty index.
   *
   * @param least how often a feature must be seen
   * @param expected about how many will be seen, each time counted
   */
  FeatureIndex(int least, long expected) {
    int bits = Math.clamp(Long.SIZE - Long.numberOfLeadingZeros(expected), LEAST_BITS, MOST_BITS);
    this.least = least;
    this.shift = Integer.SIZE - bits;
    this.counts = new byte[1 << bits];
    this.ids = new int[1 << bits];
  }

  void count(int hash) {
    int slot = hash >>> shift;
    if (counts[slot] < least) {
      counts[slot]++;
    }
  }

  /** The number of a feature, from 0; -1 for one that is too rare. */
  int id(int hash) {
    int slot = hash >>> shift;
    if (counts[slot] < least) {
      return -1;
    }
    if (ids[slot] == 0) {
      hashes = size < hashes.length ? hashes : Arrays.copyOf(hashes, 2 * size);
      hashes[size++] = hash;
      ids[slot] = size;
    }
    return ids[slot] - 1;
  }

  int size() {
    return size;
  }

  int hash(int id) {
    return hashes[id];
  }
}
