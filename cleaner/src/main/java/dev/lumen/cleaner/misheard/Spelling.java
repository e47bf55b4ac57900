package dev.lumen.cleaner.misheard;

/** How two words are alike as they are written. Pure. */
public final class Spelling {
  private Spelling() {}

  /** Levenshtein's distance, relative to the longer of the two. */
  static double distance(String first, String second) {
    return (double) edits(first, second) / Math.max(1, Math.max(first.length(), second.length()));
  }

  /** Levenshtein's distance: how many letters are to be put in, taken out or changed. */
  public static int edits(String first, String second) {
    int[] row = new int[second.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= first.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int same = first.charAt(i - 1) == second.charAt(j - 1) ? 0 : 1;
        int best = Math.min(diagonal + same, Math.min(row[j], row[j - 1]) + 1);
        diagonal = row[j];
        row[j] = best;
      }
    }
    return row[second.length()];
  }

  /** Another form of the same word ("Australian", "therapeutic", "Steve") is no mishearing. */
  static boolean isSameStem(String heard, String name) {
    int same = 0;
    while (same < Math.min(heard.length(), name.length())
        && heard.charAt(same) == name.charAt(same)) {
      same++;
    }
    boolean prefix = same == heard.length() || same == name.length();
    return prefix && same > 2 && Math.abs(heard.length() - name.length()) <= 3;
  }

  /** Whether it has no vowel, as many abbreviations. */
  static boolean isUnsayable(String lower) {
    return lower.chars().noneMatch(letter -> "aeiouy".indexOf(letter) >= 0);
  }

  /** Whether nothing in it is a small letter. */
  static boolean isCapitals(String word) {
    return word.chars().noneMatch(Character::isLowerCase);
  }
}
