package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.text.Word;
import java.util.Set;

/**
 * A recogniser that joins segments sets full stops where the speaker only paused: "that's right.
 * for almost two years". Before a word that can hardly start a sentence the stop becomes a comma,
 * or goes where nobody would set a mark; two stops in a row become one.
 */
final class BoundaryRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.looks("punctuation.false-stop", "The sentence goes on after the pause");
  private static final Set<String> GOES_ON =
      Set.of(
          "for",
          "of",
          "with",
          "to",
          "than",
          "which",
          "because",
          "into",
          "from",
          "by",
          "who",
          "whose",
          "or",
          "including",
          "especially",
          "until",
          "within",
          "without",
          "about",
          "per");
  private static final Set<String> ENDS_NOTHING =
      Set.of("the", "a", "an", "my", "our", "your", "their", "and", "or", "because", "every");
  private static final Set<String> LEADS_TO_NAME =
      Set.of("from", "in", "on", "at", "of", "with", "by", "for", "to", "use", "until", "since");
  private static final Set<String> ASKS =
      Set.of("what", "where", "who", "which", "whom", "when", "how", "why", "that");
  private static final int FAR = 8;
  private static final Set<String> BEFORE_A_NUMBER = Set.of("about", "around", "over", "under");
  private static final Set<String> AGREES = Set.of("right", "correct", "true", "exactly", "fine");
  private static final Set<String> SAYS_NOTHING_ALONE =
      Set.of("yes", "yeah", "no", "nope", "okay", "ok", "sure", "hello", "hi");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    for (int i = 1; i < passage.size(); i++) {
      Word word = passage.at(i);
      if (word.text().equals("..")) {
        proposals.replace(i, i + 1, ".", Confidence.HIGH);
      } else if (word.text().equals(".") && passage.at(i - 1).text().equals(".")) {
        proposals.delete(i, i + 1, Confidence.HIGH);
      } else if (word.text().equals(".") && breaksOff(passage, i)) {
        proposals.delete(i, i + 1, Confidence.HIGH);
      } else if (word.text().equals(".") && cutsOffName(passage, i)) {
        proposals.delete(i, i + 1, Confidence.MEDIUM);
      } else if (isEnd(word) && isFalseStop(passage, i)) {
        goOn(passage, i, proposals);
      }
    }
  }

  private static void goOn(Passage passage, int index, Proposals proposals) {
    if (passage.isMarkUnlikely(index - 1) && !passage.is(index - 1, AGREES)) {
      proposals.delete(index, index + 1, Confidence.MEDIUM);
    } else {
      proposals.replace(index, index + 1, ",", Confidence.MEDIUM);
    }
  }

  /**
   * "about the. new office": no sentence ends on such a word, and the next goes on in lower case.
   */
  private static boolean breaksOff(Passage passage, int index) {
    Word next = passage.at(index + 1);
    boolean goesOn = next.isSpoken() && next.spaceBefore() && !next.isCapitalised();
    return goesOn
        && ((passage.is(index - 1, ENDS_NOTHING) && !passage.at(index - 1).isCapitalised())
            || (passage.is(index - 1, BEFORE_A_NUMBER)
                && passage.startsSentence(index - 1)
                && isNumber(next)));
  }

  /**
   * "I'm from. Chicago", "on. Thursday", "our. Salesforce account": a name follows, and the capital
   * is its own. Who asks "Where are you from" may be answered in the same turn.
   */
  private static boolean cutsOffName(Passage passage, int index) {
    Word next = passage.at(index + 1);
    String before = passage.lower(index - 1);
    return next.isWord()
        && next.spaceBefore()
        && (LEADS_TO_NAME.contains(before) || ENDS_NOTHING.contains(before))
        && !passage.at(index - 1).isCapitalised()
        && isName(next)
        && !passage.hasBefore(index, FAR, ASKS);
  }

  /** A word that is written with a capital wherever it stands, and is no "I". */
  private static boolean isName(Word word) {
    String written = KnownTerms.find(word.lower());
    return word.isCapitalised()
        && word.text().length() > 2
        && !word.lower().startsWith("i'")
        && written != null
        && word.text().equals(written);
  }

  private static boolean isNumber(Word word) {
    return NumberWords.isCardinalWord(word.lower()) || Character.isDigit(word.text().charAt(0));
  }

  private static boolean isEnd(Word word) {
    return word.text().equals(".") || word.text().equals("?");
  }

  private static boolean isFalseStop(Passage passage, int index) {
    Word next = passage.at(index + 1);
    return next.isWord()
        && next.spaceBefore()
        && !next.isCapitalised()
        && !passage.hadPauseBefore(index + 1) // an "Um" had the capital
        && GOES_ON.contains(next.lower())
        && passage.at(index - 1).isWord()
        && passage.lower(index - 1).length() > 2
        && !passage.is(index - 1, SAYS_NOTHING_ALONE);
  }
}
