package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.text.Word;
import java.util.Set;

/** Tells words that slipped out twice from those that are said twice on purpose. */
final class Slips {
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
          "etc",
          "one");

  /** "It It started": a segment that was begun a second time has the capital of the first. */
  private static final Set<String> SEGMENT =
      Set.of(
          "it", "it's", "that", "that's", "this", "we", "we're", "you", "they", "they're",
          "there's", "and", "but", "so", "is", "he", "he's", "she", "she's", "if", "to", "in");

  private static final Set<String> DOTS = Set.of("…", "..", "...");
  private static final Set<String> CHAINS = Set.of("and", "or", "by", "after", "to", "upon", "on");

  private Slips() {}

  /** Whether the words at a start and at their copy were said twice without a purpose. */
  static boolean isSlip(Passage passage, int start, int copy, int length) {
    return length == 1
        ? isSlipOfOne(passage, start, copy)
        : isSlipOfMany(passage, start, copy, length);
  }

  private static boolean isSlipOfOne(Passage passage, int start, int copy) {
    Word word = passage.at(start);
    String lower = word.lower();
    if ((MEANT.contains(lower) && !Beginnings.isBegun(passage, start, copy))
        || isNumber(word)
        || isSpelledLetter(lower)) {
      return false;
    }
    if (lower.equals("is") || lower.equals("do") || lower.equals("was")) {
      return !passage.hasBefore(
          start, 3, Set.of("what", "how", "who", "where", "whatever", "than"));
    }
    if (passage.at(start - 1).isWord() && isSpelledLetter(passage.lower(start - 1))) {
      return false; // "t i i": the first is the end of an abbreviation
    }
    if (ForeignTalk.isForeign(passage, start)) {
      return false; // "sehr sehr", "oui oui"
    }
    if (Doubles.isMeant(passage, start, copy) || Doubles.isNameAndWord(passage, start, copy)) {
      return false;
    }
    boolean begunAnew = DOTS.contains(passage.at(copy - 1).text());
    boolean joined = passage.is(start, SEGMENT) && passage.startsSentence(start);
    boolean name =
        passage.at(copy).isCapitalised() && !passage.startsSentence(copy) && !begunAnew && !joined;
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
