package dev.lumen.cleaner.misheard;

import dev.lumen.cleaner.context.RosterForm;
import dev.lumen.cleaner.language.LanguageModel;
import dev.lumen.cleaner.language.WordClass;
import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.lexicon.Dictionary;
import dev.lumen.cleaner.phonetic.Pronunciation;
import dev.lumen.cleaner.text.Word;
import java.util.List;
import java.util.Set;

/** The words of a turn as somebody who looks for names in them sees them: how usual each is. */
final class HeardWords {
  /** From here on a word is common, by the logarithm of how often it is said. */
  static final int COMMON = 6;

  private static final int EVERYDAY = 11;
  private static final int FILLER = 13;
  private static final double STRANGE = 9;
  private static final int SHORT_FORM = 3;
  private static final Set<String> NO_NOUNS =
      Set.of(
          "of", "from", "with", "and", "please", "is", "are", "was", "at", "to", "in", "for", "on",
          "or", "but", "who", "you", "we", "i", "it", "your", "has", "will", "that");

  private final SpokenLine line;
  private final List<Word> words;
  private final boolean cased;
  private final double[] magnitudes;

  HeardWords(SpokenLine line, List<Word> words) {
    this.line = line;
    this.words = words;
    this.cased = words.stream().anyMatch(Word::isCapitalised);
    this.magnitudes = new double[line.size()];
    for (int i = 0; i < magnitudes.length; i++) {
      magnitudes[i] = measured(i);
    }
  }

  /** How usual a word is; below zero for one that nobody has been heard to say. */
  double magnitude(int index) {
    return magnitudes[index];
  }

  /** Whether the recogniser writes capitals in this turn. */
  boolean isCased() {
    return cased;
  }

  /** Whether a sentence ends inside a stretch before a common word: no name goes on there. */
  boolean isBroken(int from, int to) {
    if (to - from < 2 || magnitudes[to - 1] < COMMON) {
      return false;
    }
    int place = line.place(to - 1) - 1;
    return place > line.place(to - 2) && words.get(place).endsSentence();
  }

  /** Whether a name may stand there: no everyday word at its edges, and something unusual. */
  boolean mayHideName(int from, int to) {
    return !isFiller(from)
        && !isFiller(to - 1)
        && isStrange(from, to)
        && !breaksOff(from, to)
        && !hasAddress(from, to)
        && !cutsSpelling(from, to);
  }

  /** Whether a word was given up half way: "really dri…". */
  private boolean breaksOff(int from, int to) {
    for (int i = from; i < to; i++) {
      int next = line.place(i) + 1;
      if (line.lower(i).endsWith("-")
          || (next < words.size() && words.get(next).text().equals("…"))) {
        return true;
      }
    }
    return false;
  }

  /** Whether it takes some of the letters that were said one by one: "l n" out of "a p l n g". */
  private boolean cutsSpelling(int from, int to) {
    return (isLetter(from - 1) && isLetter(from)) || (isLetter(to - 1) && isLetter(to));
  }

  private boolean isLetter(int index) {
    String lower = line.lower(index);
    return lower.length() == 1 && Character.isLetter(lower.charAt(0)) && !lower.equals("i");
  }

  /** Whoever says "acme.com business" said the name's address, and said it rightly. */
  private boolean hasAddress(int from, int to) {
    for (int i = from; i < to; i++) {
      if (line.lower(i).indexOf('.') >= 0 && line.lower(i).contains(".com")) {
        return true;
      }
    }
    return false;
  }

  private boolean isStrange(int from, int to) {
    for (int i = from; i < to; i++) {
      if (magnitudes[i] < COMMON) {
        return true;
      }
    }
    for (int i = from; i < to; i++) {
      if (-line.score(i) >= STRANGE) {
        return true;
      }
    }
    return false;
  }

  /** Whether the word is so common that no name starts or ends with it. */
  private boolean isFiller(int index) {
    return magnitudes[index] >= FILLER;
  }

  /** Whether the word is one that hardly belongs to a name. */
  boolean isEveryday(int index) {
    return magnitudes[index] >= EVERYDAY;
  }

  /** Whether the words are more than everyday words, of which "is I" and "so to" are made. */
  boolean saysMore(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isEveryday(i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a noun can follow that is somebody's: no preposition, no end. */
  boolean takesPossessive(int next) {
    return next < line.size()
        && line.place(next) - line.place(next - 1) == 1
        && !NO_NOUNS.contains(line.lower(next));
  }

  /**
   * Whether common words say what they say, though one English word out of a longer name sounds the
   * same: who asks to "call back" names no Callback Widget.
   */
  boolean saysItself(int from, int to, RosterForm form) {
    return to - from > 1
        && form.lower().size() == 1
        && Dictionary.isWord(form.lower().getFirst())
        && commonWords(from, to) == to - from;
  }

  /** "Steve" for Steven: the name in a form of its own, which is rightly heard. */
  boolean isShortFor(int index, String first) {
    String heard = line.stem(index);
    return heard.length() >= SHORT_FORM
        && heard.length() < first.length()
        && first.startsWith(heard);
  }

  /** How many of the words are common. */
  int commonWords(int from, int to) {
    int common = 0;
    for (int i = from; i < to; i++) {
      common += magnitudes[i] >= COMMON ? 1 : 0;
    }
    return common;
  }

  /** What was heard, as letters without a break. */
  String letters(int from, int to) {
    StringBuilder letters = new StringBuilder();
    for (int i = from; i < to; i++) {
      letters.append(line.stem(i));
    }
    return letters.toString();
  }

  /** Whether it is one word of the lexicon that is no common word: Tom, whoever is Thomas. */
  boolean isUsualName(int from, int to) {
    String heard = line.stem(from);
    return to - from == 1 && !CommonWords.isCommon(heard) && Pronunciation.knows(heard);
  }

  /** Whether it has a capital that no beginning of a sentence gave it. */
  boolean isCapital(int index) {
    Word word = line.word(index);
    int place = line.place(index);
    boolean starts = place == 0 || words.get(place - 1).endsSentence();
    return word.isCapitalised() && !starts;
  }

  private double measured(int index) {
    double magnitude = CommonWords.magnitude(line.stem(index));
    int wordClass = line.wordClass(index);
    return wordClass == WordClass.NAME || wordClass == WordClass.RARE
        ? magnitude
        : Math.max(magnitude, LanguageModel.shared().magnitude(wordClass));
  }
}
