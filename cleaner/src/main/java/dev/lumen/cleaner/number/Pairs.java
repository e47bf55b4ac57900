package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.Value.Literal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of accounts and the like, two digits at a time: "sort code is twenty forty seven twelve".
 * Only right behind the word that says what they are.
 */
final class Pairs {
  private static final int LEAST_DIGITS = 6;
  private static final int LEAST_PAIRS = 2;
  private static final int MOST_DIGITS = 20;
  private static final int NEAR = 4;
  private static final int TEN = 10;
  private static final Set<String> LEADS_TO =
      Set.of("is", "number", "code", "it's", ":", "account");

  private Pairs() {}

  /** The digits that start at an atom; null where none are told in pairs. */
  static @Nullable Found read(Atoms atoms, int at) {
    boolean told = LEADS_TO.contains(atoms.at(at - 1)) && Cues.PAIRED.isBefore(atoms, at, NEAR);
    if (!told || !atoms.startsWord(at)) {
      return null;
    }
    StringBuilder digits = new StringBuilder();
    int pairs = 0;
    int end = at;
    while (digits.length() < MOST_DIGITS) {
      WholeNumber part = new WholeNumber(atoms, end);
      long number = atoms.isOh(end) && end > at ? 0 : part.belowHundred();
      if (number < 0 || part.isOrdinal()) {
        break;
      }
      pairs += number >= TEN ? 1 : 0;
      digits.append(number);
      end = atoms.isOh(end) ? end + 1 : part.at();
    }
    boolean whole =
        pairs >= LEAST_PAIRS
            && digits.length() >= LEAST_DIGITS
            && atoms.startsWord(end)
            && !NumberWords.isNumberWord(atoms.at(end))
            && !NumberContext.isCounted(atoms, end)
            && !atoms.at(end).equals("point");
    return whole ? Found.likely(new Literal(grouped(atoms, at, digits.toString())), end) : null;
  }

  /** British sort codes are written in pairs. */
  private static String grouped(Atoms atoms, int at, String digits) {
    boolean sort = false;
    for (int i = at - 1; i >= Math.max(0, at - NEAR); i--) {
      sort |= atoms.reads(i, "sort", "code");
    }
    return sort && digits.length() == LEAST_DIGITS
        ? digits.substring(0, 2) + "-" + digits.substring(2, 4) + "-" + digits.substring(4)
        : digits;
  }
}
