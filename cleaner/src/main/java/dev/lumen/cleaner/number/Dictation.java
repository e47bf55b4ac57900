package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.DateReader.Dated;
import dev.lumen.cleaner.number.Reading.Kind;
import dev.lumen.cleaner.number.TimeReader.Timed;
import dev.lumen.cleaner.number.Value.Count;
import dev.lumen.cleaner.number.Value.Literal;
import dev.lumen.cleaner.number.Value.Measure;
import dev.lumen.cleaner.number.Value.Money;
import dev.lumen.cleaner.number.Value.Year;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a turn that is nothing but one value, as a person dictates it into a form: with nothing
 * around it to count or to tell, any number is meant as a number.
 */
public final class Dictation {
  private static final int LAST_WORD = 12;
  private static final int LEAST_DIGITS = 3;
  private static final int LEAST_SERIAL = 4;
  private static final List<Function<Atoms, @Nullable Value>> KINDS =
      List.of(
          Dictation::name,
          Dictation::address,
          Dictation::time,
          Dictation::date,
          Dictation::money,
          Dictation::measure,
          Dictation::digits,
          Dictation::letters,
          Dictation::serial,
          Dictation::number);

  private Dictation() {}

  /** What all of the atoms together say, or null where they are more or less than one value. */
  public static @Nullable Value read(Atoms atoms) {
    for (Function<Atoms, @Nullable Value> kind : KINDS) {
      Value value = kind.apply(atoms);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /**
   * What all of the atoms together say as an answer in a conversation, where running text would
   * leave it open; null for everything else.
   *
   * @param time whether a time was asked for: "two thirty"
   * @param year whether a year was asked for: "nineteen ninety nine"
   */
  public static @Nullable Value answer(Atoms atoms, boolean time, boolean year) {
    Value address = address(atoms);
    if (address != null) {
      return address;
    }
    Value of = timeOfDay(atoms, time);
    if (of == null && year) {
      of = spokenYear(atoms);
    }
    if (of == null) {
      of = digits(atoms);
    }
    String serial = of == null && letters(atoms) == null ? SerialReader.read(atoms) : null;
    boolean article = atoms.at(0).equals("a") && !atoms.isLetter(1);
    return serial == null || article || serial.length() < LEAST_SERIAL || isQuarter(atoms)
        ? of
        : new Literal(serial.toUpperCase(Locale.ROOT));
  }

  /** "ten past three"; "two thirty" where a time was asked for, but not "three". */
  private static @Nullable Value timeOfDay(Atoms atoms, boolean asked) {
    Timed timed = TimeReader.read(atoms, 0);
    boolean minutes = timed != null && timed.time().minute() >= 0 && !timed.isOpen();
    return timed != null && minutes && (asked || timed.isRelative()) && timed.end() == atoms.size()
        ? timed.time()
        : null;
  }

  private static @Nullable Value spokenYear(Atoms atoms) {
    Reading year = NumberReader.read(atoms, 0);
    boolean all = year != null && year.end() == atoms.size() && DateReader.isYear(year);
    return year != null && all ? new Year(year.number()) : null;
  }

  private static @Nullable Value name(Atoms atoms) {
    Found found = NameGrammar.fixed(atoms, 0);
    return found != null && found.end() == atoms.size() ? found.value() : null;
  }

  private static @Nullable Value address(Atoms atoms) {
    String address = AddressReader.read(atoms, 0, atoms.size());
    boolean page = address != null && address.indexOf('@') > 0 && Cues.UNNAMED.has(atoms.at(0));
    return address == null || page ? null : new Literal(address);
  }

  private static @Nullable Value time(Atoms atoms) {
    Timed timed = TimeReader.read(atoms, 0);
    if (timed == null || timed.end() < atoms.size()) {
      return null;
    }
    boolean told = timed.hasHalf() || timed.hasClock() || timed.hasZone();
    boolean minutes = timed.time().minute() >= 0 && !timed.isOpen();
    boolean year = timed.time().hour() >= 10 && !timed.isRelative();
    return told || (minutes && !year) ? timed.time() : null;
  }

  private static @Nullable Value date(Atoms atoms) {
    if (Months.isAt(atoms, 0)) {
      Dated dated = DateReader.monthFirst(atoms, 0);
      return dated != null && dated.end() == atoms.size() ? dated.day() : monthAndYear(atoms);
    }
    Dated dated = DateReader.dayFirst(atoms, atoms.at(0).equals("the") ? 1 : 0);
    return dated != null && dated.end() == atoms.size() ? dated.day() : null;
  }

  private static @Nullable Value monthAndYear(Atoms atoms) {
    int of = atoms.at(1).equals("of") ? 2 : 1;
    Reading year = NumberReader.read(atoms, of);
    boolean fits =
        year != null
            && year.end() == atoms.size()
            && (year.kind() == Kind.PAIR || DateReader.isYear(year));
    return year != null && fits ? new Literal(atoms.word(0).text() + " " + year.number()) : null;
  }

  private static @Nullable Value money(Atoms atoms) {
    Reading amount = NumberReader.read(atoms, 0);
    if (amount == null) {
      return null;
    }
    if (MoneyReader.isBelowHundred(amount) && Currency.isCents(atoms, amount.end())) {
      Reading none = Reading.whole(0, Kind.CARDINAL, 0);
      boolean all = amount.end() + 1 == atoms.size();
      return all ? new Money(none, Currency.dollar().symbol(), amount.number()) : null;
    }
    MoneyReader.Sum sum = MoneyReader.read(atoms, amount);
    if (sum == null) {
      return null;
    }
    if (sum.end() == atoms.size()) {
      return sum.money();
    }
    int rest = atoms.at(sum.end()).equals("and") ? sum.end() + 1 : sum.end();
    Reading cents = NumberReader.read(atoms, rest);
    boolean all = cents != null && cents.end() == atoms.size() && MoneyReader.isBelowHundred(cents);
    return cents != null && all && amount.decimals() == 0
        ? new Money(amount, sum.money().symbol(), cents.number())
        : null;
  }

  private static @Nullable Value measure(Atoms atoms) {
    Count count = count(atoms);
    MeasureUnit unit = count == null ? null : MeasureUnit.at(atoms, count.reading().end());
    return count != null && unit != null && unit.end() == atoms.size()
        ? new Measure(count, unit.abbreviation())
        : null;
  }

  private static @Nullable Value digits(Atoms atoms) {
    DigitReader.Run run = DigitReader.read(atoms, 0);
    boolean all =
        run != null
            && run.end() == atoms.size()
            && run.singles() >= LEAST_DIGITS
            && run.value().digits().length() >= LEAST_DIGITS;
    return run != null && all ? run.value() : null;
  }

  /** "a b c": nobody can tell whether "a" is an article, so all of it stays. */
  private static @Nullable Value letters(Atoms atoms) {
    StringBuilder heard = new StringBuilder(atoms.word(0).text());
    for (int i = 0; i < atoms.size(); i++) {
      if (!atoms.isLetter(i)) {
        return null;
      }
      heard.append(i == 0 ? "" : " " + atoms.word(i).text());
    }
    boolean article = atoms.at(0).equals("a") || atoms.at(0).equals("i");
    return article && atoms.size() > 1 ? new Literal(heard.toString()) : null;
  }

  /** "q four twenty twenty three" is a quarter and its year. */
  private static @Nullable Value serial(Atoms atoms) {
    String serial = isQuarter(atoms) ? null : SerialReader.read(atoms);
    return serial == null ? null : new Literal(serial);
  }

  private static boolean isQuarter(Atoms atoms) {
    return atoms.at(0).equals("q") && NumberWords.digit(atoms.at(1)) != null;
  }

  private static @Nullable Value number(Atoms atoms) {
    Count count = count(atoms);
    if (count == null || count.reading().end() < atoms.size()) {
      return null;
    }
    Reading reading = count.reading();
    boolean word =
        reading.kind() == Kind.CARDINAL && reading.number() <= LAST_WORD && !count.minus();
    return word ? new Literal(atoms.word(0).text()) : count;
  }

  private static @Nullable Count count(Atoms atoms) {
    boolean minus = atoms.at(0).equals("minus") || atoms.at(0).equals("negative");
    Reading reading = NumberReader.read(atoms, minus ? 1 : 0);
    return reading == null ? null : new Count(reading, minus);
  }
}
