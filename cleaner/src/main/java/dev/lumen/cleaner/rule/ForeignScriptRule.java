package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.text.Scripts;

/** A fragment in a script that nobody speaks here: what was said cannot be told. */
final class ForeignScriptRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.noise(
          "noise.foreign-script",
          "The recogniser fell into another script; nobody can tell the word");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    for (int i = 0; i < passage.size(); i++) {
      if (isForeign(passage, i)) {
        int end = i + 1;
        while (end < passage.size() && isForeign(passage, end)) {
          end++;
        }
        proposals.replace(i, end, "[unclear]", Confidence.MEDIUM);
        i = end;
      }
    }
  }

  private static boolean isGreek(String letter) {
    return Character.UnicodeScript.of(letter.codePointAt(0)) == Character.UnicodeScript.GREEK;
  }

  private static boolean isForeign(Passage passage, int index) {
    boolean sign = passage.at(index).text().length() == 1; // "π" in talk of circles
    return passage.at(index).isWord()
        && !(sign && isGreek(passage.at(index).text()))
        && Scripts.isForeign(passage.at(index).text(), passage.surroundings().scripts());
  }
}
