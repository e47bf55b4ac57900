package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.lexicon.NumberWords;
import java.util.Set;

/**
 * Turns likelihoods of single words into stretches that go, with the marks that would be left
 * without a sense. Numbers, amounts and negations never go, words that belong together go or stay
 * together, and a turn is never emptied.
 */
final class Cuts {
  private static final Set<String> MEANT =
      Set.of(
          "not",
          "no",
          "never",
          "dollar",
          "dollars",
          "euro",
          "euros",
          "cent",
          "cents",
          "pounds",
          "percent",
          "point",
          "dot",
          "minus",
          "plus",
          "negative",
          "very",
          "yeah");
  private static final Set<String> SOUNDS = Set.of("um-", "uh-");
  private static final Set<String> PAIRS = Set.of("you know", "i mean", "kind of", "sort of");
  private static final Set<String> KEEPS_COMMA =
      Set.of("but", "and", "so", "which", "because", "or");
  private static final Set<String> BREAKS = Set.of("-", "--", "---", "…", "..", "...", "–", "—");

  /**
   * Among people who chat these win time nearly as often as not, so little has to speak for it.
   * Half a word need hardly be likely to go, and all other words must surely be. From each of these
   * bounds on, three in four of what goes were left out by professionals as well.
   */
  private static final Set<String> WINS_TIME = Set.of("like", "kinda");

  private static final float WON_TIME = 0.6f;
  private static final float GIVEN_UP = 0.85f;
  private static final float HALF_A_WORD = 0.4f;
  private static final float LOW = 0.5f;
  private static final int LONGEST_COPY = 4;

  private final Passage passage;
  private final SpokenWords spoken;
  private final float[] likely;
  private final Proposals proposals;

  /**
   * The stretches of a passage.
   *
   * @param likely for each spoken word how likely it is to go; words of a pair are made equal
   */
  Cuts(Passage passage, SpokenWords spoken, float[] likely, Proposals proposals) {
    this.passage = passage;
    this.spoken = spoken;
    this.likely = likely;
    this.proposals = proposals;
  }

  /** Proposes what is likely enough; what is less likely is offered. */
  void propose() {
    keepWhatIsMeant();
    joinPairs();
    if (!leavesSomething()) {
      return;
    }
    int cut = 0;
    for (int word = 0; word < spoken.size(); ) {
      if (!goes(word) && likely[word] < LOW) {
        word++;
      } else {
        int end = endOfStretch(word);
        int copy = goes(word) ? copyBefore(word, end, cut) : 0;
        delete(word - copy, end, goes(word) ? Confidence.MEDIUM : Confidence.LOW);
        cut = goes(word) ? end : cut;
        word = end;
      }
    }
  }

  private boolean goes(int word) {
    String text = spoken.word(word);
    float least = text.endsWith("-") ? HALF_A_WORD : WINS_TIME.contains(text) ? WON_TIME : GIVEN_UP;
    return likely[word] >= least;
  }

  private void keepWhatIsMeant() {
    for (int i = 0; i < likely.length; i++) {
      String word = spoken.word(i);
      char first = word.charAt(0);
      boolean letter = word.length() == 1 && first != 'a' && first != 'i';
      if (!Character.isLetter(first)
          || letter
          || MEANT.contains(word)
          || isInterrupted(i)
          || isMeantTwice(i)
          || Doubles.isLikened(passage, spoken.place(i))
          || word.endsWith("n't")
          || NumberWords.isNumberWord(word)) {
        likely[i] = 0;
      }
    }
  }

  /** "I know that that is": the sentence has both. */
  private boolean isMeantTwice(int word) {
    return isDouble(word) || isDouble(word - 1);
  }

  private boolean isDouble(int word) {
    return word >= 0
        && word + 1 < spoken.size()
        && spoken.word(word).equals(spoken.word(word + 1))
        && Doubles.isMeant(passage, spoken.place(word), spoken.place(word + 1));
  }

  /** A whole word on which the turn breaks off was meant: somebody else began to talk. */
  private boolean isInterrupted(int word) {
    String text = spoken.word(word);
    return word == spoken.size() - 1
        && text.endsWith("-")
        && text.length() > 2
        && CommonWords.magnitude(text.substring(0, text.length() - 1)) >= 0
        && !SOUNDS.contains(text);
  }

  private void joinPairs() {
    for (int i = 0; i + 1 < likely.length; i++) {
      if (PAIRS.contains(spoken.pair(i))) {
        float mean = (likely[i] + likely[i + 1]) / 2;
        likely[i] = mean;
        likely[++i] = mean;
      }
    }
  }

  private boolean leavesSomething() {
    for (float each : likely) {
      if (each < HALF_A_WORD) {
        return true;
      }
    }
    return false;
  }

  /** Behind the last word that goes along: no sentence ends before it, and it is as sure to go. */
  private int endOfStretch(int word) {
    int end = word + 1;
    while (end < spoken.size()
        && (goes(end) || likely[end] >= LOW)
        && goes(end) == goes(word)
        && !hasEndBetween(spoken.place(end - 1), spoken.place(end))) {
      end++;
    }
    return end;
  }

  /** How many words before a stretch are said again right behind it: "I [was, you know,] I was". */
  private int copyBefore(int first, int end, int from) {
    for (int length = LONGEST_COPY; length > 0; length--) {
      boolean same = first - length >= from && end + length <= spoken.size();
      for (int i = 0; same && i < length; i++) {
        same = spoken.word(first - length + i).equals(spoken.word(end + i));
      }
      if (same && !hasEndBetween(spoken.place(first - length), spoken.place(end))) {
        return length;
      }
    }
    return 0;
  }

  private boolean hasEndBetween(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (!passage.at(i).isSpoken() && !isComma(i) && !isBreak(i)) {
        return true;
      }
    }
    return false;
  }

  private void delete(int first, int end, Confidence confidence) {
    int from = spoken.place(first);
    int to = spoken.place(end - 1) + 1;
    boolean starts = passage.startsSentence(from);
    boolean commaBefore = isComma(from - 1);
    if (starts && passage.at(to).endsSentence()) {
      proposals.delete(from, to + 1, confidence); // a sentence of nothing else
      return;
    }
    boolean ends = to >= passage.size() || passage.at(to).endsSentence();
    if (isComma(to) || isBreak(to)) {
      to++;
      boolean keeps = passage.is(to, KEEPS_COMMA);
      from = commaBefore && !keeps ? from - 1 : from;
    } else if (commaBefore && ends) {
      from--;
    }
    proposals.delete(from, to, confidence);
  }

  private boolean isComma(int index) {
    return passage.at(index).text().equals(",");
  }

  private boolean isBreak(int index) {
    return BREAKS.contains(passage.at(index).text());
  }
}
