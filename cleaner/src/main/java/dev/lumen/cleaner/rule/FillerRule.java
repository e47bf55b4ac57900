package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.text.Word;
import java.util.Locale;
import java.util.Set;

/** "um", "uh": sounds of thinking. A turn of nothing else keeps them: the sound was the answer. */
final class FillerRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.words("filler.sound", "A sound of thinking, not a word");
  private static final Set<String> SOUNDS =
      Set.of("um", "umm", "uhm", "uh", "uhh", "er", "erm", "hmm", "hm", "mm");
  private static final Set<String> ANSWER_STARTS = Set.of("uh", "mm", "um", "hm");
  private static final Set<String> ANSWER_ENDS = Set.of("huh", "hmm", "hm", "oh");
  private static final Set<String> KEEPS_COMMA =
      Set.of(
          "yes", "yeah", "yep", "no", "nope", "okay", "ok", "well", "right", "so", "sure", "now");
  private static final Set<String> STARTS_CLAUSE =
      Set.of("but", "and", "so", "which", "because", "or", "although", "while");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    if (saysNothingElse(passage)) {
      return;
    }
    for (int i = 0; i < passage.size(); i++) {
      if (isAnswer(passage, i)) {
        i++;
      } else if (isFiller(passage.at(i))) {
        int to = i + 1;
        while (isComma(passage, to) && isFiller(passage.at(to + 1))) {
          to += 2;
        }
        propose(passage, i, to, proposals);
        i = to - 1;
      }
    }
  }

  private static void propose(Passage passage, int from, int to, Proposals proposals) {
    boolean commaBefore = isComma(passage, from - 1);
    boolean commaAfter = isComma(passage, to);
    boolean keep =
        passage.is(from - 2, KEEPS_COMMA) || passage.is(to + (commaAfter ? 1 : 0), STARTS_CLAUSE);
    boolean ends = passage.at(to).endsSentence() || to >= passage.size();
    int start = commaBefore && (ends || (commaAfter && !keep)) ? from - 1 : from;
    proposals.delete(start, commaAfter ? to + 1 : to, Confidence.HIGH);
  }

  /** "uh huh", "mm hmm", "uh oh": two sounds that are a word together. */
  private static boolean isAnswer(Passage passage, int index) {
    return passage.is(index, ANSWER_STARTS) && passage.is(index + 1, ANSWER_ENDS);
  }

  private static boolean isComma(Passage passage, int index) {
    return passage.at(index).text().equals(",");
  }

  private static boolean isFiller(Word word) {
    return SOUNDS.contains(word.lower()) && !isShouted(word.text());
  }

  private static boolean isShouted(String text) {
    return text.equals(text.toUpperCase(Locale.ROOT));
  }

  private static boolean saysNothingElse(Passage passage) {
    for (int i = 0; i < passage.size(); i++) {
      if (passage.at(i).isSpoken() && !isFiller(passage.at(i))) {
        return false;
      }
    }
    return true;
  }
}
