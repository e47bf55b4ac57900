package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.context.Stammer;
import dev.lumen.cleaner.lexicon.CommonWords;
import java.util.Set;

/**
 * The same one to four words said twice in a row: the speaker was searching. What is said twice on
 * purpose stays: "very very", "no no", "had had", numbers, "again and again and again".
 */
final class RepeatRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.words("repeat.words", "The same words were said twice in a row");
  private static final int LONGEST = 4;
  private static final int EVERYDAY = 12;
  private static final int EVERYDAY_AMONG_OTHERS = 11;
  private static final int[] USUAL = {0, 5, 6};
  private static final Set<String> BREAKS =
      Set.of(",", "-", "--", "---", "–", "—", "…", "..", "...");

  /** Words that people stammer on more than on others. */
  private static final Set<String> STAMMERED =
      Set.of(
          "i", "i'm", "we", "we're", "you", "he", "she", "they", "the", "a", "an", "and", "but",
          "to", "in", "on", "is", "are", "was", "if", "so", "my", "this", "as", "be", "with");

  private final boolean again;

  private RepeatRule(boolean again) {
    this.again = again;
  }

  /** What the speaker said twice. */
  static RepeatRule first() {
    return new RepeatRule(false);
  }

  /**
   * What stands side by side only after other words went. In talk of business that is left, since
   * something else was said between the copies.
   */
  static RepeatRule again() {
    return new RepeatRule(true);
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    if (again && !SpokenWords.isChat(passage)) {
      return;
    }
    int settled = 0;
    for (int i = 0; i < passage.size(); i++) {
      for (int length = LONGEST; length >= 1; length--) {
        int copy = i + length < settled ? 0 : startOfCopy(passage, i, length);
        if (copy > 0
            && !passage.hadMarkBetween(i, copy + length - 1)
            && Slips.isSlip(passage, i, copy, length)) {
          settled = endOfCopies(passage, copy, length);
          proposals.delete(i + length, settled, confidence(passage, i, length, copy));
          i = settled - length - 1; // the last copy may begin a longer one: "in in the in the"
          break;
        }
      }
    }
  }

  private static Confidence confidence(Passage passage, int start, int length, int copy) {
    if (length == 1 && passage.is(start, STAMMERED)) {
      return Confidence.HIGH;
    }
    int doubt = doubt(passage, start, length);
    Stammer stammer = Stammer.of(passage.heard()).and(passage.surroundings().stammer());
    boolean marked = copy > start + length || passage.hadPauseBefore(copy);
    boolean usual = doubt < USUAL.length && stammer.isUsual(USUAL[doubt]);
    boolean chat = SpokenWords.isChat(passage);
    return marked || usual || chat ? Confidence.MEDIUM : Confidence.LOW;
  }

  /**
   * What speaks for a word that the recogniser lost between the copies ("quarter to quarter", "a
   * pretty, in a pretty good place"): several words, and rare ones. The more there is, the more
   * often the speaker must say words twice.
   */
  private static int doubt(Passage passage, int start, int length) {
    int usual = length == 1 ? EVERYDAY : EVERYDAY_AMONG_OTHERS;
    boolean same = true;
    boolean everyday = true;
    for (int i = start; i < start + length; i++) {
      same &= passage.lower(i).equals(passage.lower(start));
      everyday &= CommonWords.magnitude(passage.lower(i)) >= usual;
    }
    int words = same ? 0 : Math.min(2, length - 1);
    return words + (everyday ? 0 : 1);
  }

  /** Behind the last of the copies that follow each other: "we we we". */
  private static int endOfCopies(Passage passage, int firstCopy, int length) {
    int copy = firstCopy;
    for (int next = startOfCopy(passage, copy, length); next > 0; ) {
      copy = next;
      next = startOfCopy(passage, copy, length);
    }
    return copy + length;
  }

  /** Where the words are said again, a comma or a dash between allowed; 0 when they are not. */
  private static int startOfCopy(Passage passage, int start, int length) {
    for (int i = start; i < start + length; i++) {
      if (!passage.at(i).isSpoken()) {
        return 0;
      }
    }
    int copy = start + length;
    if (!passage.at(copy).isSpoken() && BREAKS.contains(passage.at(copy).text())) {
      copy++;
    }
    for (int i = 0; i < length; i++) {
      if (!passage.lower(start + i).equals(passage.lower(copy + i))
          || !passage.at(copy + i).isSpoken()) {
        return 0;
      }
    }
    return copy;
  }
}
