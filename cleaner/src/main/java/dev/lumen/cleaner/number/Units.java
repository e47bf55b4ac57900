package dev.lumen.cleaner.number;

import dev.lumen.cleaner.number.MoneyReader.Sum;
import dev.lumen.cleaner.number.Reading.Kind;
import dev.lumen.cleaner.number.Value.Count;
import dev.lumen.cleaner.number.Value.Percent;
import org.jspecify.annotations.Nullable;

/** Percent, money, cents and basis points in running text. */
final class Units {
  private static final int LEAST_TENS = 20;

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
    int percent = NumberContext.percentLength(atoms, end);
    if (percent > 0) {
      return Found.sure(new Percent(reading), end + percent);
    }
    Sum sum = MoneyReader.read(atoms, reading);
    boolean question = reading.kind() == Kind.ROUND && atoms.at(end).equals("dollar");
    if (sum != null && !question && sum.currency().isWritten(atoms, end)) {
      return Found.sure(sum.money(), sum.end());
    }
    boolean basis = atoms.at(end).equals("basis") && atoms.at(end + 1).startsWith("point");
    return basis || NumberContext.isCents(atoms, at, reading)
        ? Found.sure(new Count(reading, false), end)
        : null;
  }

  /** "one fifty five dollars", "two eighty basis points": hundreds without the word. */
  private static @Nullable Found shortened(Atoms atoms, Reading reading) {
    int end = reading.end();
    Reading whole =
        new Reading(reading.value(), reading.mantissa(), 0, reading.scale(), Kind.CARDINAL, end);
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

  /** "one twenty" can be 120; "six twelve" is rather two numbers, and "four oh five" a time. */
  private static boolean isHundreds(Reading reading) {
    return reading.kind() == Kind.SHORT && reading.mantissa().intValue() % 100 >= LEAST_TENS;
  }
}
