package dev.lumen.cleaner.number;

import dev.lumen.cleaner.number.Value.DigitForm;
import dev.lumen.cleaner.number.Value.Digits;

/** Where a string of digits is cut, so that a person can read it. */
final class DigitGroups {
  private static final int LOCAL = 7;
  private static final int NATIONAL = 10;

  private DigitGroups() {}

  /** "555-123-4567", "1-800-555-1234", "07700 900123", "020 7946 0958". */
  static String prose(Digits value) {
    String digits = value.digits();
    if (value.form() == DigitForm.INTERNATIONAL) {
      return digits.startsWith("1") || digits.length() != NATIONAL + 2
          ? international(digits, "-")
          : "+" + digits.substring(0, 2) + " " + digits.substring(2, 6) + " " + digits.substring(6);
    }
    if (value.form() == DigitForm.CODE) {
      return digits;
    }
    if (digits.startsWith("0800") && digits.length() > LOCAL) {
      return "0800 " + digits.substring(4);
    }
    if (digits.length() == NATIONAL + 1) {
      return switch (digits.charAt(0)) {
        case '0' -> british(digits);
        case '1' -> "1-" + national(digits.substring(1));
        default -> digits; // no telephone number
      };
    }
    return digits.startsWith("0") && digits.length() <= NATIONAL ? digits : common(value);
  }

  /** "555-123-4567", "1 800-555-1234". */
  static String dictated(Digits value) {
    String digits = value.digits();
    if (value.form() == DigitForm.INTERNATIONAL) {
      return international(digits, " ");
    }
    return digits.length() == NATIONAL + 1
        ? digits.charAt(0) + " " + national(digits.substring(1))
        : common(value);
  }

  private static String common(Digits value) {
    String digits = value.digits();
    if (value.form() == DigitForm.SOCIAL_SECURITY && digits.length() == 9) {
      return digits.substring(0, 3) + "-" + digits.substring(3, 5) + "-" + digits.substring(5);
    }
    return switch (digits.length()) {
      case LOCAL -> digits.substring(0, 3) + "-" + digits.substring(3);
      case NATIONAL -> national(digits);
      default -> digits;
    };
  }

  private static String international(String digits, String joint) {
    int code = digits.length() - NATIONAL;
    return code < 1 || code > 3
        ? "+" + digits
        : "+" + digits.substring(0, code) + joint + national(digits.substring(code));
  }

  /** What stands for the area has three digits ("020"), four ("0161") or five ("01632"). */
  private static String british(String digits) {
    boolean city = digits.startsWith("011") || (digits.startsWith("01") && digits.charAt(3) == '1');
    int area = digits.startsWith("02") ? 3 : city ? 4 : 5;
    String number = digits.substring(area);
    String rest =
        area == 5
            ? number
            : number.substring(0, number.length() - 4)
                + " "
                + number.substring(number.length() - 4);
    return digits.substring(0, area) + " " + rest;
  }

  private static String national(String digits) {
    return digits.substring(0, 3) + "-" + digits.substring(3, 6) + "-" + digits.substring(6);
  }
}
