package dev.lumen.cleaner.number;

import dev.lumen.cleaner.number.Value.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads sums of money: "eleven dollars and fifty one cents", "two and a half million dollars". */
final class MoneyReader {
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
    return cents == null || amount.decimals() > 0 || !amount.scale().isEmpty()
        ? new Sum(new Money(amount, currency.symbol(), -1), currency, end)
        : new Sum(new Money(amount, currency.symbol(), cents.number()), currency, cents.end() + 1);
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

  static boolean isBelowHundred(Reading reading) {
    return reading.kind() == Reading.Kind.CARDINAL
        && reading.value().compareTo(BigDecimal.valueOf(100)) < 0;
  }
}
