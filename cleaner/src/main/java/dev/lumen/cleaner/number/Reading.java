package dev.lumen.cleaner.number;

import java.math.BigDecimal;

/**
 * A number that was read from atoms.
 *
 * @param value the whole value, scale included
 * @param mantissa the part before a closing scale word, for "3.5 million"
 * @param decimals how many digits were spoken after the point, trailing zeros included
 * @param scale the closing scale word ("million"), or empty when more than a scale word follows
 * @param kind how it was spoken
 * @param end the atom after the last
 */
public record Reading(
    BigDecimal value, BigDecimal mantissa, int decimals, String scale, Kind kind, int end) {

  private static final BigDecimal LARGEST = BigDecimal.valueOf(Integer.MAX_VALUE);

  /** How a number was spoken. */
  public enum Kind {
    /** "seventy five", "two hundred and ten". */
    CARDINAL,
    /** "twenty first". */
    ORDINAL,
    /** "three point five". */
    DECIMAL,
    /** "point five". */
    POINT,
    /** "two and a half": digits only where a unit follows. */
    MIXED,
    /** "twenty twenty", "nineteen oh five": a year, or two numbers in a row. */
    PAIR,
    /** "one fifty five", "four oh five": hundreds, a time of day, or numbers in a row. */
    SHORT,
    /** "a hundred", "a thousand": a round number that may be a manner of speaking. */
    ROUND
  }

  static Reading whole(long value, Kind kind, int end) {
    BigDecimal number = BigDecimal.valueOf(value);
    return new Reading(number, number, 0, "", kind, end);
  }

  /** Whether it is a plain whole number below ten, which stays a word in running text. */
  public boolean isSmall() {
    return kind == Kind.CARDINAL && scale.isEmpty() && number() < 10;
  }

  /** Whether it counts something: no rank, and no two numbers in a row. */
  public boolean isQuantity() {
    return switch (kind) {
      case CARDINAL, DECIMAL, POINT, MIXED, ROUND -> true;
      case ORDINAL, PAIR, SHORT -> false;
    };
  }

  /** The value as an int, for years, days and the like; larger ones are the largest int. */
  public int number() {
    return value.min(LARGEST).intValue();
  }

  Reading as(Kind other) {
    return new Reading(value, mantissa, decimals, scale, other, end);
  }
}
