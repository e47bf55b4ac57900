package dev.lumen.cleaner.number;

import dev.lumen.cleaner.number.Value.DigitForm;
import dev.lumen.cleaner.number.Value.Digits;
import dev.lumen.cleaner.number.Value.Literal;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that a recogniser wrote in digits and cut into pieces: "0 7 7 0 0 9 0 0 1 2 3", "in 20
 * 15", "3 30 PM", "50 K", "£ 119". Only what the words around leave no doubt about.
 */
public final class SplitGrammar implements Grammar {
  private static final int LEAST_DIGITS = 7;
  private static final Pattern HOUR = Pattern.compile("[1-9]|1[0-2]");
  private static final Pattern MINUTE = Pattern.compile("[0-5]\\d");
  private static final Pattern CENTURY = Pattern.compile("19|20");
  private static final Pattern TWO = Pattern.compile("\\d{2}");
  private static final Pattern SIGN = Pattern.compile("[$€£]");
  private static final Pattern AMOUNT = Pattern.compile("[$€£]?\\d{1,3}");
  private static final Set<String> BEFORE_YEAR = Set.of("in", "since", "until", "by", "year");
  private static final Set<String> DAYS = Set.of("tomorrow", "today", "tonight");

  @Override
  public @Nullable Found read(Atoms atoms, int at) {
    String first = atoms.at(at);
    if (first.isEmpty() || !isDigitOrSign(first.charAt(0)) || isDigits(atoms.at(at - 1))) {
      return null;
    }
    Found digits = digits(atoms, at);
    if (digits != null) {
      return digits;
    }
    String next = atoms.at(at + 1);
    int end = at + 2;
    if (CENTURY.matcher(first).matches()
        && TWO.matcher(next).matches()
        && BEFORE_YEAR.contains(atoms.at(at - 1))
        && !NumberContext.isCounted(atoms, end)) {
      return Found.likely(new Literal(first + next), end);
    }
    if (HOUR.matcher(first).matches() && MINUTE.matcher(next).matches() && isTime(atoms, end)) {
      return Found.likely(new Literal(first + ":" + next), end);
    }
    if (SIGN.matcher(first).matches() && isDigits(next)) {
      return Found.sure(new Literal(first + next), end);
    }
    boolean thousands = AMOUNT.matcher(first).matches() && atoms.word(at + 1).text().equals("K");
    return thousands ? Found.sure(new Literal(first + "K"), end) : null;
  }

  private static boolean isDigitOrSign(char first) {
    return Character.isDigit(first) || "$€£".indexOf(first) >= 0;
  }

  private static boolean isDigits(String word) {
    return !word.isEmpty() && Character.isDigit(word.charAt(0));
  }

  /** A telephone number or a code, one digit after the other. */
  private static @Nullable Found digits(Atoms atoms, int at) {
    StringBuilder digits = new StringBuilder();
    int end = at;
    while (atoms.at(end).length() == 1 && Character.isDigit(atoms.at(end).charAt(0))) {
      digits.append(atoms.at(end));
      end++;
    }
    boolean whole = digits.length() >= LEAST_DIGITS && !isDigits(atoms.at(end));
    return whole ? Found.sure(new Digits(digits.toString(), DigitForm.PLAIN), end) : null;
  }

  /** "3 30 PM", "3 30 on Thursday", "3 30 tomorrow". */
  private static boolean isTime(Atoms atoms, int end) {
    String next = atoms.at(end);
    return TimeReader.isHalf(next)
        || DAYS.contains(next)
        || (next.equals("on") && Cues.WEEKDAY.has(atoms.at(end + 1)));
  }
}
