package dev.lumen.cleaner.phonetic;

/**
 * Weighted edit distance between two sound strings (Wagner and Fischer 1974): sounds that
 * recognisers mix up cost less, vowels less than consonants.
 */
public final class SoundDistance {
  private static final String VOWELS = "aeiouUIAYOWJR";
  private static final String WEAK = "hyr";

  /** Costs are counted in twentieths, so that sums are exact. */
  private static final double UNIT = 20;

  private static final double ROUNDING = 1e-6;

  private static final int FAR = 22;
  private static final int ALIKE = 11;
  private static final int HARD_GAP = 17;
  private static final int SOFT_GAP = 12;
  private static final int LIGHT_GAP = 9;
  private static final int VOWEL_CHANGE = 9;
  private static final int CONSONANT_CHANGE = 16;
  private static final int GIVEN_UP = Integer.MAX_VALUE;
  private static final int SOUNDS = 128;
  private static final boolean[] IS_VOWEL = vowels(); // before the costs, which ask for it
  private static final byte[] GAPS = gaps();
  private static final byte[][] COSTS = costs();

  private SoundDistance() {}

  /** 0 for the same sound to about 1 for nothing in common, relative to the longer of the two. */
  public static double between(String first, String second) {
    int longer = Math.max(first.length(), second.length());
    return longer == 0 ? 0 : raw(first, second) / longer;
  }

  /** The sum of the costs of the best alignment. */
  public static double raw(String first, String second) {
    return sum(first, second, GIVEN_UP) / UNIT;
  }

  /** As {@link #between}, but gives up, with 1 or more, where the distance must exceed a limit. */
  public static double between(String first, String second, double limit) {
    int longer = Math.max(first.length(), second.length());
    if (longer == 0) {
      return 0;
    }
    int sum = sum(first, second, (int) (limit * longer * UNIT + ROUNDING));
    return sum == GIVEN_UP ? FAR / UNIT : sum / UNIT / longer;
  }

  private static int sum(String first, String second, int limit) {
    int width = second.length();
    int[] row = new int[width + 1];
    for (int j = 1; j <= width; j++) {
      row[j] = row[j - 1] + gap(second.charAt(j - 1));
    }
    for (int i = 1; i <= first.length(); i++) {
      char sound = first.charAt(i - 1);
      byte[] costs = COSTS[sound < SOUNDS ? sound : 0];
      int gap = gap(sound);
      int diagonal = row[0];
      int left = diagonal + gap;
      row[0] = left;
      int least = left;
      for (int j = 1; j <= width; j++) {
        int above = row[j];
        char other = second.charAt(j - 1);
        int change = other < SOUNDS ? costs[other] : FAR;
        left = Math.min(Math.min(diagonal + change, above + gap), left + gap(other));
        diagonal = above;
        row[j] = left;
        least = Math.min(least, left);
      }
      if (least > limit) {
        return GIVEN_UP;
      }
    }
    return row[width];
  }

  /** Whether one sound may have been heard as the other at the edge of a word. */
  static boolean isAlike(char first, char second) {
    return cost(first, second) <= ALIKE;
  }

  /** Whether it is a vowel or a diphthong. */
  static boolean isVowel(char sound) {
    return sound < SOUNDS && IS_VOWEL[sound];
  }

  private static boolean[] vowels() {
    boolean[] vowels = new boolean[SOUNDS];
    for (int i = 0; i < VOWELS.length(); i++) {
      vowels[VOWELS.charAt(i)] = true;
    }
    return vowels;
  }

  /** Whether a sound is easily lost. */
  static boolean isWeak(char sound) {
    return gap(sound) < HARD_GAP;
  }

  private static int cost(char first, char second) {
    return first < SOUNDS && second < SOUNDS ? COSTS[first][second] : FAR;
  }

  private static int gap(char sound) {
    return sound < SOUNDS ? GAPS[sound] : HARD_GAP;
  }

  private static byte[] gaps() {
    byte[] gaps = new byte[SOUNDS];
    for (char sound = 0; sound < SOUNDS; sound++) {
      gaps[sound] = (byte) gapOf(sound);
    }
    return gaps;
  }

  private static int gapOf(char sound) {
    if (sound == 'u' || sound == 'i') {
      return LIGHT_GAP;
    }
    return isVowel(sound) || WEAK.indexOf(sound) >= 0 ? SOFT_GAP : HARD_GAP;
  }

  private static byte[][] costs() {
    byte[][] costs = new byte[SOUNDS][SOUNDS];
    for (char first = 0; first < SOUNDS; first++) {
      for (char second = 0; second < SOUNDS; second++) {
        costs[first][second] = (byte) (first == second ? 0 : base(first, second));
      }
    }
    close(costs, 5, "pb td kg fv TD sz SZ CG");
    close(costs, 7, "SC Ts Tf Dd Dv sS zS zZ mn nN GZ Tt");
    close(costs, 11, "tC dG bv pf wv lr kt pt gd bd hf hk wl");
    close(costs, 3, "ui ue uo uR oO");
    close(costs, 4, "ae ei iI uU ua eA oa uO ou");
    close(costs, 6, "oW OU UO YA AI aY WO Je JO eR iu oR");
    return costs;
  }

  private static int base(char first, char second) {
    if (isVowel(first) != isVowel(second)) {
      return FAR;
    }
    return isVowel(first) ? VOWEL_CHANGE : CONSONANT_CHANGE;
  }

  private static void close(byte[][] costs, int cost, String pairs) {
    for (String pair : pairs.split(" ", -1)) {
      char first = pair.charAt(0);
      char second = pair.charAt(1);
      costs[first][second] = (byte) cost;
      costs[second][first] = (byte) cost;
    }
  }
}
