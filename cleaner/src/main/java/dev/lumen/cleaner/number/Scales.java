package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.Reading.Kind;
import dev.lumen.cleaner.number.Value.Literal;
import org.jspecify.annotations.Nullable;

/**
 * Large numbers with two scale words: "one billion two hundred fifty million dollars", "two
 * trillion six hundred forty two point three billion won". Both words stay, since the zeros of such
 * a number are nothing that anybody reads.
 */
final class Scales {
  private static final int BILLION = 9;
  private static final int MILLION = 6;

  private Scales() {}

  /** The number with two scale words that starts at an atom, its currency included; or null. */
  static @Nullable Found read(Atoms atoms, int at) {
    Reading high = WholeNumber.group(atoms, at);
    if (high == null || power(high) < BILLION) {
      return null;
    }
    int next = atoms.at(high.end()).equals("and") ? high.end() + 1 : high.end();
    Reading low = NumberReader.canStart(atoms, next) ? NumberReader.read(atoms, next) : null;
    boolean part =
        low != null
            && (low.kind() == Kind.CARDINAL || low.kind() == Kind.DECIMAL)
            && power(low) >= MILLION
            && power(low) < power(high)
            && low.value().precision() - low.value().scale() <= power(high);
    if (low == null || !part || NumberWords.isCardinalWord(atoms.at(low.end()))) {
      return null;
    }
    String written = NumberWriter.prose(high) + " " + NumberWriter.prose(low);
    Currency currency = Currency.at(atoms, low.end());
    return currency != null && currency.isWritten(atoms, low.end())
        ? Found.sure(new Literal(currency.symbol() + written), low.end() + 1)
        : Found.sure(new Literal(written), low.end());
  }

  private static int power(Reading reading) {
    Integer power = NumberWords.scale(reading.scale());
    return power == null ? 0 : power;
  }
}
