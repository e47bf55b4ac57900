package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.Reading.Kind;
import dev.lumen.cleaner.number.Value.Count;
import dev.lumen.cleaner.number.Value.Percent;
import dev.lumen.cleaner.number.Value.Range;
import dev.lumen.cleaner.number.Value.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two numbers of two digits in a row, which may as well be a year: "fifty sixty percent", "ten
 * fifteen years", "slides fifteen sixteen and seventeen".
 */
final class PairRows {
  private static final int NEAR = 20;

  private PairRows() {}

  /** The row that starts with a pair; null where it may be a year. */
  static @Nullable Found read(Atoms atoms, int at, Reading pair) {
    Found series = series(atoms, pair);
    if (series != null) {
      return series;
    }
    return NumberContext.isYear(atoms, at, pair) ? null : two(atoms, at, pair);
  }

  /** "slides fifteen sixteen and seventeen", "thirty forty fifty percent": in equal steps. */
  private static @Nullable Found series(Atoms atoms, Reading pair) {
    String joint = atoms.at(pair.end());
    boolean joined = joint.equals("and") || joint.equals("or");
    int start = joined ? pair.end() + 1 : pair.end();
    Reading last =
        NumberWords.isCardinalWord(atoms.at(start)) ? NumberReader.read(atoms, start) : null;
    if (last == null || !isThird(atoms, pair, last)) {
      return null;
    }
    int percent = NumberContext.percentLength(atoms, last.end());
    if (!joined && percent == 0) {
      return null;
    }
    Value third = percent > 0 ? new Percent(last) : new Count(last, false);
    Value first = head(pair);
    Row row =
        joined
            ? new Row(List.of(first, new Range(tail(pair), joint, third)))
            : new Row(List.of(first, tail(pair), third));
    return Found.likely(row, last.end() + percent);
  }

  /** Whether a number is as much above the second of a pair as that is above the first. */
  private static boolean isThird(Atoms atoms, Reading pair, Reading last) {
    int head = pair.number() / 100;
    int tail = pair.number() % 100;
    int step = tail - head;
    boolean years = (head == 19 || head == 20) && step == 1; // "twenty twenty one and twenty two"
    return step > 0
        && !years
        && last.kind() == Kind.CARDINAL
        && last.scale().isEmpty()
        && last.number() == tail + step
        && atoms.startsWord(last.end())
        && !NumberWords.isCardinalWord(atoms.at(last.end()));
  }

  /** "fifty sixty percent" was read as 5060; "fifty four fifty five" as 5455. */
  private static Found two(Atoms atoms, int at, Reading pair) {
    int end = pair.end();
    int run = NumberContext.endOfRun(atoms, end);
    if (run > end) {
      return Found.left(run);
    }
    int head = pair.number() / 100;
    int step = pair.number() % 100 - head;
    boolean near = step > 0 && step <= NEAR;
    int percent = NumberContext.percentLength(atoms, end);
    if (percent > 0 && near) {
      Row row = new Row(List.of(head(pair), new Percent(tail(pair).reading())));
      return Found.likely(row, end + percent);
    }
    return step == 1 || (near && isEstimate(atoms, at, end, head))
        ? Found.likely(new Row(List.of(head(pair), tail(pair))), end)
        : Found.left(run);
  }

  /** "ten fifteen years", "twelve fifteen barrels"; but "twenty twenty five priorities". */
  private static boolean isEstimate(Atoms atoms, int at, int end, int head) {
    boolean century = head == 19 || head == 20;
    boolean period = Cues.PERIOD.has(atoms.at(end));
    return century
        ? period && !Cues.YEAR.has(atoms.at(at - 1))
        : period || (NumberContext.isCounted(atoms, end) && Currency.at(atoms, end) == null);
  }

  private static Count head(Reading pair) {
    return count(pair.number() / 100, pair.end());
  }

  private static Count tail(Reading pair) {
    return count(pair.number() % 100, pair.end());
  }

  private static Count count(int number, int end) {
    return new Count(Reading.whole(number, Kind.CARDINAL, end), false);
  }
}
