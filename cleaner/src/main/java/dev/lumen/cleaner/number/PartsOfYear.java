package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.Reading.Kind;
import dev.lumen.cleaner.number.Value.Literal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Quarters, halves and fiscal years said with a letter: "q two q three", "twenty twenty one h one",
 * "h one twenty one", "fy twenty one".
 */
final class PartsOfYear {
  private static final Set<String> QUARTER = Set.of("q", "que", "cue");
  private static final int LAST_OF_TWO_DIGITS = 60;

  private PartsOfYear() {}

  /** The part of a year that starts at an atom, or null. */
  static @Nullable Found read(Atoms atoms, int at) {
    if (!atoms.startsWord(at)) {
      return null;
    }
    Integer part = NumberWords.digit(atoms.at(at + 1));
    if (part != null && isQuarter(atoms, at, part)) {
      return Found.sure(new Literal("Q" + part), at + 2);
    }
    boolean spelled = atoms.isLetter(at - 1);
    if (part != null && !spelled && isHalf(atoms, at, part)) {
      return Found.sure(new Literal("H" + part), at + 2);
    }
    boolean letters = atoms.reads(at, "f", "y");
    int after = atoms.at(at).equals("fy") ? at + 1 : letters ? at + 2 : -1;
    Reading year = after < 0 || spelled ? null : year(atoms, after);
    return year == null ? null : Found.sure(new Literal("FY" + year.number()), year.end());
  }

  private static boolean isQuarter(Atoms atoms, int at, int part) {
    String next = atoms.at(at + 2);
    boolean larger = next.equals("hundred") || next.equals("point");
    return QUARTER.contains(atoms.at(at)) && part >= 1 && part <= 4 && !larger;
  }

  /** Only beside a year, or where one may stand: "h" is a letter of many things. */
  private static boolean isHalf(Atoms atoms, int at, int part) {
    boolean open = !NumberWords.isNumberWord(atoms.at(at + 2)) && !atoms.isLetter(at + 2);
    return atoms.at(at).equals("h")
        && part >= 1
        && part <= 2
        && (year(atoms, at + 2) != null
            || isYearBefore(atoms, at)
            || (open && Cues.YEAR.has(atoms.at(at - 1))));
  }

  /** "twenty one" or "twenty twenty one" as a year; null for anything else. */
  private static @Nullable Reading year(Atoms atoms, int at) {
    Reading year = NumberWords.isNumberWord(atoms.at(at)) ? NumberReader.read(atoms, at) : null;
    if (year == null || !year.scale().isEmpty() || !atoms.startsWord(year.end())) {
      return null;
    }
    int number = year.number();
    boolean two = year.kind() == Kind.CARDINAL && number >= 10 && number < LAST_OF_TWO_DIGITS;
    boolean counted =
        NumberContext.isAmount(atoms, year.end())
            || NumberWords.isCardinalWord(atoms.at(year.end()));
    return !counted && (two || DateReader.isYear(year)) ? year : null;
  }

  private static boolean isYearBefore(Atoms atoms, int at) {
    for (int start = at - 4; start < at - 1; start++) {
      Reading year =
          NumberWords.isNumberWord(atoms.at(start)) ? NumberReader.read(atoms, start) : null;
      if (year != null && year.end() == at && DateReader.isYear(year)) {
        return true;
      }
    }
    return false;
  }
}
