package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.Value.Money;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads sums of money: "eleven dollars and fifty one cents", "two and a half million dollars". */
final class MoneyReader {
  private static final BigDecimal LARGEST_WITH_CHANGE = BigDecimal.valueOf(1000);
  private static final Set<String> NAMED_BEHIND = Set.of("of", "point", "more", "year");

  /**
   * "ten pounds fifty to sixty" are no ten pounds and fifty pence; "ten pounds fifty to Ann" are.
   */
  private static final Set<String> RANGING = Set.of("to", "or");

  private MoneyReader() {}

  /**
   * A sum.
   *
   * @param money the sum
   * @param currency its currency
   * @param end the atom after its last
   */
  record Sum(Money money, Currency currency, int end) {}

  /** The sum that a number, which was read before a currency's name, belongs to; or null. */
  static @Nullable Sum read(Atoms atoms, Reading amount) {
    Currency currency = Currency.at(atoms, amount.end());
    if (currency == null || amount.kind() == Reading.Kind.ORDINAL) {
      return null;
    }
    int end = amount.end() + 1;
    Reading cents = cents(atoms, currency, end);
    if (amount.decimals() > 0 || !amount.scale().isEmpty()) {
      return sum(amount, currency, -1, end);
    }
    if (cents != null) {
      return sum(amount, currency, cents.number(), cents.end() + 1);
    }
    Reading change = change(atoms, amount, end);
    return change == null
        ? sum(amount, currency, -1, end)
        : sum(amount, currency, change.number(), change.end());
  }

  private static Sum sum(Reading amount, Currency currency, int cents, int end) {
    return new Sum(new Money(amount, currency.symbol(), cents), currency, end);
  }

  private static @Nullable Reading cents(Atoms atoms, Currency currency, int at) {
    int start = atoms.at(at).equals("and") ? at + 1 : at;
    Reading reading = NumberReader.read(atoms, start);
    boolean cents =
        reading != null
            && isBelowHundred(reading)
            && currency.cents().contains(atoms.at(reading.end()));
    return cents ? reading : null;
  }

  /** "forty three pounds eighty"; but "ten pounds fifty percent" and "two dollars ten times". */
  private static @Nullable Reading change(Atoms atoms, Reading amount, int at) {
    Reading reading = NumberReader.read(atoms, at);
    boolean change =
        reading != null
            && isBelowHundred(reading)
            && reading.number() >= 10
            && amount.value().compareTo(LARGEST_WITH_CHANGE) < 0
            && atoms.startsWord(reading.end())
            && !NumberContext.isCounted(atoms, reading.end())
            && !NAMED_BEHIND.contains(atoms.at(reading.end()))
            && !(RANGING.contains(atoms.at(reading.end()))
                && NumberWords.isNumberWord(atoms.at(reading.end() + 1)))
            && !NumberWords.isNumberWord(atoms.at(reading.end()))
            && NumberContext.percentLength(atoms, reading.end()) == 0
            && Currency.at(atoms, reading.end()) == null;
    return change ? reading : null;
  }

  static boolean isBelowHundred(Reading reading) {
    return reading.kind() == Reading.Kind.CARDINAL
        && reading.value().compareTo(BigDecimal.valueOf(100)) < 0;
  }
}
