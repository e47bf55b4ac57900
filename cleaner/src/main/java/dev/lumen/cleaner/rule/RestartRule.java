package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.lexicon.NumberWords;
import java.util.Map;
import java.util.Set;

/**
 * A sentence that was begun and begun again with the same pronoun: "we we're growing", "I got into
 * the, I got a job". The first beginning must break off where no clause can end: on the pronoun
 * itself, or on a word such as "the" and "of". So "we came, we saw" and "if we can, we will" stay.
 */
final class RestartRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.words("repair.restart", "The sentence was begun again with the same pronoun");
  private static final int LONGEST = 5;

  /** Pronouns that nothing but a verb of theirs is said of: two in a row are a restart. */
  private static final Set<String> SUBJECTS = Set.of("i", "we", "they", "he", "she");

  /** Pronouns that may end one clause and start the next; a mark has to stand between. */
  private static final Set<String> ALSO_OBJECTS = Set.of("it", "you", "there", "that");

  private static final Map<String, String> SHORT =
      Map.of("am", "'m", "are", "'re", "is", "'s", "have", "'ve", "will", "'ll", "would", "'d");
  private static final Set<String> OPENERS =
      Set.of("yeah", "and", "but", "so", "because", "if", "when", "then", "well", "where", "think");

  /** Not "so that that's clear" and "I think that that's right". */
  private static final Set<String> OPENERS_OF_THAT = Set.of("yeah", "and", "but", "well");

  private static final Set<String> BREAKS_OFF =
      Set.of("the", "a", "an", "my", "our", "their", "its", "your", "his", "of", "into", "from");
  private static final Set<String> BREAKS_OFF_BEFORE_MARK =
      Set.of("and", "or", "but", "because", "if", "when", "which", "very", "every", "these");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    for (int again = 1; again < passage.size(); again++) {
      String pronoun = pronoun(passage.lower(again));
      boolean marked = isPause(passage.at(again - 1).text());
      boolean subject = SUBJECTS.contains(pronoun);
      if (isLetter(passage, again)) {
        continue;
      }
      if (subject || ALSO_OBJECTS.contains(pronoun)) {
        int last = marked ? again - 2 : again - 1;
        int start = startOfFirst(passage, pronoun, last, marked);
        boolean other = marked || !isCopy(passage, start, last, again);
        if (start >= 0 && other && passage.at(again + 1).isSpoken()) {
          proposals.delete(start, again, Confidence.MEDIUM);
        }
      }
    }
  }

  /** "my i ninety four": a letter of a number. */
  private static boolean isLetter(Passage passage, int index) {
    return passage.lower(index).equals("i")
        && NumberWords.isCardinalWord(passage.lower(index + 1))
        && !passage.lower(index + 1).equals("one");
  }

  /** The same words once more: whether those go is not for this rule to say. */
  private static boolean isCopy(Passage passage, int start, int last, int again) {
    int length = last + 1 - start;
    return start >= 0
        && length > 1
        && passage.key(start, last + 1).equals(passage.key(again, again + length));
  }

  /** Where the sentence was begun first; -1 when it was not, or is whole. */
  private static int startOfFirst(Passage passage, String pronoun, int last, boolean marked) {
    if (last < 0 || !passage.at(last).isWord()) {
      return -1;
    }
    String first = passage.lower(last);
    String second = passage.lower(marked ? last + 2 : last + 1);
    if (pronoun(first).equals(pronoun) && !first.equals(second)) {
      boolean grows = second.length() > first.length();
      boolean subject = SUBJECTS.contains(pronoun);
      boolean restarts = subject ? grows || marked : grows && opens(passage, last, pronoun);
      return restarts || isShort(passage, first, marked ? last + 2 : last + 1) ? last : -1;
    }
    if (isShort(passage, second, last - 1)
        && !passage.hadPauseBefore(last)
        && (marked || SUBJECTS.contains(pronoun))) {
      return last - 1;
    }
    if ((!marked && ALSO_OBJECTS.contains(pronoun)) || pronoun.equals("that")) {
      return -1;
    }
    boolean broken =
        passage.is(last, BREAKS_OFF) || (marked && passage.is(last, BREAKS_OFF_BEFORE_MARK));
    for (int i = last - 1; broken && i >= Math.max(0, last - LONGEST + 1); i--) {
      if (!passage.at(i).isWord()) {
        return -1;
      }
      if (pronoun(passage.lower(i)).equals(pronoun)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a word is short for the two at an index: "we're" for "we are". */
  private static boolean isShort(Passage passage, String word, int index) {
    String end = SHORT.get(passage.lower(index + 1));
    return end != null && word.equals(passage.lower(index) + end);
  }

  /** Whether a clause can start at a word: "we like it, it's good" has none there. */
  private static boolean opens(Passage passage, int index, String pronoun) {
    Set<String> openers = pronoun.equals("that") ? OPENERS_OF_THAT : OPENERS;
    return !passage.at(index - 1).isSpoken() || passage.is(index - 1, openers);
  }

  private static boolean isPause(String mark) {
    return mark.equals(",")
        || mark.equals("--")
        || mark.equals("-")
        || mark.equals("…")
        || mark.equals("...");
  }

  /** The pronoun of a contraction: "we're" is "we". */
  private static String pronoun(String lower) {
    int apostrophe = lower.indexOf('\'');
    return apostrophe > 0 ? lower.substring(0, apostrophe) : lower;
  }
}
