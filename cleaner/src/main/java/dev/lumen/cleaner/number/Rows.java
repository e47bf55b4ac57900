package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.Reading.Kind;
import dev.lumen.cleaner.number.Value.Count;
import dev.lumen.cleaner.number.Value.Row;
import dev.lumen.cleaner.number.Value.Year;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in a row without a word between them: "fifty, sixty percent", "2005, 2006", "45, 47
 * million". Only what rises and is of one kind is told apart; any other row stays as it was said.
 */
final class Rows {
  private static final int NEAR = 20;
  private static final int MILLION = 6;
  private static final int LONGEST = 8;
  private static final BigDecimal SHARE = BigDecimal.valueOf(3);

  private Rows() {}

  /** The row that starts with a number; null where it stands alone. */
  static @Nullable Found read(Atoms atoms, int at, Reading first) {
    Found pair = first.kind() == Kind.PAIR ? PairRows.read(atoms, at, first) : null;
    if (pair != null) {
      return pair;
    }
    if (first.kind() == Kind.ORDINAL || !NumberWords.isCardinalWord(atoms.at(first.end()))) {
      return null;
    }
    int run = NumberContext.endOfRun(atoms, first.end());
    List<Reading> rest = rest(atoms, first.end(), run);
    if (rest.isEmpty() || rest.getLast().end() < run) {
      return Found.left(run);
    }
    Reading second = rest.getFirst();
    if (NumberContext.isNumberedPart(atoms, first.end()) && isYear(atoms, first.end(), second)) {
      return Found.left(first.end()); // "quarter four two thousand twenty one"
    }
    Found found = isYear(atoms, at, first) ? years(atoms, first, rest, run) : null;
    if (found == null && areDecimals(first, rest)) {
      found = row(atoms, first, rest);
    }
    if (found != null || rest.size() > 1) {
      return found == null ? Found.left(run) : found;
    }
    return isNext(atoms, first, second) || isEstimate(atoms, at, first, second)
        ? row(atoms, RangeGrammar.inThousands(first, second), rest)
        : Found.left(run);
  }

  /** The numbers behind the first, as far as a row goes. */
  private static List<Reading> rest(Atoms atoms, int start, int run) {
    List<Reading> rest = new ArrayList<>();
    int at = start;
    while (at < run && rest.size() < LONGEST && NumberReader.canStart(atoms, at)) {
      Reading next = NumberReader.read(atoms, at);
      if (next == null) {
        break;
      }
      rest.add(next);
      at = next.end();
    }
    return rest;
  }

  private static boolean isYear(Atoms atoms, int at, Reading reading) {
    return NumberContext.isYear(atoms, at, reading)
        || NumberContext.isSpokenYear(atoms, at, reading);
  }

  /** "2005, 2006", "2017, 18"; and "2020" before a number that has a unit. */
  private static @Nullable Found years(Atoms atoms, Reading first, List<Reading> rest, int run) {
    List<Value> row = new ArrayList<>(List.of(new Year(first.number())));
    Reading last = first;
    for (Reading next : rest) {
      int number = next.number();
      boolean year = isYear(atoms, last.end(), next);
      boolean follows = next.kind() == Kind.CARDINAL && number == last.number() % 100 + 1;
      if (!year && !follows) {
        break;
      }
      row.add(new Year(number));
      last = next;
    }
    if (row.size() > rest.size()) {
      return Found.likely(new Row(row), last.end());
    }
    Reading second = rest.getFirst();
    if (rest.size() == 1 && Units.withUnit(atoms, first.end(), second) != null) {
      return Found.likely(new Year(first.number()), first.end());
    }
    return second.number() >= 10 ? Found.left(run) : null;
  }

  /** "three point two three point three three point four". */
  private static boolean areDecimals(Reading first, List<Reading> rest) {
    return first.kind() == Kind.DECIMAL
        && rest.stream().allMatch(reading -> reading.kind() == Kind.DECIMAL);
  }

  /** "seven eight percent". */
  private static boolean isNext(Atoms atoms, Reading first, Reading second) {
    return NumberContext.percentLength(atoms, second.end()) > 0
        && first.kind() == Kind.CARDINAL
        && second.kind() == Kind.CARDINAL
        && second.number() == first.number() + 1;
  }

  /** "forty five forty seven million", "thirty million thirty one million": a rough figure. */
  private static boolean isEstimate(Atoms atoms, int at, Reading first, Reading second) {
    boolean whole = first.kind() == Kind.CARDINAL && second.kind() == Kind.CARDINAL;
    if (!whole || second.scale().isEmpty()) {
      return false;
    }
    Integer power = NumberWords.scale(first.scale());
    if (power != null) {
      return power >= MILLION && first.scale().equals(second.scale());
    }
    int number = first.number();
    String before = atoms.at(at - 1);
    boolean other = // a year, or the number of what stands before it
        number == 19 || number == 20 || Cues.LABEL.has(before) || Cues.NUMBERED.has(before);
    BigDecimal step = second.mantissa().subtract(first.value());
    BigDecimal most = first.value().divideToIntegralValue(SHARE).max(BigDecimal.valueOf(NEAR));
    return !other && number >= 10 && step.signum() > 0 && step.compareTo(most) <= 0;
  }

  /** The numbers one after the other, the last one with its unit. */
  private static Found row(Atoms atoms, Reading first, List<Reading> rest) {
    List<Value> values = new ArrayList<>(List.of(new Count(first, false)));
    rest.forEach(reading -> values.add(new Count(reading, false)));
    Reading last = rest.getLast();
    int start = rest.size() > 1 ? rest.get(rest.size() - 2).end() : first.end();
    Found unit = Units.withUnit(atoms, start, last);
    Value value = unit == null ? null : unit.value();
    if (unit == null || value == null) {
      return Found.likely(new Row(values), last.end());
    }
    values.set(values.size() - 1, value);
    return Found.likely(new Row(values), unit.end());
  }
}
