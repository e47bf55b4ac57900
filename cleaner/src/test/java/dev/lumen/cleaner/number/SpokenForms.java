package dev.lumen.cleaner.number;

import java.util.List;
import java.util.random.RandomGenerator;

/** Says numbers aloud, in the different ways that people use. */
final class SpokenForms {
  private static final List<String> SMALL =
      List.of(
          "zero",
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "eleven",
          "twelve",
          "thirteen",
          "fourteen",
          "fifteen",
          "sixteen",
          "seventeen",
          "eighteen",
          "nineteen");
  private static final List<String> TENS =
      List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
  private static final List<String> RANKS =
      List.of(
          "",
          "first",
          "second",
          "third",
          "fourth",
          "fifth",
          "sixth",
          "seventh",
          "eighth",
          "ninth",
          "tenth",
          "eleventh",
          "twelfth",
          "thirteenth",
          "fourteenth",
          "fifteenth",
          "sixteenth",
          "seventeenth",
          "eighteenth",
          "nineteenth");
  private static final List<String> SCALES = List.of("", "thousand", "million", "billion");

  private final RandomGenerator random;

  SpokenForms(RandomGenerator random) {
    this.random = random;
  }

  /** 0 to 999,999,999,999, with or without "and" and hyphens. */
  String cardinal(long value) {
    if (value == 0) {
      return "zero";
    }
    StringBuilder spoken = new StringBuilder();
    boolean and = random.nextBoolean();
    long rest = value;
    for (int power = 3; power >= 0; power--) {
      long unit = (long) Math.pow(1000, power);
      int group = (int) (rest / unit);
      rest %= unit;
      if (group > 0) {
        boolean joined = and && power == 0 && group < 100 && !spoken.isEmpty();
        spoken.append(spoken.isEmpty() ? "" : " ").append(joined ? "and " : "");
        spoken.append(group(group, and));
        spoken.append(power == 0 ? "" : " " + SCALES.get(power));
      }
    }
    return spoken.toString();
  }

  private String group(int value, boolean and) {
    int hundreds = value / 100;
    int rest = value % 100;
    String head = hundreds == 0 ? "" : SMALL.get(hundreds) + " hundred";
    String joint = hundreds == 0 || rest == 0 ? "" : and ? " and " : " ";
    return head + joint + (rest == 0 ? "" : belowHundred(rest));
  }

  /** 1 to 99. */
  String belowHundred(int value) {
    if (value < 20) {
      return SMALL.get(value);
    }
    String tens = TENS.get(value / 10 - 2);
    String joint = random.nextBoolean() ? " " : "-";
    return value % 10 == 0 ? tens : tens + joint + SMALL.get(value % 10);
  }

  /** Ordinals from 1st to 99th. */
  String rank(int value) {
    if (value < 20) {
      return RANKS.get(value);
    }
    String tens = TENS.get(value / 10 - 2);
    return value % 10 == 0
        ? tens.substring(0, tens.length() - 1) + "ieth"
        : tens + " " + RANKS.get(value % 10);
  }

  /** Digits one by one, nought as "zero" or "oh", some of them doubled. */
  String digits(String digits) {
    StringBuilder spoken = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      boolean twice = i + 1 < digits.length() && digits.charAt(i) == digits.charAt(i + 1);
      boolean joined = twice && random.nextBoolean();
      String name = SMALL.get(digits.charAt(i) - '0');
      String word = name.equals("zero") && random.nextBoolean() ? "oh" : name;
      spoken.append(i == 0 ? "" : " ").append(joined ? "double " : "").append(word);
      i += joined ? 1 : 0;
    }
    return spoken.toString();
  }

  /** The digits after a point, one by one. */
  String decimals(String digits) {
    StringBuilder spoken = new StringBuilder("point");
    digits.chars().forEach(digit -> spoken.append(' ').append(SMALL.get(digit - '0')));
    return spoken.toString();
  }

  /** 1910 to 2099, as two numbers. */
  String year(int year) {
    int tail = year % 100;
    return belowHundred(year / 100)
        + " "
        + (tail < 10 ? "oh " + SMALL.get(tail) : belowHundred(tail));
  }
}
