package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.context.Stammer;
import dev.lumen.cleaner.context.WritingHabit;
import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.text.Word;
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

  /** While fewer words of anybody were heard, a copy is taken for granted. */
  private static final int UNHEARD = 100;

  /** By how much speaks for a lost word, how often in a thousand somebody must say words twice. */
  private static final int[] USUAL = {8, 10, 10, 20};

  /** So many copies in a thousand words has whoever says words twice all the time. */
  private static final int ALL_THE_TIME = 30;

  /** How many sounds of thinking, in two thousand words, tell as much as one copy in a thousand. */
  private static final int SOUNDS_FOR_COPY = 5;

  /** Nothing is lost between two of these: a clause would have to stand there. */
  private static final Set<String> LINKS = Set.of("and", "but", "or");

  private static final Set<String> BREAKS =
      Set.of(",", "-", "--", "---", "–", "—", "…", "..", "...");

  /** Words with which no sentence ends, though the recogniser may have ended one. */
  private static final Set<String> ENDS_NOTHING =
      Set.of("i", "the", "a", "an", "my", "our", "your", "and", "because", "if", "of");

  /** Words that people stammer on more than on others. */
  private static final Set<String> STAMMERED =
      Set.of(
          "i", "i'm", "we", "we're", "you", "he", "she", "they", "the", "a", "an", "and", "but",
          "to", "in", "on", "is", "are", "was", "if", "so", "my", "this", "as", "be", "with");

  /** Which copies a rule looks for. */
  private enum Pass {
    FIRST,
    AROUND_COPIES,
    AFTER_RESTARTS
  }

  private final Pass pass;

  private RepeatRule(Pass pass) {
    this.pass = pass;
  }

  /** What the speaker said twice. */
  static RepeatRule first() {
    return new RepeatRule(Pass.FIRST);
  }

  /** What was said twice around a copy that is gone by now: "in our in in our". */
  static RepeatRule aroundCopies() {
    return new RepeatRule(Pass.AROUND_COPIES);
  }

  /**
   * What stands side by side only after other words went. In talk of business that is left, since
   * something else was said between the copies.
   */
  static RepeatRule again() {
    return new RepeatRule(Pass.AFTER_RESTARTS);
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    if (!mayHold(passage)) {
      return;
    }
    int settled = 0;
    for (int i = 0; i < passage.size(); i++) {
      for (int length = LONGEST; length >= 1; length--) {
        boolean behind = i + length >= settled && !isOneWord(passage, i, length);
        int copy = behind ? startOfCopy(passage, i, length) : 0;
        if (copy > 0
            && !passage.hadMarkBetween(i, copy + length - 1)
            && !isSpelled(passage, i, length)
            && Slips.isSlip(passage, i, copy, length)) {
          int end = endOfCopies(passage, copy, length);
          if (Doubles.isThrice(passage, i, length, copies(passage, i, length), end)) {
            settled = end;
            i = end - 1;
            break;
          }
          settled = end;
          proposals.delete(i + length, settled, confidence(passage, i, length, copy));
          i = settled - length - 1; // the last copy may begin a longer one: "in in the in the"
          break;
        }
      }
    }
  }

  /** "s w one a one a a": letters behind letters and digits are spelled out. */
  private static boolean isSpelled(Passage passage, int start, int length) {
    String before = passage.lower(start - 1);
    boolean letter =
        passage.at(start - 1).isWord()
            && before.length() == 1
            && !passage.is(start - 1, Set.of("a", "i"));
    return length == 1
        && passage.lower(start).length() == 1
        && (letter || NumberWords.isCardinalWord(before));
  }

  private boolean mayHold(Passage passage) {
    return switch (pass) {
      case FIRST -> true;
      case AROUND_COPIES -> stammer(passage).isUsual(ALL_THE_TIME);
      case AFTER_RESTARTS -> SpokenWords.isChat(passage);
    };
  }

  private static Stammer stammer(Passage passage) {
    return Stammer.of(passage.heard()).and(passage.surroundings().stammer());
  }

  private static Confidence confidence(Passage passage, int start, int length, int copy) {
    boolean one = length == 1;
    boolean marked = copy > start + length;
    boolean sure =
        marked
            || (one && passage.is(start, LINKS))
            || isUsual(passage, doubt(passage, start, length))
            || SpokenWords.isChat(passage);
    if (!sure) {
      return Confidence.LOW;
    }
    return one && passage.is(start, STAMMERED) ? Confidence.HIGH : Confidence.MEDIUM;
  }

  /**
   * Whether one copy more is no surprise: the speaker says words twice, or the recogniser writes
   * what it hears, every "um" included, so that it hardly loses a word between the copies.
   */
  private static boolean isUsual(Passage passage, int doubt) {
    WritingHabit habit = WritingHabit.of(passage.heard()).and(passage.surroundings().habit());
    return habit.words() < UNHEARD
        || stammer(passage).isUsual(USUAL[doubt])
        || habit.writesSounds(SOUNDS_FOR_COPY * USUAL[doubt] / 2);
  }

  /** "We we we we" is one word said four times, not two words said twice. */
  private static boolean isOneWord(Passage passage, int start, int length) {
    for (int i = start + 1; i < start + length; i++) {
      if (!passage.lower(i).equals(passage.lower(start))) {
        return false;
      }
    }
    return length > 1;
  }

  /**
   * What speaks for a word that the recogniser lost between the copies ("quarter to quarter", "a
   * pretty, in a pretty good place"): several words, and rare ones. The more there is, the more
   * often the speaker must say words twice.
   */
  private static int doubt(Passage passage, int start, int length) {
    int usual = length == 1 ? EVERYDAY : EVERYDAY_AMONG_OTHERS;
    boolean everyday = true;
    for (int i = start; i < start + length; i++) {
      everyday &= CommonWords.magnitude(passage.lower(i)) >= usual;
    }
    return Math.min(2, length - 1) + (everyday ? 0 : 1);
  }

  /** How often the words stand in a row. */
  private static int copies(Passage passage, int start, int length) {
    int copies = 1;
    for (int copy = startOfCopy(passage, start, length); copy > 0; copies++) {
      copy = startOfCopy(passage, copy, length);
    }
    return copies;
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

  /** "the pain is. is getting worse", "and I. I called": no sentence ends there. */
  private static boolean isFalseStop(Passage passage, int index, int length) {
    Word next = passage.at(index + 1);
    return length == 1
        && passage.at(index).text().equals(".")
        && next.isWord()
        && next.spaceBefore()
        && passage.at(index - 1).isWord()
        && ((passage.is(index - 1, ENDS_NOTHING) && passage.at(index + 2).isSpoken())
            || (!next.isCapitalised()
                && CommonWords.magnitude(next.lower()) >= EVERYDAY_AMONG_OTHERS
                && !passage.hadPauseBefore(index + 1) // an "Uh" had the capital
                && !passage.startsSentence(index - 1)));
  }

  /** Where the words are said again, a comma or a dash between allowed; 0 when they are not. */
  private static int startOfCopy(Passage passage, int start, int length) {
    for (int i = start; i < start + length; i++) {
      if (!passage.at(i).isSpoken()) {
        return 0;
      }
    }
    int copy = start + length;
    if (!passage.at(copy).isSpoken()
        && (BREAKS.contains(passage.at(copy).text()) || isFalseStop(passage, copy, length))) {
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
