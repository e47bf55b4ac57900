package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.text.WordKind;
import java.util.Set;

/**
 * A live recogniser that joins two segments often writes the end of the first a second time:
 * "Mostly PPC on Google.C on Google." The echo follows a stop, repeats the last letters before it,
 * and often starts in the middle of a word.
 */
final class EchoRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.noise("noise.echo", "The recogniser wrote the end of the last segment twice");
  private static final int FARTHEST = 8;
  private static final Set<String> BREAKS_OFF =
      Set.of(
          "is", "are", "was", "were", "to", "the", "a", "an", "in", "on", "at", "for", "with", "of",
          "my", "our", "your", "and", "that", "if", "i", "we", "it's", "i'm", "have", "would");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    for (int i = 1; i < passage.size() - 1; i++) {
      if (isBreak(passage, i) && passage.at(i + 1).isWord()) {
        int end = Math.max(endOfEcho(passage, i), endOfBeginning(passage, i));
        int begun = end > i ? -1 : startOfBegun(passage, i);
        if (end > i) {
          propose(passage, i, end, proposals);
          i = end - 1;
        } else if (begun >= 0) {
          proposals.delete(begun, i + 1, Confidence.MEDIUM);
        }
      }
    }
  }

  private static boolean isBreak(Passage passage, int index) {
    return passage.at(index).endsSentence() || passage.at(index).text().equals(",");
  }

  /** The index after the longest echo that follows the stop; 0 for none. */
  private static int endOfEcho(Passage passage, int stop) {
    boolean glued = !passage.at(stop + 1).spaceBefore();
    for (int start = Math.max(0, stop - FARTHEST); start < stop; start++) {
      int words = stop - start;
      if (repeats(passage, start, stop, glued) && isLongEnough(passage, stop, words, glued)) {
        return stop + 1 + words;
      }
    }
    return 0;
  }

  /**
   * "Sounds good to me.Sounds good.": the segment was begun a second time, glued to its end. The
   * index after it, or 0.
   */
  private static int endOfBeginning(Passage passage, int stop) {
    if (passage.at(stop + 1).spaceBefore() || !passage.at(stop).text().equals(".")) {
      return 0;
    }
    int first = stop - 1;
    while (!passage.startsSentence(first)) {
      first--;
    }
    int length = 0;
    while (first + length < stop
        && passage.at(stop + 1 + length).isWord()
        && passage.lower(first + length).equals(passage.lower(stop + 1 + length))) {
      length++;
    }
    int end = stop + 1 + length;
    return length > 1 && (end >= passage.size() || passage.at(end).endsSentence()) ? end : 0;
  }

  /**
   * "My insurance is. My insurance is Delta Dental.": a sentence that broke off on a word with
   * which none ends, and was begun again. Where it starts, or -1.
   */
  private static int startOfBegun(Passage passage, int stop) {
    if (!passage.at(stop).text().equals(".") || !passage.is(stop - 1, BREAKS_OFF)) {
      return -1;
    }
    int first = stop - 1;
    while (!passage.startsSentence(first) && stop - first <= FARTHEST) {
      first--;
    }
    int length = stop - first;
    boolean whole = length > 1 && length <= FARTHEST && passage.startsSentence(first);
    boolean again =
        whole && passage.key(first, stop).equals(passage.key(stop + 1, stop + 1 + length));
    return again && passage.at(stop + 1 + length).isSpoken() ? first : -1;
  }

  private static boolean repeats(Passage passage, int start, int stop, boolean glued) {
    String first = passage.lower(stop + 1);
    boolean starts =
        glued ? passage.lower(start).endsWith(first) : passage.lower(start).equals(first);
    if (!starts) {
      return false;
    }
    for (int i = start + 1; i < stop; i++) {
      if (!passage.lower(i).equals(passage.lower(stop + 1 + i - start))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Without the glue only a lower-case restart of two words or more is an echo: "Yes. Yes." is not.
   */
  private static boolean isLongEnough(Passage passage, int stop, int words, boolean glued) {
    if (glued) {
      String first = passage.lower(stop + 1);
      boolean letter =
          first.length() == 1
              && passage.at(stop + 2).spaceBefore()
              && passage.at(stop).text().equals(".")
              && passage.lower(stop - 1).length() > 2
              && "ai".indexOf(first.charAt(0)) < 0;
      return words > 1 || first.length() > 1 || letter;
    }
    return words > 1
        && passage.at(stop).endsSentence()
        && !passage.at(stop + 1).isCapitalised()
        && passage.at(stop - words).isWord();
  }

  private static void propose(Passage passage, int stop, int end, Proposals proposals) {
    boolean glued = !passage.at(stop + 1).spaceBefore();
    boolean last = passage.at(end).kind() == WordKind.PUNCTUATION || end >= passage.size();
    if (last) {
      boolean sameStop = passage.at(end).text().equals(passage.at(stop).text());
      proposals.delete(stop + 1, sameStop ? end + 1 : end, Confidence.HIGH);
    } else {
      proposals.delete(glued ? stop + 1 : stop, end, glued ? Confidence.HIGH : Confidence.MEDIUM);
    }
  }
}
