package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Words that sound alike of which the very next words leave only one: "its been", "their going to",
 * "would of gone", "more then fifty".
 */
final class SettledHomophones {
  private static final Set<String> GOING_TO = Set.of("going", "trying", "about", "supposed");
  private static final Set<String> BEHIND_IT_IS = Set.of("been", "a", "an", "because", "gonna");
  private static final Set<String> NICE = Set.of("nice", "good", "great", "hard", "easy", "tough");
  private static final Set<String> MODALS = Set.of("would", "could", "should", "might", "must");
  private static final Set<String> COMPARATIVES =
      Set.of(
          "more",
          "less",
          "fewer",
          "rather",
          "better",
          "worse",
          "higher",
          "lower",
          "bigger",
          "smaller",
          "larger",
          "longer",
          "shorter",
          "faster",
          "slower",
          "cheaper",
          "earlier",
          "easier",
          "stronger",
          "greater");
  private static final Set<String> MAY_FOLLOW_THEN =
      Set.of(
          "i", "we", "you", "he", "she", "it", "they", "the", "there", "that", "this", "those",
          "these", "what", "who", "how", "when", "if", "and", "but", "so", "as", "i'm", "we're",
          "you're", "it's", "they're", "that's", "there's", "i'll", "we'll", "you'll", "i'd", "is",
          "was", "are", "were", "will", "can", "our", "my", "your", "to", "in", "on", "at", "for");

  private SettledHomophones() {}

  static void propose(Passage passage, Proposals proposals) {
    for (int i = 0; i < passage.size(); i++) {
      @Nullable String right = right(passage, i);
      if (right != null) {
        String word = passage.at(i).isCapitalised() ? capital(right) : right;
        proposals.replace(i, i + 1, word, Confidence.HIGH);
      }
    }
  }

  /** What has to stand there instead; null where the word may stay. */
  private static @Nullable String right(Passage passage, int index) {
    return switch (passage.lower(index)) {
      case "its" -> isVerbWanted(passage, index) ? "it's" : null;
      case "it's" -> passage.reads(index + 1, "own") ? "its" : null;
      case "their" -> isGoingTo(passage, index) ? "they're" : null;
      case "your" -> isGoingTo(passage, index) ? "you're" : null;
      case "of" -> isHave(passage, index) ? "have" : null;
      case "then" -> isThan(passage, index) ? "than" : null;
      default -> null;
    };
  }

  /** "its been", "its not that", "its nice to"; but "its not-for-profit arm". */
  private static boolean isVerbWanted(Passage passage, int index) {
    return passage.is(index + 1, BEHIND_IT_IS)
        || isGoingTo(passage, index)
        || (passage.is(index + 1, NICE) && passage.reads(index + 2, "to"))
        || (passage.reads(index + 1, "not") && !passage.reads(index + 2, "for"));
  }

  private static boolean isGoingTo(Passage passage, int index) {
    return (passage.is(index + 1, GOING_TO) && passage.reads(index + 2, "to"))
        || passage.reads(index + 1, "gonna");
  }

  /** "would of gone"; but "would, of course". */
  private static boolean isHave(Passage passage, int index) {
    return passage.is(index - 1, MODALS)
        && passage.at(index + 1).isWord()
        && !passage.reads(index + 1, "course");
  }

  /** "more then fifty"; but "we did more then" and "it was better then we". */
  private static boolean isThan(Passage passage, int index) {
    return passage.is(index - 1, COMPARATIVES)
        && passage.at(index + 1).isWord()
        && !passage.is(index + 1, MAY_FOLLOW_THEN);
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
