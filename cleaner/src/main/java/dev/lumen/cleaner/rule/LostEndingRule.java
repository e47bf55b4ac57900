package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.lexicon.Dictionary;
import dev.lumen.cleaner.lexicon.ProperNames;
import dev.lumen.cleaner.text.Word;
import org.jspecify.annotations.Nullable;

/**
 * A common word whose last letter the recogniser lost: "departmen", "the conversio rate". Only what
 * is no word, of which one consonant makes a single common word, among words that are English.
 */
final class LostEndingRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.words("misheard.lost-ending", "The last letter of a common word was lost");
  private static final String CONSONANTS = "bcdfghjklmnpqrstvwxz"; // vowels are not swallowed
  private static final int SHORTEST = 6;
  private static final int SEEN_OFTEN = 3;

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    for (int i = 0; i < passage.size(); i++) {
      if (mayBeCut(passage, i)) {
        String whole = whole(passage.lower(i));
        if (whole != null && isAmongEnglish(passage, i)) {
          proposals.replace(i, i + 1, whole, Confidence.MEDIUM);
        }
      }
    }
  }

  private static boolean mayBeCut(Passage passage, int index) {
    Word word = passage.at(index);
    String lower = word.lower();
    return word.isWord()
        && !word.isTouched()
        && !word.isCapitalised()
        && lower.length() >= SHORTEST
        && !CommonWords.isInflected(lower)
        && !isName(passage, lower)
        && !Dictionary.isWord(lower)
        && lower.chars().allMatch(c -> c >= 'a' && c <= 'z')
        && !passage.at(index + 1).text().startsWith("…");
  }

  private static boolean isName(Passage passage, String lower) {
    return Dictionary.isName(lower)
        || ProperNames.all().containsKey(lower)
        || passage.knowledge().find(lower) != null
        || passage.knowledge().part(lower) != null;
  }

  /** The only common word that has one consonant more; null for none or several. */
  private static @Nullable String whole(String lower) {
    String whole = null;
    for (int i = 0; i < CONSONANTS.length(); i++) {
      String longer = lower + CONSONANTS.charAt(i);
      if (CommonWords.isCommon(longer) && CommonWords.magnitude(longer) >= SEEN_OFTEN) {
        if (whole != null) {
          return null;
        }
        whole = longer;
      }
    }
    return whole;
  }

  /** Both neighbours are everyday words, so that no other language is spoken. */
  private static boolean isAmongEnglish(Passage passage, int index) {
    boolean before = index == 0 || isEnglish(passage, index - 1);
    boolean behind = index + 1 >= passage.size() || isEnglish(passage, index + 1);
    return before && behind && passage.size() > 2;
  }

  private static boolean isEnglish(Passage passage, int index) {
    return !passage.at(index).isWord() || CommonWords.magnitude(passage.lower(index)) >= 0;
  }
}
