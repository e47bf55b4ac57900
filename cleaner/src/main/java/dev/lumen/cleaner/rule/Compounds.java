package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.lexicon.Dictionary;
import dev.lumen.cleaner.lexicon.WordSets;
import dev.lumen.cleaner.text.Word;
import java.util.Locale;
import java.util.Set;

/**
 * A name that is two plain words written as one: behind an article those words may mean themselves.
 * "The north wind blew" is weather, though a firm is called Northwind; "does north wind cover it"
 * and "the north wind policy" are about the firm.
 */
final class Compounds {
  private static final Set<String> ARTICLES =
      Set.of("the", "a", "an", "this", "that", "some", "any", "no", "every", "another", "strong");

  /** What firms give to people, beside what people call "our". */
  private static final Set<String> OF_FIRMS =
      Set.of(
          "policy",
          "policies",
          "claim",
          "claims",
          "account",
          "plan",
          "card",
          "cover",
          "coverage",
          "adjuster",
          "engineer",
          "agent",
          "staff",
          "people",
          "line",
          "member",
          "membership",
          "invoice",
          "contract",
          "subscription",
          "guy",
          "lady",
          "rep",
          "helpline",
          "tariff",
          "driver",
          "branch",
          "login",
          "device",
          "router");

  private Compounds() {}

  /** Whether the words of a stretch may be meant as they stand. */
  static boolean mayMeanThemselves(Passage passage, int from, int to, String written) {
    boolean product = !written.substring(1).equals(written.substring(1).toLowerCase(Locale.ROOT));
    if (to - from < 2
        || product
        || !passage.is(from - 1, ARTICLES)
        || isOfFirm(passage.lower(to))) {
      return false;
    }
    StringBuilder joined = new StringBuilder();
    for (int i = from; i < to; i++) {
      Word word = passage.at(i);
      boolean plain = CommonWords.isCommon(word.lower()) || Dictionary.isWord(word.lower());
      if (!plain || word.isCapitalised()) {
        return false;
      }
      joined.append(word.lower());
    }
    return joined.toString().equals(written.toLowerCase(Locale.ROOT));
  }

  private static boolean isOfFirm(String word) {
    return OF_FIRMS.contains(word) || WordSets.POSSESSIONS.contains(word);
  }
}
