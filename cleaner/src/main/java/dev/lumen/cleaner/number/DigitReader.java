package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.Value.DigitForm;
import dev.lumen.cleaner.number.Value.Digits;
import org.jspecify.annotations.Nullable;

/** Reads digits said one by one: "oh seven seven double oh nine hundred", "plus four four …". */
final class DigitReader {
  private static final int LONGEST = 32;
  private static final int LEAST_OF_GROUP = 3;

  private final Atoms atoms;
  private final StringBuilder digits = new StringBuilder();
  private int at;
  private int singles;

  private final boolean grouped;
  private boolean multiplied;

  private DigitReader(Atoms atoms, int at, boolean grouped) {
    this.atoms = atoms;
    this.at = at;
    this.grouped = grouped;
  }

  /**
   * A run of digits.
   *
   * @param value the digits
   * @param singles how many of them were said alone
   * @param isMultiplied whether one was said to be there twice or three times
   * @param end the atom after the last
   */
  record Run(Digits value, int singles, boolean isMultiplied, int end) {
    boolean isSpelledOut() {
      return singles == value.digits().length();
    }
  }

  /** The longest run of digits that starts at an atom; null for less than two. */
  static @Nullable Run read(Atoms atoms, int start) {
    return read(atoms, start, false);
  }

  /** The same; a comma may stand between groups of what is told digit by digit. */
  static @Nullable Run read(Atoms atoms, int start, boolean grouped) {
    return new DigitReader(atoms, start, grouped).read();
  }

  private @Nullable Run read() {
    boolean plus = atoms.at(at).equals("plus");
    int start = at;
    at += plus ? 1 : 0;
    while (digits.length() < LONGEST && step()) {}
    if (digits.length() < 2) {
      return null;
    }
    DigitForm form =
        plus
            ? DigitForm.INTERNATIONAL
            : isSocialSecurity(start) ? DigitForm.SOCIAL_SECURITY : DigitForm.PLAIN;
    return new Run(new Digits(digits.toString(), form), singles, multiplied, at);
  }

  private boolean step() {
    if (grouped && endsGroup()) {
      at++;
    }
    int times = atoms.at(at).equals("double") ? 2 : atoms.at(at).equals("triple") ? 3 : 1;
    int place = times > 1 ? at + 1 : at;
    Integer digit = NumberWords.digit(atoms.at(place));
    if (digit != null || isNought(place)) {
      digits.append(String.valueOf(digit == null ? 0 : digit).repeat(times));
      singles += times;
      multiplied |= times > 1;
      at = place + 1;
      return true;
    }
    if (times > 1 || digits.isEmpty()) {
      return false;
    }
    if (atoms.at(at).equals("hundred") && NumberWords.digit(atoms.at(at - 1)) != null) {
      digits.append("00");
      at++;
      return true;
    }
    WholeNumber two = new WholeNumber(atoms, at);
    long number = two.belowHundred();
    if (number < 10 || two.isOrdinal()) {
      return false;
    }
    digits.append(number);
    at = two.at();
    return true;
  }

  /** "zero seven four zero zero, one two three, four five six". */
  private boolean endsGroup() {
    return digits.length() >= LEAST_OF_GROUP
        && digits.length() == singles
        && atoms.at(at).equals(",")
        && isDigit(at + 1)
        && isDigit(at + 2)
        && (isDigit(at + LEAST_OF_GROUP)
            || !NumberWords.isNumberWord(atoms.at(at + LEAST_OF_GROUP)));
  }

  private boolean isDigit(int place) {
    return atoms.isDigit(place) || atoms.isOh(place);
  }

  /** "oh" is nought where a digit stands beside it. */
  private boolean isNought(int place) {
    boolean after = !digits.isEmpty() || place > at;
    return atoms.isOh(place) && (after || NumberWords.digit(atoms.at(place + 1)) != null);
  }

  private boolean isSocialSecurity(int start) {
    for (int i = start - 1; i >= Math.max(0, start - 4); i--) {
      if (atoms.at(i).equals("ssn") || atoms.reads(i, "social", "security")) {
        return true;
      }
    }
    return false;
  }
}
