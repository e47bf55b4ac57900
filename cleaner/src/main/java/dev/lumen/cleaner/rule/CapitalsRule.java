package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.context.WritingHabit;
import dev.lumen.cleaner.text.Word;

/**
 * Some recognisers write nothing but capitals. Their words are made small, and the later rules set
 * the capitals that a person would. Who shouts once among small letters is left as heard.
 */
final class CapitalsRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.looks("case.all-capitals", "The recogniser writes nothing but capitals");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    WritingHabit all = passage.habit().and(passage.surroundings().habit());
    if (!all.isAllCapitals()) {
      return;
    }
    for (int i = 0; i < passage.size(); i++) {
      Word word = passage.at(i);
      boolean letters = word.text().length() > 1 && Initialisms.isOne(word.lower()); // "GP"
      if (word.isWord() && !letters && !word.text().equals(word.lower()) && hasOneCase(word)) {
        proposals.replace(i, i + 1, Word.lowerCase(word.text()), Confidence.HIGH);
      }
    }
  }

  /** Of some letters there is no pair; those are left. */
  private static boolean hasOneCase(Word word) {
    return Word.lowerCase(word.text()).length() == word.text().length();
  }
}
