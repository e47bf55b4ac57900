package dev.lumen.cleaner.context;

import dev.lumen.cleaner.lexicon.Calendar;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Recognises that a speaker takes back something said before. */
public final class SelfCorrections {
  private static final List<List<String>> ANYWHERE =
      List.of(
          List.of("i", "meant"),
          List.of("what", "i", "meant"),
          List.of("let", "me", "correct"),
          List.of("i", "misspoke"),
          List.of("scratch", "that"),
          List.of("strike", "that"),
          List.of("i", "stand", "corrected"),
          List.of("my", "mistake"),
          List.of("correct", "myself"),
          List.of("i", "should", "say"),
          List.of("i", "should", "have", "said"),
          List.of("no", "wait"),
          List.of("wait", "no"),
          List.of("sorry", "i", "mean"),
          List.of("no", "i", "mean"),
          List.of("or", "rather"),
          List.of("not", "what", "i", "said"));
  private static final List<List<String>> AT_START =
      List.of(
          List.of("actually", "it's"),
          List.of("actually", "i'm"),
          List.of("actually", "no"),
          List.of("actually", "make", "that"),
          List.of("correction"),
          List.of("sorry", "it's"),
          List.of("sorry", "not"),
          List.of("no", "sorry"));

  private static final Set<String> FIRST_WORDS =
      ANYWHERE.stream().map(List::getFirst).collect(Collectors.toUnmodifiableSet());

  private SelfCorrections() {}

  /** Whether the lower-case words of a turn, without punctuation, take something back. */
  public static boolean isIn(List<String> lowerWords) {
    for (int i = 0; i < lowerWords.size(); i++) {
      if (FIRST_WORDS.contains(lowerWords.get(i))
          && startsAny(lowerWords, i, ANYWHERE)
          && !isQuestionOfSense(lowerWords, i)) {
        return true;
      }
    }
    return startsAny(lowerWords, 0, AT_START) || replacesNumberOrDay(lowerWords);
  }

  private static boolean startsAny(List<String> words, int at, List<List<String>> patterns) {
    for (List<String> pattern : patterns) {
      int end = at + pattern.size();
      if (end <= words.size() && words.subList(at, end).equals(pattern)) {
        return true;
      }
    }
    return false;
  }

  /** "that's what I meant to ask" and "is that what I meant" confirm; they take nothing back. */
  private static boolean isQuestionOfSense(List<String> words, int at) {
    return at >= 2 && words.get(at - 1).equals("what") && words.get(at - 2).startsWith("that");
  }

  /** "Tuesday, no, Wednesday". */
  private static boolean replacesNumberOrDay(List<String> words) {
    for (int i = 1; i + 1 < words.size(); i++) {
      boolean joint = words.get(i).equals("no") || words.get(i).equals("sorry");
      if (joint && isSlot(words.get(i - 1)) && isSlot(words.get(i + 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSlot(String word) {
    return Calendar.DAYS.contains(word) || (!word.isEmpty() && Character.isDigit(word.charAt(0)));
  }
}
