package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.MoneyReader.Sum;
import dev.lumen.cleaner.number.Reading.Kind;
import dev.lumen.cleaner.number.Value.Count;
import dev.lumen.cleaner.number.Value.Literal;
import dev.lumen.cleaner.number.Value.Year;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Numbers, percent, money and years in running text. Digits stand where a person would write them:
 * from ten up, and for any number of percent or money. Estimates stay as they were said: "a couple
 * thousand" is no 2,000. So do idioms: "one of", "second to none", "nine to five".
 */
public final class NumberGrammar implements Grammar {
  private final Grammar ranges = new RangeGrammar();

  @Override
  public @Nullable Found read(Atoms atoms, int at) {
    if (!NumberReader.canStart(atoms, at) || isPointInside(atoms, at)) {
      return null;
    }
    Found scales = Scales.read(atoms, at);
    if (scales != null) {
      return scales;
    }
    Reading reading = NumberReader.read(atoms, at);
    if (reading == null) {
      return oneAndChange(atoms, at);
    }
    int end = reading.end();
    if (!atoms.startsWord(end)
        || NumberContext.isEstimate(atoms, at, reading)
        || NumberContext.isName(atoms, at, end)) {
      return Found.left(end);
    }
    if (reading.kind() == Kind.SHORT && NumberContext.isNumbered(atoms, at, reading)) {
      return Found.left(at + 1); // "stage one thirty two percent", "quarter one twenty two"
    }
    boolean rate = NumberContext.isRate(atoms, reading);
    if (rate && reading.kind() == Kind.SHORT) {
      return Found.left(end); // "one ninety nine a month" may be 1.99 as well as 199
    }
    if (rate || NumberContext.isPrice(atoms, at, reading)) {
      String price = BigDecimal.valueOf(reading.number(), 2).toPlainString();
      return Found.likely(new Literal(price), end);
    }
    Found found = decade(atoms, reading);
    if (found == null) {
      found = ranges.read(atoms, at);
    }
    if (found == null) {
      found = Units.withUnit(atoms, at, reading);
    }
    if (found == null) {
      found = Rows.read(atoms, at, reading);
    }
    return found == null ? alone(atoms, at, reading) : found;
  }

  /** "basis point two", "three point five point two": no number starts at this point. */
  private static boolean isPointInside(Atoms atoms, int at) {
    String before = atoms.at(at - 1);
    return atoms.at(at).equals("point")
        && (before.equals("basis") || NumberWords.isNumberWord(before));
  }

  /** "a dollar fifty". */
  private static @Nullable Found oneAndChange(Atoms atoms, int at) {
    Sum sum =
        atoms.at(at).equals("a")
            ? MoneyReader.read(atoms, Reading.whole(1, Kind.CARDINAL, at + 1))
            : null;
    boolean change = sum != null && sum.money().cents() > 0;
    return sum != null && change && sum.currency().isWritten(atoms, at + 1)
        ? Found.sure(sum.money(), sum.end())
        : null;
  }

  /** "nineteen nineties". */
  private static @Nullable Found decade(Atoms atoms, Reading reading) {
    String next = atoms.at(reading.end());
    Integer tens =
        next.endsWith("ties") ? NumberWords.tens(next.substring(0, next.length() - 3) + "y") : null;
    int century = reading.kind() == Kind.CARDINAL ? reading.number() : 0;
    return tens == null || century < 17 || century > 20
        ? null
        : Found.sure(new Literal(reading.number() + String.valueOf(tens) + "s"), reading.end() + 1);
  }

  private static Found alone(Atoms atoms, int at, Reading reading) {
    int end = reading.end();
    return switch (reading.kind()) {
      case PAIR ->
          NumberContext.isYear(atoms, at, reading)
              ? Found.sure(new Year(reading.number()), end)
              : labelled(atoms, at, reading);
      case ORDINAL -> rank(atoms, at, reading);
      case ROUND ->
          NumberContext.isRoundFigure(atoms, at, reading)
              ? Found.likely(new Count(reading, false), end)
              : Found.left(end);
      case POINT ->
          reading.decimals() > 1 || !reading.scale().isEmpty()
              ? Found.sure(new Count(reading, false), end)
              : Found.left(end);
      case DECIMAL -> Found.sure(new Count(reading, false), end);
      case MIXED -> mixed(atoms, at, reading);
      case SHORT -> labelled(atoms, at, reading);
      case CARDINAL -> cardinal(atoms, at, reading);
    };
  }

  /** "suite two ten", "invoice number ten forty two": digits that count nothing. */
  private static Found labelled(Atoms atoms, int at, Reading reading) {
    int end = reading.end();
    boolean label =
        Cues.LABEL.has(atoms.at(at - 1))
            && reading.scale().isEmpty()
            && !NumberWords.isNumberWord(atoms.at(end))
            && !NumberContext.isCounted(atoms, end)
            && !NumberContext.isPer(atoms, end);
    return label ? Found.likely(new Year(reading.number()), end) : Found.left(end);
  }

  /** "at fourteen hundred hours" is a time, written as it is said. */
  private static boolean isHour(Atoms atoms, int at, Reading reading) {
    return Cues.CLOCK.has(atoms.at(at - 1))
        && atoms.at(reading.end()).equals("hours")
        && reading.number() % 100 == 0
        && reading.number() >= 1000
        && reading.number() <= 2400;
  }

  /** Small ranks stay words, and so does "one hundredth of it", which is a part. */
  private static Found rank(Atoms atoms, int at, Reading reading) {
    boolean small = reading.number() < 10;
    boolean part = atoms.at(at).equals("one") && reading.end() == at + 2;
    return small || part
        ? Found.left(reading.end())
        : Found.sure(new Count(reading, false), reading.end());
  }

  /** "two and a half million", "three and a half points"; "four and a half years" stays. */
  private static Found mixed(Atoms atoms, int at, Reading reading) {
    if (!reading.scale().isEmpty() || NumberContext.isStep(atoms, reading.end())) {
      return Found.sure(new Count(reading, false), reading.end());
    }
    Reading whole = new WholeNumber(atoms, at).read();
    return whole == null || whole.isSmall()
        ? Found.left(reading.end())
        : Found.sure(new Count(whole, false), whole.end());
  }

  private static Found cardinal(Atoms atoms, int at, Reading reading) {
    int end = reading.end();
    if (isHour(atoms, at, reading)) {
      return Found.likely(new Year(reading.number()), end);
    }
    boolean stays = reading.isSmall() && !NumberContext.isSmallDigit(atoms, at);
    if (stays) {
      return Found.left(end);
    }
    return NumberContext.isSpokenYear(atoms, at, reading)
        ? Found.sure(new Year(reading.number()), end)
        : Found.sure(new Count(reading, false), end);
  }
}
