package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.Reading.Kind;
import dev.lumen.cleaner.text.WordKind;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads the longest number at a place, whatever it may be used for. */
public final class NumberReader {
  private final Atoms atoms;
  private final int start;

  private NumberReader(Atoms atoms, int start) {
    this.atoms = atoms;
    this.start = start;
  }

  /** The longest number that starts at an atom, or null. */
  public static @Nullable Reading read(Atoms atoms, int start) {
    return new NumberReader(atoms, start).read();
  }

  /** Whether a number can start at an atom. */
  public static boolean canStart(Atoms atoms, int at) {
    String word = atoms.at(at);
    return atoms.startsWord(at)
        && !isInsideDigits(atoms, at)
        && (NumberWords.isNumberWord(word)
            || word.equals("a")
            || (word.equals("point") && NumberWords.digit(atoms.at(at + 1)) != null)
            || (word.equals("point") && atoms.isOh(at + 1)));
  }

  /** "20 point seven", "1 billion two hundred": the number began with digits. */
  private static boolean isInsideDigits(Atoms atoms, int at) {
    String word = atoms.at(at);
    boolean joint =
        word.equals("point") || word.equals("hundred") || NumberWords.scale(word) != null;
    return joint && atoms.word(at - 1).kind() == WordKind.NUMBER;
  }

  private @Nullable Reading read() {
    String first = atoms.at(start);
    if (first.equals("a") || first.equals("an")) {
      return round();
    }
    if (first.equals("point")) {
      Reading decimal = decimal(BigDecimal.ZERO, start);
      return decimal == null ? null : decimal.as(Kind.POINT);
    }
    WholeNumber head = new WholeNumber(atoms, start);
    long small = head.belowHundred();
    if (small > 0 && !head.isOrdinal()) {
      Reading pair = pair(small, head.at());
      if (pair != null) {
        return pair;
      }
    }
    Reading whole = new WholeNumber(atoms, start).read();
    boolean bare = isRoundWord(start) && (whole == null || whole.end() == start + 1);
    if (whole == null || bare) {
      return null;
    }
    return whole.kind() == Kind.ORDINAL ? whole : withFraction(whole);
  }

  private boolean isRoundWord(int at) {
    return atoms.at(at).equals("hundred") || NumberWords.scale(atoms.at(at)) != null;
  }

  /** "a hundred", "a hundred and twenty", "a million". */
  private @Nullable Reading round() {
    if (!isRoundWord(start + 1)) {
      return null;
    }
    Reading reading = new WholeNumber(atoms, start + 1).read();
    boolean alone = reading != null && reading.end() == start + 2;
    return reading == null ? null : alone ? reading.as(Kind.ROUND) : withFraction(reading);
  }

  /** "three point five", "three and a half", or the whole number itself. */
  private Reading withFraction(Reading whole) {
    boolean open = whole.scale().isEmpty();
    if (open && atoms.at(whole.end()).equals("point")) {
      Reading decimal = decimal(whole.value(), whole.end());
      return decimal == null ? whole : decimal;
    }
    String fraction = open ? spokenFraction(whole.end()) : "";
    if (fraction.isEmpty()) {
      return whole;
    }
    BigDecimal mantissa = whole.value().add(new BigDecimal(fraction));
    int end = whole.end() + 3;
    return scaled(mantissa, fraction.length() - 1, Kind.MIXED, end);
  }

  private String spokenFraction(int at) {
    if (!atoms.at(at).equals("and")) {
      return "";
    }
    return atoms.reads(at + 1, "a", "half")
        ? ".5"
        : atoms.reads(at + 1, "a", "quarter")
            ? ".25"
            : atoms.reads(at + 1, "three", "quarters") ? ".75" : "";
  }

  /**
   * "twenty twenty", "nineteen ninety nine", "nineteen oh five"; "one fifty five", "four oh five".
   */
  private @Nullable Reading pair(long head, int at) {
    boolean oh = atoms.isOh(at);
    WholeNumber second = new WholeNumber(atoms, oh ? at + 1 : at);
    long tail = second.belowHundred();
    boolean fits = oh ? tail > 0 && tail < 10 : tail >= 10;
    if (!fits || second.isOrdinal()) {
      return null;
    }
    boolean decimal = isCentury(head) && tail > 20 && tail % 10 > 0 && isPoint(second.at());
    if (decimal) { // "august twenty twenty three point four percent"
      return Reading.whole(head * 100 + tail - tail % 10, Kind.PAIR, second.at() - 1);
    }
    String next = atoms.at(second.at());
    boolean year = head < 10 && isCentury(tail) && startsTwoDigits(second.at());
    boolean scaled = NumberWords.scale(next) != null && head >= 10;
    if (year || scaled || next.equals("hundred")) {
      return null;
    }
    Kind kind = head < 10 ? Kind.SHORT : Kind.PAIR;
    Reading pair = Reading.whole(head * 100 + tail, kind, second.at());
    return kind == Kind.SHORT ? scaled(pair.value(), 0, kind, second.at()) : pair;
  }

  /** "quarter two twenty twenty": the two does not belong to the year. */
  private static boolean isCentury(long number) {
    return number == 19 || number == 20;
  }

  private boolean startsTwoDigits(int at) {
    return NumberWords.tens(atoms.at(at)) != null || NumberWords.teen(atoms.at(at)) != null;
  }

  private @Nullable Reading decimal(BigDecimal whole, int point) {
    StringBuilder digits = new StringBuilder();
    int at = point + 1;
    while (true) {
      Integer digit = NumberWords.digit(atoms.at(at));
      if (digit == null && !atoms.isOh(at)) {
        break;
      }
      digits.append(digit == null ? 0 : digit);
      at++;
    }
    if (digits.length() > 1 && isPoint(at) && NumberWords.digit(atoms.at(at - 1)) != null) {
      digits.setLength(digits.length() - 1); // "four point six four point six" are two numbers
      at--;
    }
    if (digits.isEmpty()) {
      WholeNumber tens = new WholeNumber(atoms, at);
      long two = tens.belowHundred();
      if (two < 10 || tens.isOrdinal() || isPoint(tens.at())) {
        return null;
      }
      digits.append(two);
      at = tens.at();
    }
    BigDecimal mantissa = new BigDecimal(whole.toPlainString() + "." + digits);
    return scaled(mantissa, digits.length(), Kind.DECIMAL, at);
  }

  private boolean isPoint(int at) {
    return atoms.at(at).equals("point") && NumberWords.digit(atoms.at(at + 1)) != null;
  }

  /** With the scale word that may follow at an atom. */
  private Reading scaled(BigDecimal mantissa, int decimals, Kind kind, int at) {
    Integer power = NumberWords.scale(atoms.at(at));
    String scale = power == null ? "" : atoms.at(at);
    BigDecimal value = mantissa.scaleByPowerOfTen(power == null ? 0 : power);
    return new Reading(value, mantissa, decimals, scale, kind, power == null ? at : at + 1);
  }
}
