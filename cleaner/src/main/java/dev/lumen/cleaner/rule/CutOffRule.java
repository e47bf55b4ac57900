package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.lexicon.CommonWords;
import java.util.Locale;
import java.util.Set;

/** A word that was broken off and then said: "So- so we", "th- the", "I-I". */
final class CutOffRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.words("repeat.cutoff", "A word was broken off and started again");

  private static final int SCRAP = 2;
  private static final Set<String> SMALL =
      Set.of("what", "there", "that", "then", "when", "you", "the", "this", "they", "and", "but");
  private static final Set<String> PREFIXES =
      Set.of(
          "pre", "post", "non", "mid", "multi", "semi", "anti", "inter", "intra", "over", "under",
          "sub", "self", "pro", "mini", "micro", "macro", "ultra", "super", "cross", "quasi",
          "half", "full", "long", "short", "high", "low");
  private static final Set<String> JOINS = Set.of("and", "or", "to");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    for (int i = 0; i < passage.size(); i++) {
      String lower = passage.lower(i);
      if (isBrokenOff(lower)) {
        proposeBroken(passage, i, proposals);
      } else if (isStutter(lower)) {
        String text = passage.at(i).text();
        proposals.replace(i, i + 1, text.substring(0, text.indexOf('-')), Confidence.HIGH);
      }
    }
  }

  private static boolean isBrokenOff(String lower) {
    return lower.length() > 1 && lower.endsWith("-") && Character.isLetter(lower.charAt(0));
  }

  /** What follows must start like it, or it must be too short to be a word. */
  private static void proposeBroken(Passage passage, int index, Proposals proposals) {
    String begun = passage.lower(index).substring(0, passage.lower(index).length() - 1);
    int next = passage.at(index + 1).text().equals(",") ? index + 2 : index + 1;
    if (!passage.at(next).isWord()) {
      return;
    }
    boolean again = passage.lower(next).startsWith(begun);
    boolean alike = passage.lower(next).charAt(0) == begun.charAt(0);
    if (again
        || alike
        || begun.length() <= SCRAP
        || (isGivenUp(passage, begun, next) && !isName(passage, index))) {
      proposals.delete(index, next, again ? Confidence.HIGH : Confidence.MEDIUM);
    }
  }

  /** A part of a word, or a small word, that nothing joins to the next: "the quar- the final". */
  private static boolean isGivenUp(Passage passage, String begun, int next) {
    boolean whole = CommonWords.isInflected(begun) && !SMALL.contains(begun);
    return !whole
        && begun.chars().allMatch(Character::isLetter)
        && !PREFIXES.contains(begun)
        && !passage.is(next, JOINS);
  }

  private static boolean isName(Passage passage, int index) {
    String text = passage.at(index).text();
    boolean inside = passage.at(index).isCapitalised() && !passage.startsSentence(index);
    return inside || text.equals(text.toUpperCase(Locale.ROOT));
  }

  /** "I-I", "we-we": the same function word on both sides of the hyphen. */
  private static boolean isStutter(String lower) {
    int hyphen = lower.indexOf('-');
    return hyphen > 0
        && hyphen <= 4
        && lower.length() == 2 * hyphen + 1
        && lower.startsWith(lower.substring(hyphen + 1))
        && StutteredWords.ALL.contains(lower.substring(0, hyphen));
  }
}
