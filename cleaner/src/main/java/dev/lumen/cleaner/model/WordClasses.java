package dev.lumen.cleaner.model;

import java.util.HashMap;
import java.util.Map;

/**
 * Puts every word into one of a few hundred classes of words that stand in the same places. Words
 * never seen in training are classed by their shape and ending.
 */
public final class WordClasses {
  private static final String[] ENDINGS = {"ing", "ed", "ly", "ion", "ment", "al", "er", "'s", "s"};
  private static final int LONGER = 9;
  private static final int PERCENT = 10;
  private static final int MONEY = 11;
  private static final int FOUR_DIGITS = 12;
  private static final int NUMBER = 13;
  private static final int SHORT = 14;

  private final Map<String, Integer> classes;
  private final int learnt;

  /**
   * Classes as they were learnt.
   *
   * @param classes the class of each known word in lower case, from 0
   * @param learnt how many classes were learnt; those of unknown words follow
   */
  public WordClasses(Map<String, Integer> classes, int learnt) {
    this.classes = new HashMap<>(classes);
    this.learnt = learnt;
  }

  /** The class of a word in lower case. */
  public int of(String lower) {
    Integer known = classes.get(lower);
    return known != null ? known : learnt + shape(lower);
  }

  /** Every known word with its class. */
  public Map<String, Integer> all() {
    return Map.copyOf(classes);
  }

  /** How many classes were learnt. */
  public int learnt() {
    return learnt;
  }

  private static int shape(String lower) {
    char first = lower.isEmpty() ? ' ' : lower.charAt(0);
    if (first < 128 && !Character.isLetter(first)) {
      return number(lower, first);
    }
    for (int i = 0; i < ENDINGS.length; i++) {
      if (lower.length() > ENDINGS[i].length() + 2 && lower.endsWith(ENDINGS[i])) {
        return i;
      }
    }
    return lower.length() <= 3 ? SHORT : LONGER;
  }

  private static int number(String lower, char first) {
    if (lower.endsWith("%")) {
      return PERCENT;
    }
    return first == '$' ? MONEY : lower.length() == 4 ? FOUR_DIGITS : NUMBER;
  }
}
