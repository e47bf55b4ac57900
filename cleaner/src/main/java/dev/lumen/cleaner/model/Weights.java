package dev.lumen.cleaner.model;

/**
 * The weights of the features that training kept, found by hash; a feature that is not there weighs
 * nothing. The hash and the weights, one byte for every label, lie side by side, so that a feature
 * costs one access to memory.
 */
final class Weights {
  private static final int BITS = Long.SIZE;
  private static final int BYTES = Integer.BYTES;

  private final int labels;
  private final float scale;
  private final int width;
  private final int[] slots;
  private final int mask;
  private final long[] present;
  private final int presentMask;

  /**
   * An empty table with room for some features.
   *
   * @param labels how many weights a feature has
   * @param scale what one step of a byte weighs
   */
  Weights(int features, int labels, float scale) {
    int size = Integer.highestOneBit(Math.max(16, features)) * 2;
    this.labels = labels;
    this.scale = scale;
    this.width = 1 + (labels + BYTES - 1) / BYTES;
    this.slots = new int[size * width];
    this.mask = size - 1;
    this.present = new long[size / BITS * 4];
    this.presentMask = present.length - 1;
  }

  /** Adds a feature; its weights are read from an array where each label has its own column. */
  void put(int hash, byte[] columns, int row, int rows) {
    int slot = hash & mask;
    while (slots[slot * width] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot * width] = hash;
    present[place(hash)] |= bits(hash);
    for (int label = 0; label < labels; label++) {
      int weight = columns[label * rows + row] & 0xFF;
      slots[slot * width + 1 + label / BYTES] |= weight << (label % BYTES * Byte.SIZE);
    }
  }

  /** Two bits of a word for each feature. */
  private static long bits(int hash) {
    return 1L << hash | 1L << (hash >>> 6);
  }

  private int place(int hash) {
    return (hash * 0x9E3779B1) >>> 12 & presentMask;
  }

  /**
   * Sums the weights of some features into one score for every label.
   *
   * <p>Most features of a turn were never seen: two bits, small enough for the fast caches, answer
   * for them. What passes is gathered first, so that the accesses to memory do not wait for each
   * other.
   *
   * @param found room for as many numbers as there are features
   * @param keys the same
   */
  void score(int[] features, int[] found, int[] keys, int[] sums, float[] scores) {
    score(features, features.length, found, keys, sums, scores);
  }

  /** As {@link #score(int[], int[], int[], int[], float[])}, over the first features alone. */
  void score(int[] features, int size, int[] found, int[] keys, int[] sums, float[] scores) {
    int count = 0;
    for (int i = 0; i < size; i++) {
      int hash = features[i];
      long bits = bits(hash);
      found[count] = hash;
      count += (present[place(hash)] & bits) == bits ? 1 : 0;
    }
    java.util.Arrays.fill(sums, 0);
    for (int i = 0; i < count; i++) {
      keys[i] = slots[(found[i] & mask) * width];
    }
    for (int i = 0; i < count; i++) {
      int slot = found[i] & mask;
      int key = keys[i];
      while (key != 0 && key != found[i]) {
        slot = (slot + 1) & mask;
        key = slots[slot * width];
      }
      if (key != 0) {
        add(slot * width + 1, sums);
      }
    }
    for (int label = 0; label < labels; label++) {
      scores[label] = sums[label] * scale;
    }
  }

  private void add(int from, int[] sums) {
    int packed = 0;
    for (int label = 0; label < labels; label++) {
      packed = label % BYTES == 0 ? slots[from + label / BYTES] : packed >> Byte.SIZE;
      sums[label] += (byte) packed;
    }
  }
}
