package dev.lumen.cleaner.context;

import java.util.List;
import java.util.Set;

/** What a turn does in the conversation: asks, answers, agrees, refuses, greets, takes back. */
public final class Flow {
  private static final Set<String> AGREE =
      Set.of(
          "yes",
          "yeah",
          "yep",
          "sure",
          "okay",
          "ok",
          "right",
          "exactly",
          "absolutely",
          "ja",
          "perfect",
          "great",
          "correct",
          "fine",
          "definitely",
          "alright");
  private static final Set<String> REFUSE = Set.of("no", "nope", "nah", "never", "not");
  private static final Set<String> GREET = Set.of("hello", "hi", "hey", "morning", "afternoon");
  private static final Set<String> PART = Set.of("bye", "goodbye", "cheers");
  private static final Set<String> ASK =
      Set.of(
          "what", "how", "why", "when", "where", "who", "which", "can", "could", "do", "does", "is",
          "are", "will", "would");
  private static final int SHORT = 4;

  private Flow() {}

  /**
   * One word for what a turn does.
   *
   * @param lowerWords its words in lower case, without punctuation
   * @param question whether it ends with a question mark
   * @param selfCorrection whether it takes something back
   */
  public static String of(List<String> lowerWords, boolean question, boolean selfCorrection) {
    if (selfCorrection) {
      return "correction";
    }
    if (lowerWords.isEmpty()) {
      return "silence";
    }
    String first = lowerWords.getFirst();
    if (question || (ASK.contains(first) && lowerWords.size() > SHORT)) {
      return "question";
    }
    if (GREET.contains(first) && lowerWords.size() <= 2 * SHORT) {
      return "greeting";
    }
    if (PART.contains(lowerWords.getLast())) {
      return "closing";
    }
    return answer(first, lowerWords.size());
  }

  private static String answer(String first, int words) {
    if (REFUSE.contains(first)) {
      return "disagreement";
    }
    if (AGREE.contains(first)) {
      return words <= 2 * SHORT ? "agreement" : "answer";
    }
    return words <= SHORT ? "answer" : "statement";
  }
}
