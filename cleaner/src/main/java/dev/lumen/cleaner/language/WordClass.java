package dev.lumen.cleaner.language;

import dev.lumen.cleaner.lexicon.Calendar;
import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.lexicon.NumberWords;

/** What the language model sees of a word: itself, or that it is a name, a number or rare. */
public final class WordClass {
  /** Any name of a person, a firm, a place or a product. */
  public static final int NAME = hash("<name>");

  /** Any word that is neither common nor a name. */
  public static final int RARE = hash("<rare>");

  /** The edge of a turn. */
  public static final int EDGE = hash("<edge>");

  private static final int NUMBER = hash("<number>");

  private WordClass() {}

  /**
   * The class of a word.
   *
   * @param lower the word in lower case with straight apostrophes
   * @param written the word as it is written; its case tells names from rare words
   */
  public static int of(String lower, String written) {
    if (isNumber(lower)) {
      return NUMBER;
    }
    if (CommonWords.isCommon(lower) || isCalendar(lower) || lower.equals("i")) {
      return hash(lower);
    }
    if (CommonWords.magnitude(lower) < 0) {
      return Character.isUpperCase(written.charAt(0)) ? NAME : RARE;
    }
    String usual = CommonWords.usualForm(lower);
    return isName(usual) ? NAME : hash(lower);
  }

  /** Whether the word names a month or a day. */
  public static boolean isCalendar(String lower) {
    return Calendar.DAYS.contains(lower) || Calendar.isMonth(lower);
  }

  /** Whether the word is a number, in digits or spoken. */
  public static boolean isNumber(String lower) {
    return Character.isDigit(lower.charAt(0)) || isNumberWord(lower);
  }

  private static boolean isNumberWord(String lower) {
    return NumberWords.isNumberWord(lower) && !lower.equals("one") && !lower.equals("second");
  }

  /** Capital, then small letters: a name. Capitals alone, "I'm" and the like are words. */
  private static boolean isName(String usual) {
    return usual.length() > 1
        && !usual.startsWith("I'")
        && Character.isLowerCase(usual.charAt(usual.length() - 1))
        && Character.isLowerCase(usual.charAt(1));
  }

  /** The number that stands for a reading. */
  static int hash(String reading) {
    int hash = 0x811c9dc5;
    for (int i = 0; i < reading.length(); i++) {
      hash = (hash ^ reading.charAt(i)) * 0x01000193;
    }
    return hash;
  }
}
