package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.Calendar;
import java.util.Set;

/** The names of the months. Two of them are verbs as well. */
final class Months {
  private static final Set<String> SUBJECTS =
      Set.of(
          "i", "you", "we", "they", "he", "she", "it", "that", "which", "this", "who", "there",
          "these", "those", "people", "to");

  private Months() {}

  /** Whether the month's name is a verb as well. */
  static boolean isVerb(String month) {
    return Calendar.MONTHS_AND_VERBS.contains(month);
  }

  /** Whether a month stands at an atom, and not "they may" or "to march". */
  static boolean isAt(Atoms atoms, int index) {
    String word = atoms.at(index);
    boolean verb =
        Calendar.MONTHS_AND_VERBS.contains(word) && SUBJECTS.contains(atoms.at(index - 1));
    return Calendar.isMonth(word) && !verb;
  }
}
