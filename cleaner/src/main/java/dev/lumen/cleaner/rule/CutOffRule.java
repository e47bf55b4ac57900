package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;

/** A word that was broken off and then said: "So- so we", "th- the", "I-I". */
final class CutOffRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.words("repeat.cutoff", "A word was broken off and started again");

  private static final int SCRAP = 2;

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
    if (again || alike || begun.length() <= SCRAP) {
      proposals.delete(index, next, again ? Confidence.HIGH : Confidence.MEDIUM);
    }
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
