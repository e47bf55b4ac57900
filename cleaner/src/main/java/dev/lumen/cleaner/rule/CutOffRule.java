package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.lexicon.Dictionary;
import java.util.Locale;
import java.util.Set;

/** A word that was broken off and then said: "So- so we", "th- the", "I-I", "th the". */
final class CutOffRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.words("repeat.cutoff", "A word was broken off and started again");

  private static final int SCRAP = 2;

  /** How often a word was seen (as a logarithm) that is no scrap which a transcript has kept. */
  private static final int USUAL = 6;

  private static final Set<String> SMALL =
      Set.of("what", "there", "that", "then", "when", "you", "the", "this", "they", "and", "but");
  private static final Set<String> PREFIXES =
      Set.of(
          "pre", "post", "non", "mid", "multi", "semi", "anti", "inter", "intra", "over", "under",
          "sub", "self", "pro", "mini", "micro", "macro", "ultra", "super", "cross", "quasi",
          "half", "full", "long", "short", "high", "low");
  private static final Set<String> JOINS = Set.of("and", "or", "to");

  /** Two letters that begin words and are none, not even shortened. */
  private static final Set<String> ONSETS =
      Set.of(
          "th", "wh", "sh", "ch", "sp", "sk", "bl", "br", "cl", "cr", "dr", "fl", "fr", "gl", "gr",
          "pl", "tr", "tw");

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
      } else if (isBegun(passage, i, lower)) {
        proposals.delete(i, i + 1, Confidence.MEDIUM);
      }
    }
  }

  private static boolean isBrokenOff(String lower) {
    return lower.length() > 1 && lower.endsWith("-") && Character.isLetter(lower.charAt(0));
  }

  /** Whether a scrap without a hyphen stands right before the word that it begins: "th the". */
  private static boolean isBegun(Passage passage, int index, String lower) {
    String next = passage.lower(index + 1);
    return passage.at(index).text().equals(lower)
        && next.length() > lower.length()
        && next.startsWith(lower)
        && isScrap(lower)
        && CommonWords.isInflected(next)
        && passage.knowledge().find(lower) == null;
  }

  private static boolean isScrap(String lower) {
    if (lower.length() <= SCRAP) {
      return ONSETS.contains(lower);
    }
    return lower.chars().allMatch(Character::isLetter)
        && CommonWords.magnitude(lower) < USUAL
        && !Dictionary.isWord(lower);
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
