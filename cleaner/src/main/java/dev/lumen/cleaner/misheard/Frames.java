package dev.lumen.cleaner.misheard;

import java.util.Set;

/**
 * The set phrases in which people on a call are named: "the next question comes from the line of
 * Mary Jones with Acme, please go ahead". They say that a name stands there when its sound alone
 * does not, and there are few of them.
 */
final class Frames {
  private static final Set<String> CALLS =
      Set.of("thanks", "hi", "hello", "mr", "mrs", "ms", "dr", "welcome");
  private static final Set<String> CALLS_IN_TWO =
      Set.of(
          "thank you",
          "line of",
          "lines of",
          "over to",
          "back to",
          "good morning",
          "good afternoon",
          "good evening",
          "comes from",
          "come from",
          "is from",
          "coming from",
          "question from",
          "joined by");
  private static final Set<String> GOES_ON =
      Set.of(
          "with",
          "from",
          "please",
          "go",
          "our",
          "chief",
          "president",
          "vice",
          "senior",
          "executive",
          "director",
          "head",
          "cfo",
          "ceo");
  private static final Set<String> FIRM_OF = Set.of("with", "from");

  private final SpokenLine line;

  Frames(SpokenLine line) {
    this.line = line;
  }

  /** Whether somebody is called, greeted or thanked right before a word: "over to". */
  boolean calls(int from) {
    String before = line.lower(from - 1);
    return CALLS.contains(before) || CALLS_IN_TWO.contains(line.lower(from - 2) + " " + before);
  }

  /** Whether a word follows people's names: "with" before their firm, their office, "please". */
  boolean goesOn(int to) {
    return GOES_ON.contains(line.lower(to));
  }

  /** Whether somebody's firm may follow: "John Smith with". */
  boolean tellsFirm(int from) {
    return FIRM_OF.contains(line.lower(from - 1));
  }
}
