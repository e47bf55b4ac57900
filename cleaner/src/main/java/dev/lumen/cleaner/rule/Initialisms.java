package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.lexicon.Dictionary;
import dev.lumen.cleaner.text.Word;
import java.util.Locale;
import java.util.regex.Pattern;

/** Abbreviations that are read letter by letter, known by their letters: "IBM", "FY35", "R&D". */
final class Initialisms {
  private static final int LONGEST = 4;
  private static final int LONGEST_PART = 3;
  private static final Pattern VOWEL = Pattern.compile("[aeiouy]");

  /** What a mouth can say in one go, from consonant to consonant or from vowel to vowel. */
  private static final Pattern SYLLABLE =
      Pattern.compile("[^aeiouy][aeiouy]+[^aeiouy]|[aeiouy]+[^aeiouy]+[aeiouy]");

  private static final Pattern NUMBERED = Pattern.compile("([a-z]{1,5})\\d+");
  private static final Pattern LETTERS = Pattern.compile("[a-z]{2,5}");

  private Initialisms() {}

  /** Whether it is one: unknown, short, and no part of it can be said. */
  static boolean isOne(String lower) {
    var numbered = NUMBERED.matcher(lower);
    if (numbered.matches()) {
      return !SYLLABLE.matcher(numbered.group(1)).find();
    }
    return LETTERS.matcher(lower).matches()
        && (lower.length() <= LONGEST || !VOWEL.matcher(lower).find())
        && !SYLLABLE.matcher(lower).find()
        && CommonWords.magnitude(lower) < 0
        && !Dictionary.isWord(lower)
        && !Dictionary.isName(lower);
  }

  /** In capitals, but for the "s" of several: "CHPs". */
  static String written(String lower) {
    int letters = lower.length() - 1;
    boolean several = letters >= LONGEST_PART && lower.charAt(letters) == 's';
    int capital = several ? letters : lower.length();
    return lower.substring(0, capital).toUpperCase(Locale.ROOT) + lower.substring(capital);
  }

  /** Where letters end that "&" joins without a space, "M&A" or "SG&A"; the start where none do. */
  static int endOfJoined(Passage passage, int from) {
    boolean joined =
        isPart(passage.at(from))
            && passage.at(from + 1).text().equals("&")
            && !passage.at(from + 1).spaceBefore()
            && isPart(passage.at(from + 2))
            && !passage.at(from + 2).spaceBefore();
    return joined ? from + 3 : from;
  }

  private static boolean isPart(Word word) {
    return word.isWord() && word.text().length() <= LONGEST_PART;
  }
}
