package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.Reading.Kind;
import dev.lumen.cleaner.number.Value.Count;
import dev.lumen.cleaner.number.Value.Money;
import dev.lumen.cleaner.number.Value.Percent;
import dev.lumen.cleaner.number.Value.Range;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ranges whose unit is said once: "fifty to a hundred", "five to seven percent", "between fifteen
 * and twenty million dollars". The sign of a currency stands once, where it was said, but at both
 * ends of what lies between two sums.
 */
final class RangeGrammar implements Grammar {
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final Set<Integer> MINUTES_TO = Set.of(5, 10, 20, 25);
  private static final int HOURS = 12;
  private static final Set<String> BEFORE_CLOCK =
      Set.of("at", "by", "until", "till", "it's", "since");

  @Override
  public @Nullable Found read(Atoms atoms, int at) {
    Reading first = NumberReader.read(atoms, at);
    if (first == null || !first.isQuantity() || !joins(atoms, at, first.end())) {
      return null;
    }
    int start = first.end() + 1;
    Reading second = inHundreds(first, NumberReader.read(atoms, start));
    if (second == null || !second.isQuantity() || !isWhole(atoms, second)) {
      return null;
    }
    boolean rises = second.value().compareTo(first.value()) > 0;
    if (!rises) {
      return null;
    }
    if (isClock(atoms, at, first, second)) {
      return Found.left(second.end());
    }
    if (!isHundreds(first, second)) {
      return found(atoms, inThousands(first, second), atoms.at(first.end()), second);
    }
    if (second.scale().isEmpty()) {
      return Found.left(second.end()); // may mean two hundred to three hundred
    }
    Found found = found(atoms, inThousands(times100(first), second), atoms.at(first.end()), second);
    return found == null || found.value() == null
        ? found
        : Found.likely(found.value(), found.end());
  }

  /** "seventy to eighty thousand" are 70,000 to 80,000; "million" is written, and stands once. */
  static Reading inThousands(Reading first, Reading second) {
    boolean both =
        second.scale().equals("thousand")
            && first.scale().isEmpty()
            && first.value().compareTo(second.mantissa()) < 0;
    return both
        ? new Reading(
            first.value().multiply(THOUSAND),
            first.mantissa(),
            first.decimals(),
            second.scale(),
            first.kind(),
            first.end())
        : first;
  }

  /** "three to four hundred million" are 300 to 400 million. */
  private static Reading times100(Reading reading) {
    return Reading.whole(reading.number() * 100L, reading.kind(), reading.end());
  }

  /** "one hundred to one fifty" are 100 to 150. */
  private static @Nullable Reading inHundreds(Reading first, @Nullable Reading second) {
    boolean hundreds = first.value().compareTo(BigDecimal.valueOf(100)) >= 0;
    return second != null && hundreds && second.kind() == Kind.SHORT
        ? second.as(Kind.CARDINAL)
        : second;
  }

  /** "at ten to eleven" is a time of day. */
  private static boolean isClock(Atoms atoms, int at, Reading first, Reading second) {
    return MINUTES_TO.contains(first.number())
        && second.number() <= HOURS
        && second.scale().isEmpty()
        && atoms.at(first.end()).equals("to")
        && BEFORE_CLOCK.contains(atoms.at(at - 1));
  }

  private static boolean joins(Atoms atoms, int at, int joint) {
    String word = atoms.at(joint);
    return word.equals("to")
        || word.equals("or")
        || (word.equals("and") && atoms.at(at - 1).equals("between"));
  }

  private static boolean isWhole(Atoms atoms, Reading second) {
    return atoms.startsWord(second.end()) && !NumberWords.isCardinalWord(atoms.at(second.end()));
  }

  private static boolean isHundreds(Reading first, Reading second) {
    BigDecimal number = second.scale().isEmpty() ? second.value() : second.mantissa();
    return first.isSmall()
        && number.signum() > 0
        && number.remainder(BigDecimal.valueOf(100)).signum() == 0
        && second.kind() != Kind.ROUND
        && number.compareTo(THOUSAND) < 0;
  }

  private static @Nullable Found found(Atoms atoms, Reading first, String joint, Reading second) {
    int end = second.end();
    int percent = NumberContext.percentLength(atoms, end);
    if (percent > 0) {
      Range range = new Range(new Count(first, false), joint, new Percent(second));
      return Found.sure(range, end + percent);
    }
    Currency currency = Currency.at(atoms, end);
    if (currency != null && currency.isWritten(atoms, end)) {
      Value from =
          joint.equals("and") ? new Money(first, currency.symbol(), -1) : new Count(first, false);
      return Found.sure(new Range(from, joint, new Money(second, currency.symbol(), -1)), end + 1);
    }
    boolean scaled = !second.scale().isEmpty();
    boolean words = !scaled && (first.isSmall() || first.kind() == Kind.MIXED);
    return words || (second.kind() == Kind.MIXED && !scaled)
        ? null
        : Found.sure(new Range(new Count(first, false), joint, new Count(second, false)), end);
  }
}
