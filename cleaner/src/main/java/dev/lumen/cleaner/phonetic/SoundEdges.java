package dev.lumen.cleaner.phonetic;

/**
 * How a sound string starts and ends, as sets of bits. Two strings that start or end too
 * differently are told apart without looking at a sound: hardly any name is misheard at both ends.
 * Spares the alignment for nine pairs in ten.
 *
 * @param first the bit of the first sound
 * @param second the bit of the second one, where the first is weak enough to be dropped; 0 if not
 * @param last the bit of the last sound
 * @param beforeLast the bit of the one before it, where the last is weak enough to be dropped
 */
record SoundEdges(long first, long second, long last, long beforeLast) {
  /** More than the alphabet of sounds has: a string with such a sound is never turned away. */
  private static final int OTHER = 62;

  private static final long[] ALIKE = alike();

  /** The edges of a string; of an empty one, edges that meet nothing. */
  static SoundEdges of(String sounds) {
    int end = sounds.length() - 1;
    if (end < 0) {
      return new SoundEdges(0, 0, 0, 0);
    }
    char first = sounds.charAt(0);
    char last = sounds.charAt(end);
    return new SoundEdges(
        bit(first),
        SoundDistance.isWeak(first) ? bit(sounds.charAt(Math.min(1, end))) : 0,
        bit(last),
        SoundDistance.isWeak(last) ? bit(sounds.charAt(Math.max(0, end - 1))) : 0);
  }

  /** What meets a string: looked up once, then held against many others. */
  Reach reach() {
    return new Reach(
        likeBit(first) | likeBit(second),
        likeBit(first),
        likeBit(last) | likeBit(beforeLast),
        likeBit(last));
  }

  /**
   * What may stand at the edges of a string.
   *
   * @param starts where it starts, as it is or without its weak first sound
   * @param startsFirst where it starts, as it is
   * @param ends where it ends, as it is or without its weak last sound
   * @param endsLast where it ends, as it is
   */
  record Reach(long starts, long startsFirst, long ends, long endsLast) {
    /** Whether a string starts and ends alike enough to be compared. */
    boolean meets(SoundEdges other) {
      long start = (other.first & starts) | (other.second & startsFirst);
      long end = (other.last & ends) | (other.beforeLast & endsLast);
      return start != 0 && end != 0;
    }
  }

  private static long likeBit(long bit) {
    return bit == 0 ? 0 : ALIKE[Long.numberOfTrailingZeros(bit)];
  }

  private static long bit(char sound) {
    return 1L << number(sound);
  }

  private static int number(char sound) {
    if (sound >= 'a' && sound <= 'z') {
      return sound - 'a';
    }
    return sound >= 'A' && sound <= 'Z' ? 26 + sound - 'A' : OTHER;
  }

  private static char sound(int number) {
    return (char) (number < 26 ? 'a' + number : 'A' + number - 26);
  }

  private static long[] alike() {
    long[] alike = new long[OTHER + 1];
    for (int a = 0; a < 52; a++) {
      for (int b = 0; b < 52; b++) {
        alike[a] |= SoundDistance.isAlike(sound(a), sound(b)) ? 1L << b : 0;
      }
      alike[a] |= 1L << OTHER;
    }
    alike[OTHER] = -1L;
    return alike;
  }
}
