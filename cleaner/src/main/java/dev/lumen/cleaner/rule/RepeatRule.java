package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
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
  private static final int LEADS_UP = 11;
  private static final Set<String> MEANT =
      Set.of(
          "very",
          "really",
          "much",
          "many",
          "far",
          "long",
          "big",
          "so",
          "too",
          "no",
          "yes",
          "yeah",
          "yep",
          "nope",
          "okay",
          "ok",
          "ja",
          "oh",
          "had",
          "bye",
          "ha",
          "hello",
          "hi",
          "hey",
          "there",
          "now",
          "never",
          "always",
          "way",
          "super",
          "more",
          "wait",
          "please",
          "thanks",
          "sorry",
          "right",
          "well",
          "good",
          "great",
          "nice",
          "sure",
          "fine",
          "exactly",
          "absolutely",
          "definitely",
          "totally",
          "old",
          "little",
          "knock",
          "blah",
          "chop",
          "night",
          "win",
          "cha",
          "tut",
          "hear",
          "stop",
          "go",
          "quick",
          "same",
          "new",
          "high",
          "hot",
          "test",
          "check",
          "da",
          "la",
          "na",
          "bang",
          "boom",
          "point",
          "double",
          "triple",
          "come",
          "look",
          "listen",
          "help",
          "hush",
          "shh",
          "side",
          "door",
          "back",
          "end",
          "round",
          "face",
          "day",
          "year",
          "step",
          "one");
  private static final Set<String> CHAINS = Set.of("and", "or", "by", "after", "to", "upon", "on");

  /**
   * Words that people stammer on. Of anything longer or rarer a recogniser may have lost a word
   * between the copies ("quarter to quarter", "a pretty, in a pretty good place"); where it leaves
   * out even the sounds of thinking, such copies are only offered, unless a mark or an "um" stands
   * between. So are copies that end on a word of content: people stammer on what leads up to it
   * ("we want to"), and what was finished mostly went on in another way first.
   */
  private static final Set<String> STAMMERED =
      Set.of(
          "i", "i'm", "we", "we're", "you", "he", "she", "they", "the", "a", "an", "and", "but",
          "to", "in", "on", "is", "are", "was", "if", "so", "my", "this", "as", "be", "with");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    boolean writesAll = passage.habit().and(passage.surroundings().habit()).writesSounds();
    for (int i = 0; i < passage.size(); i++) {
      for (int length = LONGEST; length >= 1; length--) {
        int copy = startOfCopy(passage, i, length);
        if (copy > 0
            && !passage.hadMarkBetween(i, copy + length - 1)
            && isSlip(passage, i, copy, length)) {
          int end = endOfCopies(passage, copy, length);
          proposals.delete(i + length, end, confidence(passage, i, length, copy, writesAll));
          i = end - 1;
          break;
        }
      }
    }
  }

  private static Confidence confidence(
      Passage passage, int start, int length, int copy, boolean writesAll) {
    if (length == 1 && passage.is(start, STAMMERED)) {
      return Confidence.HIGH;
    }
    boolean everyday = length == 1 && CommonWords.magnitude(passage.lower(start)) >= EVERYDAY;
    boolean marked = copy > start + length || passage.hadPauseBefore(copy);
    boolean plain = everyday || marked || (writesAll && !isFinished(passage, start, length));
    return plain ? Confidence.MEDIUM : Confidence.LOW;
  }

  private static boolean isFinished(Passage passage, int start, int length) {
    return length > 1 && CommonWords.magnitude(passage.lower(start + length - 1)) < LEADS_UP;
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
    String between = passage.at(copy).text();
    if (between.equals(",") || between.equals("--") || between.equals("-")) {
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

  private static boolean isSlip(Passage passage, int start, int copy, int length) {
    return length == 1
        ? isSlipOfOne(passage, start, copy)
        : isSlipOfMany(passage, start, copy, length);
  }

  private static boolean isSlipOfOne(Passage passage, int start, int copy) {
    Word word = passage.at(start);
    String lower = word.lower();
    if (MEANT.contains(lower) || isNumber(word) || isSpelledLetter(lower)) {
      return false;
    }
    if (lower.equals("is") || lower.equals("do") || lower.equals("was")) {
      return !passage.hasBefore(
          start, 3, Set.of("what", "how", "who", "where", "whatever", "than"));
    }
    if (passage.at(start - 1).isWord() && isSpelledLetter(passage.lower(start - 1))) {
      return false; // "t i i": the first is the end of an abbreviation
    }
    boolean name = passage.at(copy).isCapitalised() && !passage.startsSentence(copy);
    boolean known = passage.knowledge().find(lower + " " + lower) != null;
    return !known && (!name || lower.equals("i") || lower.startsWith("i'"));
  }

  private static boolean isSpelledLetter(String lower) {
    return lower.length() == 1 && !lower.equals("i") && !lower.equals("a");
  }

  private static boolean isSlipOfMany(Passage passage, int start, int copy, int length) {
    boolean chain = false;
    boolean allMeant = true;
    for (int i = start; i < start + length; i++) {
      if (isNumber(passage.at(i))) {
        return false;
      }
      chain |= passage.is(i, CHAINS);
      allMeant &= passage.is(i, MEANT);
    }
    if (allMeant || passage.reads(start, "thank", "you") || passage.reads(start, "bye", "bye")) {
      return false;
    }
    boolean goesOn =
        passage.lower(copy + length).equals(passage.lower(start))
            || passage.lower(start - 1).equals(passage.lower(start + length - 1));
    boolean emphatic = chain && goesOn;
    return !emphatic && !isName(passage, copy, length);
  }

  /** "New York, New York": every word of the copy has its own capital. */
  private static boolean isName(Passage passage, int copy, int length) {
    for (int i = copy; i < copy + length; i++) {
      if (!passage.at(i).isCapitalised() || passage.lower(i).equals("i")) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNumber(Word word) {
    return !word.isWord() || NumberWords.isNumberWord(word.lower());
  }
}
