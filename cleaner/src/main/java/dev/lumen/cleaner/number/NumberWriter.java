package dev.lumen.cleaner.number;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Digits, grouping and ordinal endings, shared by the styles. */
final class NumberWriter {
  private static final String THOUSAND = "thousand";

  private NumberWriter() {}

  /** A number in running text: thousands commas, a scale word from a million on. */
  static String prose(Reading reading) {
    String digits = digits(reading, true);
    return reading.kind() == Reading.Kind.ORDINAL ? digits + suffix(reading.value()) : digits;
  }

  /** A number on its own: no commas, a scale word where it is all that follows the digits. */
  static String compact(Reading reading) {
    String digits = digits(reading, false);
    if (reading.kind() == Reading.Kind.ORDINAL) {
      return digits + suffix(reading.value());
    }
    return reading.kind() == Reading.Kind.POINT ? digits.substring(1) : digits;
  }

  private static String digits(Reading reading, boolean grouped) {
    String scale = reading.scale();
    boolean halves = reading.kind() == Reading.Kind.MIXED; // "two and a half thousand": 2,500
    boolean keepsScale =
        !scale.isEmpty() && (!scale.equals(THOUSAND) || (reading.decimals() > 0 && !halves));
    if (keepsScale) {
      return plain(reading.mantissa(), reading.decimals(), grouped) + " " + scale;
    }
    boolean year = reading.kind() == Reading.Kind.PAIR;
    return plain(reading.value(), scale.isEmpty() ? reading.decimals() : 0, grouped && !year);
  }

  /** A number with this many decimals, with or without thousands commas. */
  static String plain(BigDecimal value, int decimals, boolean grouped) {
    String digits = value.setScale(decimals, RoundingMode.UNNECESSARY).toPlainString();
    int end = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
    if (!grouped || end <= 3) {
      return digits;
    }
    StringBuilder written = new StringBuilder(digits);
    for (int i = end - 3; i > 0; i -= 3) {
      written.insert(i, ',');
    }
    return written.toString();
  }

  /** "st", "nd", "rd" or "th". */
  static String suffix(BigDecimal value) {
    int hundred = value.remainder(BigDecimal.valueOf(100)).intValue();
    if (hundred >= 11 && hundred <= 13) {
      return "th";
    }
    return switch (hundred % 10) {
      case 1 -> "st";
      case 2 -> "nd";
      case 3 -> "rd";
      default -> "th";
    };
  }
}
