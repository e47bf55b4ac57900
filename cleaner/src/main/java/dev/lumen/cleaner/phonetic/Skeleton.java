package dev.lumen.cleaner.phonetic;

/**
 * The consonants of a sound string in six classes. Cheap to compare, it keeps most pairs that
 * cannot be close away from the alignment.
 */
final class Skeleton {
  private static final String[] CLASSES = {"pbfv", "tdTD", "kg", "szSZCG", "mnN", "l"};
  private static final int[] CLASS_OF = classOf();
  private static final int BITS = 8;
  private static final int VOWELS = CLASSES.length;
  private static final double LEAST_CHANGE = 0.35;
  private static final double LEAST_LOSS = 0.55;
  private static final double LEAST_VOWEL = 0.45;

  private Skeleton() {}

  private static int[] classOf() {
    int[] classes = new int[128];
    java.util.Arrays.fill(classes, -1);
    for (int i = 0; i < CLASSES.length; i++) {
      for (char sound : CLASSES[i].toCharArray()) {
        classes[sound] = i;
      }
    }
    return classes;
  }

  /** The classes in order, one digit each; vowels and weak sounds are left out. */
  static String of(String sounds) {
    StringBuilder bones = new StringBuilder(sounds.length());
    for (int i = 0; i < sounds.length(); i++) {
      int number = number(sounds.charAt(i));
      if (number >= 0) {
        bones.append((char) ('0' + number));
      }
    }
    return bones.toString();
  }

  /** The hash code of {@link #of} the sounds so far and these, from that of the sounds so far. */
  static int print(int before, String sounds) {
    int print = before;
    for (int i = 0; i < sounds.length(); i++) {
      int number = number(sounds.charAt(i));
      print = number >= 0 ? 31 * print + '0' + number : print;
    }
    return print;
  }

  /** How many of each class and how many vowels, eight bits each. */
  static long counts(String sounds) {
    long counts = 0;
    for (int i = 0; i < Math.min(sounds.length(), 200); i++) {
      char sound = sounds.charAt(i);
      int number = SoundDistance.isVowel(sound) ? VOWELS : number(sound);
      if (number >= 0) {
        counts += 1L << (number * BITS);
      }
    }
    return counts;
  }

  /** How many consonants at least must change their class, come or go between two counts. */
  static int leastChanges(long first, long second) {
    int more = 0;
    int fewer = 0;
    for (int i = 0; i < CLASSES.length; i++) {
      int difference = count(first, i) - count(second, i);
      more += Math.max(0, difference);
      fewer += Math.max(0, -difference);
    }
    return Math.max(more, fewer);
  }

  /**
   * What an alignment of two strings with these counts costs at least: consonants that change their
   * class, those that have no counterpart, and vowels that come or go.
   */
  static double leastCost(long first, long second) {
    int more = 0;
    int fewer = 0;
    for (int i = 0; i < CLASSES.length; i++) {
      int difference = count(first, i) - count(second, i);
      more += Math.max(0, difference);
      fewer += Math.max(0, -difference);
    }
    int changed = Math.min(more, fewer);
    int lost = Math.max(more, fewer) - changed;
    int vowels = Math.abs(count(first, VOWELS) - count(second, VOWELS));
    return LEAST_CHANGE * changed + LEAST_LOSS * lost + LEAST_VOWEL * vowels;
  }

  private static int count(long counts, int number) {
    return (int) (counts >> (number * BITS)) & 0xFF;
  }

  private static int number(char sound) {
    return sound < 128 ? CLASS_OF[sound] : -1;
  }
}
