package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.Value.DigitForm;
import dev.lumen.cleaner.number.Value.Digits;
import org.jspecify.annotations.Nullable;

/** Reads digits said one by one: "oh seven seven double oh nine hundred", "plus four four …". */
final class DigitReader {
  private static final int LONGEST = 32;

  private final Atoms atoms;
  private final StringBuilder digits = new StringBuilder();
  private int at;
  private int singles;

  private DigitReader(Atoms atoms, int at) {
    this.atoms = atoms;
    this.at = at;
  }

  /**
   * A run of digits.
   *
   * @param value the digits
   * @param singles how many of them were said alone
   * @param end the atom after the last
   */
  record Run(Digits value, int singles, int end) {
    boolean isSpelledOut() {
      return singles == value.digits().length();
    }
  }

  /** The longest run of digits that starts at an atom; null for less than two. */
  static @Nullable Run read(Atoms atoms, int start) {
    return new DigitReader(atoms, start).read();
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
    return new Run(new Digits(digits.toString(), form), singles, at);
  }

  private boolean step() {
    int times = atoms.at(at).equals("double") ? 2 : atoms.at(at).equals("triple") ? 3 : 1;
    int place = times > 1 ? at + 1 : at;
    Integer digit = NumberWords.digit(atoms.at(place));
    if (digit != null || isNought(place)) {
      digits.append(String.valueOf(digit == null ? 0 : digit).repeat(times));
      singles += times;
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
