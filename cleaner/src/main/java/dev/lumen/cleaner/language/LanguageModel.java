package dev.lumen.cleaner.language;

import dev.lumen.cleaner.lexicon.Resources;

/**
 * Counts of one to four words in a row, scored by backing off to shorter ones ("stupid backoff",
 * Brants et al. 2007). Safe for use by many threads.
 *
 * <p>The resource is, for each run of words in the order of its 32-bit hash, the distance to the
 * hash before as a variable-length number and 8 log2 of the count in a byte; the first entry is the
 * number of all words. In memory the hashes lie sorted, found by their upper bits.
 */
public final class LanguageModel {
  /** The longest run of words. */
  public static final int ORDER = 4;

  static final double STEPS = 8;

  private static final String RESOURCE = "/dev/lumen/cleaner/language/counts.bin";
  private static final double BACK_OFF = Math.log(0.4) / Math.log(2);
  private static final int DRAWER_BITS = 16;
  private static final int UNSEEN = -1;

  private final int[] hashes;
  private final byte[] counts;
  private final int[] drawers = new int[(1 << DRAWER_BITS) + 1];
  private final double words;

  private static final class Shared {
    static final LanguageModel MODEL = new LanguageModel(Resources.bytes(RESOURCE));
  }

  LanguageModel(byte[] data) {
    int entries = integer(data, 0);
    words = integer(data, 4) / STEPS;
    hashes = new int[entries];
    counts = new byte[entries];
    int at = 8;
    long hash = 0;
    for (int i = 0; i < entries; i++) {
      int shift = 0;
      int part;
      do {
        part = data[at++];
        hash += (long) (part & 0x7F) << shift;
        shift += 7;
      } while (part < 0);
      hashes[i] = (int) hash;
      counts[i] = data[at++];
      drawers[(int) (hash >>> (32 - DRAWER_BITS)) + 1] = i + 1;
    }
    for (int i = 1; i < drawers.length; i++) {
      drawers[i] = Math.max(drawers[i], drawers[i - 1]);
    }
  }

  /** The model that ships. */
  public static LanguageModel shared() {
    return Shared.MODEL;
  }

  private static int integer(byte[] data, int at) {
    return (data[at] & 0xFF) << 24
        | (data[at + 1] & 0xFF) << 16
        | (data[at + 2] & 0xFF) << 8
        | (data[at + 3] & 0xFF);
  }

  /** The hash of a run of word classes, from the last to the first. */
  static int extend(int hash, int word) {
    int mixed = (hash ^ word) * 0x9E3779B1;
    return mixed ^ (mixed >>> 15);
  }

  /** Eight times log2 of the count of a run, negative when it was not kept. */
  private int count(int hash) {
    int drawer = hash >>> (32 - DRAWER_BITS);
    for (int i = drawers[drawer]; i < drawers[drawer + 1]; i++) {
      if (hashes[i] == hash) {
        return counts[i] & 0xFF;
      }
    }
    return UNSEEN;
  }

  /** Log2 of how likely the word at an index is after the words in front of it. */
  public double score(int[] classes, int index) {
    double penalty = 0;
    for (int length = Math.min(ORDER, index + 1); length > 1; length--) {
      int whole = count(run(classes, index - length + 1, index + 1));
      if (whole >= 0) {
        int before = count(run(classes, index - length + 1, index));
        if (before >= whole) {
          return penalty + (whole - before) / STEPS;
        }
      }
      penalty += BACK_OFF;
    }
    int alone = count(run(classes, index, index + 1));
    return penalty + (alone < 0 ? -1 : alone / STEPS) - words;
  }

  /** The sum of the scores of the words from one index to another. */
  public double score(int[] classes, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += score(classes, i);
    }
    return sum;
  }

  /** Log2 of how often a word was seen, -1 when never. */
  public double magnitude(int wordClass) {
    int count = count(extend(1, wordClass));
    return count < 0 ? -1 : count / STEPS;
  }

  private static int run(int[] classes, int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = extend(hash, classes[i]);
    }
    return hash;
  }

  static int hash(int... classes) {
    return run(classes, 0, classes.length);
  }
}
