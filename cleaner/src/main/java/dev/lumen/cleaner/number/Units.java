package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.MoneyReader.Sum;
import dev.lumen.cleaner.number.Reading.Kind;
import dev.lumen.cleaner.number.Value.Count;
import dev.lumen.cleaner.number.Value.Literal;
import dev.lumen.cleaner.number.Value.Percent;
import org.jspecify.annotations.Nullable;

/** Percent, money, cents, basis points, heights and blood pressure in running text. */
final class Units {
  private static final int LEAST_TENS = 20;
  private static final int MOST_INCHES = 11;
  private static final int LEAST_PRESSURE = 30;

  private Units() {}

  /** The number with the unit that follows it; null where none does. */
  static @Nullable Found withUnit(Atoms atoms, int at, Reading reading) {
    boolean quantity = reading.isQuantity();
    if (!quantity && !isHundreds(reading)) {
      return null;
    }
    return quantity ? plain(atoms, at, reading) : shortened(atoms, reading);
  }

  private static @Nullable Found plain(Atoms atoms, int at, Reading reading) {
    int end = reading.end();
    Found height = reading.isSmall() ? height(atoms, reading) : null;
    if (height != null) {
      return height;
    }
    int percent = NumberContext.percentLength(atoms, end);
    if (percent > 0) {
      return Found.sure(new Percent(reading), end + percent);
    }
    Sum sum = MoneyReader.read(atoms, reading);
    boolean question = reading.kind() == Kind.ROUND && atoms.at(end).equals("dollar");
    if (sum != null && !question && sum.currency().isWritten(atoms, end)) {
      return Found.sure(sum.money(), sum.end());
    }
    boolean basis =
        (atoms.at(end).equals("basis") && atoms.at(end + 1).startsWith("point"))
            || atoms.at(end).equals("bps")
            || (reading.kind() == Kind.POINT && atoms.at(end).equals("percentage"));
    return basis || NumberContext.isCents(atoms, at, reading)
        ? Found.sure(new Count(reading, false), end)
        : null;
  }

  /** "six foot two", "five feet eleven inches". */
  private static @Nullable Found height(Atoms atoms, Reading feet) {
    boolean foot = atoms.at(feet.end()).equals("foot") || atoms.at(feet.end()).equals("feet");
    Integer inches = foot ? NumberWords.unit(atoms.at(feet.end() + 1)) : null;
    if (inches == null || inches < 1 || inches > MOST_INCHES) {
      return null;
    }
    int end = feet.end() + 2;
    boolean named = atoms.at(end).equals("inches") || atoms.at(end).equals("inch");
    boolean other =
        NumberContext.isCounted(atoms, end)
            || NumberWords.isNumberWord(atoms.at(end))
            || atoms.at(end).equals("of")
            || atoms.reads(end, "and", "a", "half");
    return other && !named
        ? null
        : Found.likely(new Literal(feet.number() + "'" + inches + "\""), named ? end + 1 : end);
  }

  /** "one fifty five dollars", "two eighty basis points": hundreds without the word. */
  private static @Nullable Found shortened(Atoms atoms, Reading reading) {
    int end = reading.end();
    Reading whole =
        new Reading(reading.value(), reading.mantissa(), 0, reading.scale(), Kind.CARDINAL, end);
    if (isPressure(atoms, end)) {
      return Found.likely(new Count(whole, false), end);
    }
    Sum sum = MoneyReader.read(atoms, whole);
    if (sum != null && sum.currency().isWritten(atoms, end)) {
      return Found.likely(sum.money(), sum.end());
    }
    boolean counted = NumberContext.isCounted(atoms, end) || !reading.scale().isEmpty();
    int percent = NumberContext.percentLength(atoms, end);
    if (percent > 0) {
      return Found.likely(new Percent(whole), end + percent);
    }
    return counted ? Found.likely(new Count(whole, false), end) : null;
  }

  /** "one forty over ninety". */
  private static boolean isPressure(Atoms atoms, int end) {
    Reading low = atoms.at(end).equals("over") ? NumberReader.read(atoms, end + 1) : null;
    return low != null
        && MoneyReader.isBelowHundred(low)
        && low.number() >= LEAST_PRESSURE
        && !NumberContext.isCounted(atoms, low.end());
  }

  /** "one twenty" can be 120; "six twelve" is rather two numbers, and "four oh five" a time. */
  private static boolean isHundreds(Reading reading) {
    return reading.kind() == Kind.SHORT && reading.mantissa().intValue() % 100 >= LEAST_TENS;
  }
}
