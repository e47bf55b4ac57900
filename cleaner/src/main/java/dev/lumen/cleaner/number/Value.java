package dev.lumen.cleaner.number;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was meant by a stretch of speech, before it is decided how to write it. */
public sealed interface Value {
  /**
   * A number, perhaps below zero.
   *
   * @param reading the number
   * @param minus whether "minus" belongs to it
   */
  record Count(Reading reading, boolean minus) implements Value {}

  /**
   * A year, or another number that counts nothing, written without commas.
   *
   * @param year for example 2021
   */
  record Year(int year) implements Value {}

  /**
   * A sum of money.
   *
   * @param amount whole units
   * @param symbol the sign of the currency
   * @param cents the hundredth parts, or -1 where none were said
   */
  record Money(Reading amount, String symbol, int cents) implements Value {}

  /**
   * So many of a hundred.
   *
   * @param reading the number
   */
  record Percent(Reading reading) implements Value {}

  /**
   * So much of a unit.
   *
   * @param amount the number
   * @param unit the abbreviation
   */
  record Measure(Count amount, String unit) implements Value {}

  /**
   * A day of the year.
   *
   * @param month as it was heard
   * @param day 1 to 31
   * @param form in which order it was said
   * @param year 0 where none was said
   */
  record Day(String month, int day, DayForm form, int year) implements Value {}

  /** How a day was said. */
  enum DayForm {
    /** "may fifth". */
    MONTH_RANK,
    /** "may five". */
    MONTH_NUMBER,
    /** "the fifth of may". */
    RANK_OF_MONTH,
    /** "fifth may". */
    RANK_MONTH
  }

  /**
   * A time of day.
   *
   * @param hour 0 to 24
   * @param minute 0 to 59, or -1 where none was said
   * @param half "a.m.", "p.m.", or empty
   * @param zone the time zone, or null
   */
  record TimeOfDay(int hour, int minute, String half, @Nullable Zone zone) implements Value {}

  /**
   * A time zone.
   *
   * @param abbreviation in lower case: "gmt"
   * @param name how running text writes it: "GMT", "Eastern Time"
   */
  record Zone(String abbreviation, String name) {}

  /**
   * Digits said one by one.
   *
   * @param digits without separators
   * @param form what they are, as far as it is known
   */
  record Digits(String digits, DigitForm form) implements Value {}

  /** What a string of digits is. */
  enum DigitForm {
    /** Anything: grouped by its length alone. */
    PLAIN,
    /** A number of an order, an account and the like, which nobody cuts into groups. */
    CODE,
    /** A telephone number with its country code. */
    INTERNATIONAL,
    /** A social security number. */
    SOCIAL_SECURITY
  }

  /**
   * What is written the same way everywhere: telephone numbers, addresses, names with numbers.
   *
   * @param written how
   */
  record Literal(String written) implements Value {}

  /**
   * From one value to another.
   *
   * @param from the smaller
   * @param joint "to", "or" or "and"
   * @param to the larger
   */
  record Range(Value from, String joint, Value to) implements Value {}

  /**
   * Several values in a row: "fifty, sixty percent".
   *
   * @param values at least two
   */
  record Row(List<Value> values) implements Value {}
}
