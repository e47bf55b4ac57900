package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.Reading.Kind;
import dev.lumen.cleaner.number.Value.Count;
import dev.lumen.cleaner.number.Value.Percent;
import dev.lumen.cleaner.number.Value.Row;
import dev.lumen.cleaner.number.Value.Year;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in a row without a word between them: "fifty, sixty percent", "2005, 2006". Only two that
 * rise, of one kind, are told apart; any other row stays as it was said.
 */
final class Rows {
  private static final int NEAR = 20;

  private Rows() {}

  /** The row that starts with a number; null where it stands alone. */
  static @Nullable Found read(Atoms atoms, int at, Reading first) {
    if (first.kind() == Kind.PAIR && !NumberContext.isYear(atoms, at, first)) {
      return pair(atoms, first);
    }
    if (first.kind() == Kind.ORDINAL || !NumberWords.isCardinalWord(atoms.at(first.end()))) {
      return null;
    }
    Reading second = NumberReader.read(atoms, first.end());
    int run = NumberContext.endOfRun(atoms, first.end());
    if (second == null || second.end() < run) {
      return Found.left(run);
    }
    boolean years = isYear(atoms, at, first) && isYear(atoms, first.end(), second);
    if (years) {
      Row row = new Row(List.of(new Year(first.number()), new Year(second.number())));
      return Found.likely(row, second.end());
    }
    boolean unit = Units.withUnit(atoms, first.end(), second) != null;
    if (isYear(atoms, at, first) && (unit || second.number() >= 10)) {
      return unit ? Found.likely(new Year(first.number()), first.end()) : Found.left(run);
    }
    return rising(atoms, first, second, run);
  }

  private static boolean isYear(Atoms atoms, int at, Reading reading) {
    return NumberContext.isYear(atoms, at, reading)
        || NumberContext.isSpokenYear(atoms, at, reading);
  }

  /** "seven eight percent". */
  private static Found rising(Atoms atoms, Reading first, Reading second, int run) {
    int percent = NumberContext.percentLength(atoms, second.end());
    boolean next =
        first.kind() == Kind.CARDINAL
            && second.kind() == Kind.CARDINAL
            && second.number() == first.number() + 1;
    return percent > 0 && next
        ? Found.likely(
            new Row(List.of(new Count(first, false), new Percent(second))), second.end() + percent)
        : Found.left(run);
  }

  /** "fifty sixty percent" was read as 5060; "fifty four fifty five" as 5455. */
  private static Found pair(Atoms atoms, Reading pair) {
    int run = NumberContext.endOfRun(atoms, pair.end());
    int head = pair.number() / 100;
    int tail = pair.number() % 100;
    Reading first = Reading.whole(head, Kind.CARDINAL, pair.end());
    Reading second = Reading.whole(tail, Kind.CARDINAL, pair.end());
    int percent = NumberContext.percentLength(atoms, pair.end());
    boolean alone = run == pair.end();
    if (alone && percent > 0 && tail > head && tail - head <= NEAR) {
      Row row = new Row(List.of(new Count(first, false), new Percent(second)));
      return Found.likely(row, pair.end() + percent);
    }
    return alone && tail == head + 1
        ? Found.likely(
            new Row(List.of(new Count(first, false), new Count(second, false))), pair.end())
        : Found.left(run);
  }
}
