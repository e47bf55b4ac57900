package dev.lumen.cleaner.lexicon;

import java.util.Set;

/** The days of the week and the months, in small letters. */
public final class Calendar {
  /** The days of the week. */
  public static final Set<String> DAYS =
      Set.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

  /** The months that are verbs as well. */
  public static final Set<String> MONTHS_AND_VERBS = Set.of("march", "may");

  /** The months that are nothing else. */
  public static final Set<String> MONTHS_ALONE =
      Set.of(
          "january",
          "february",
          "april",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  private Calendar() {}

  /** Whether the word is a month. */
  public static boolean isMonth(String lower) {
    return MONTHS_ALONE.contains(lower) || MONTHS_AND_VERBS.contains(lower);
  }
}
