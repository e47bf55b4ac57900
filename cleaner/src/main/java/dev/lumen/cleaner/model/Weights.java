package dev.lumen.cleaner.model;

/**
 * The weights of the features that training kept, found by hash; a feature that is not there weighs
 * nothing. The hash and the weights, one byte for every label, lie side by side, so that a feature
 * costs one access to memory.
 *
 * <p>The weights of a feature are added as two numbers of four lanes, 16 bits each: the bytes at
 * even places and those at odd ones. A byte holds its weight plus {@link #ZERO}, so that no lane is
 * ever negative; 257 features would have to meet before one could run over into the next.
 */
final class Weights {
  private static final int BITS = Long.SIZE;
  private static final int BYTES = Integer.BYTES;
  private static final int MOST_LABELS = Long.BYTES;
  private static final int ZERO = 128;
  private static final long EVEN_BYTES = 0x00FF_00FF_00FF_00FFL;
  private static final int LANE = 0xFFFF;

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
   * @param labels how many weights a feature has, at most eight
   * @param scale what one step of a byte weighs
   */
  Weights(int features, int labels, float scale) {
    if (labels > MOST_LABELS) {
      throw new IllegalArgumentException("a feature has at most eight weights, not " + labels);
    }
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
      int weight = columns[label * rows + row] + ZERO;
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
   * @param size how many of the features count
   * @param found room for as many numbers as there are features
   * @param keys the same
   */
  void score(int[] features, int size, int[] found, int[] keys, float[] scores) {
    int count = 0;
    for (int i = 0; i < size; i++) {
      int hash = features[i];
      long bits = bits(hash);
      found[count] = hash;
      count += (present[place(hash)] & bits) == bits ? 1 : 0;
    }
    for (int i = 0; i < count; i++) {
      keys[i] = slots[(found[i] & mask) * width];
    }
    long even = 0;
    long odd = 0;
    int hits = 0;
    for (int i = 0; i < count; i++) {
      int slot = found[i] & mask;
      int key = keys[i];
      while (key != 0 && key != found[i]) {
        slot = (slot + 1) & mask;
        key = slots[slot * width];
      }
      if (key != 0) {
        long packed = packed(slot * width + 1);
        even += packed & EVEN_BYTES;
        odd += packed >>> Byte.SIZE & EVEN_BYTES;
        hits++;
      }
    }
    for (int label = 0; label < labels; label++) {
      long lanes = label % 2 == 0 ? even : odd;
      int sum = (int) (lanes >>> (label / 2 * Short.SIZE)) & LANE;
      scores[label] = (sum - ZERO * hits) * scale;
    }
  }

  private long packed(int at) {
    long first = Integer.toUnsignedLong(slots[at]);
    return labels > BYTES ? (long) slots[at + 1] << Integer.SIZE | first : first;
  }
}
