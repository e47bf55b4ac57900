package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.Reading.Kind;
import dev.lumen.cleaner.number.Value.Day;
import dev.lumen.cleaner.number.Value.DayForm;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads days of the year, in both orders, with or without a year. */
final class DateReader {
  private static final int LAST_DAY = 31;
  private static final Set<String> FOLLOWING =
      Set.of("which", "and", "we", "when", "for", "in", "the", "with", "is", "was", "to", "as");

  private DateReader() {}

  /** A day and the atom after it. */
  record Dated(Day day, int end) {}

  /** A number from 1 to 31 and the atom after it. */
  private record DayNumber(int number, boolean ranked, int end) {}

  /** "may fifth twenty twenty", "may five"; null where no day follows the month. */
  static @Nullable Dated monthFirst(Atoms atoms, int month) {
    for (int length = 2; length >= 1; length--) {
      DayNumber day = dayNumber(atoms, month + 1, length);
      if (day != null && (day.ranked() || isDayAlone(atoms, month, day.end()))) {
        DayForm form = day.ranked() ? DayForm.MONTH_RANK : DayForm.MONTH_NUMBER;
        return dated(atoms, month, day, form, day.end());
      }
    }
    return null;
  }

  /** "fifth of may twenty twenty", "fifth may". */
  static @Nullable Dated dayFirst(Atoms atoms, int start) {
    for (int length = 2; length >= 1; length--) {
      DayNumber day = dayNumber(atoms, start, length);
      if (day != null && day.ranked()) {
        boolean of = atoms.at(day.end()).equals("of");
        int month = of ? day.end() + 1 : day.end();
        DayForm form = of ? DayForm.RANK_OF_MONTH : DayForm.RANK_MONTH;
        return Months.isAt(atoms, month) ? dated(atoms, month, day, form, month + 1) : null;
      }
    }
    return null;
  }

  private static Dated dated(Atoms atoms, int month, DayNumber day, DayForm form, int end) {
    String name = atoms.word(month).text();
    int comma = atoms.at(end).equals(",") ? end + 1 : end;
    Reading year = NumberReader.read(atoms, comma);
    boolean hasYear = year != null && isYear(year) && atoms.startsWord(year.end());
    return year != null && hasYear
        ? new Dated(new Day(name, day.number(), form, year.number()), year.end())
        : new Dated(new Day(name, day.number(), form, 0), end);
  }

  /** Exactly so many atoms as a day, even where a year stands behind: "thirty twenty twenty". */
  private static @Nullable DayNumber dayNumber(Atoms atoms, int start, int length) {
    String first = atoms.at(start);
    Integer tens = NumberWords.tens(first);
    String last = atoms.at(start + length - 1);
    Integer rank = NumberWords.ordinal(last);
    Integer unit = length == 2 ? NumberWords.digit(last) : NumberWords.unit(last);
    Integer small = rank != null ? rank : unit;
    if (length == 1 && tens != null) {
      small = tens;
    }
    boolean fits = length == 1 || (tens != null && small != null && small < 10);
    int number = small == null ? 0 : length == 2 && tens != null ? tens + small : small;
    boolean day = fits && number >= 1 && number <= LAST_DAY && atoms.startsWord(start + length);
    return day ? new DayNumber(number, rank != null, start + length) : null;
  }

  /** A plain number is a day only where a year or nothing countable follows. */
  private static boolean isDayAlone(Atoms atoms, int month, int end) {
    Reading next = NumberReader.read(atoms, end);
    if (next != null || NumberWords.isNumberWord(atoms.at(end))) {
      return next != null && isYear(next);
    }
    String after = atoms.at(end);
    boolean counts = NumberContext.isCounted(atoms, end) || Currency.at(atoms, end) != null;
    boolean clear = !Months.isVerb(atoms.at(month)) && !counts && FOLLOWING.contains(after);
    return clear || after.isEmpty() || after.equals(",") || after.equals(".") || after.equals("at");
  }

  /** Whether the number is spoken as the years of our time are. */
  static boolean isYear(Reading year) {
    boolean form = year.kind() == Kind.PAIR || year.kind() == Kind.CARDINAL;
    return form
        && year.scale().isEmpty()
        && year.number() >= 1900
        && year.number() < NumberContext.END_OF_YEARS;
  }
}
