package dev.lumen.cli.eval;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the number at a place of a word list, in words or digits, and writes it one way. */
final class SpokenNumber {
  static final Map<String, Integer> UNITS =
      Map.ofEntries(
          Map.entry("zero", 0),
          Map.entry("one", 1),
          Map.entry("two", 2),
          Map.entry("three", 3),
          Map.entry("four", 4),
          Map.entry("five", 5),
          Map.entry("six", 6),
          Map.entry("seven", 7),
          Map.entry("eight", 8),
          Map.entry("nine", 9),
          Map.entry("ten", 10),
          Map.entry("eleven", 11),
          Map.entry("twelve", 12),
          Map.entry("thirteen", 13),
          Map.entry("fourteen", 14),
          Map.entry("fifteen", 15),
          Map.entry("sixteen", 16),
          Map.entry("seventeen", 17),
          Map.entry("eighteen", 18),
          Map.entry("nineteen", 19));
  static final Map<String, Integer> TENS =
      Map.of(
          "twenty", 20, "thirty", 30, "forty", 40, "fifty", 50, "sixty", 60, "seventy", 70,
          "eighty", 80, "ninety", 90);
  static final Map<String, Long> SCALES =
      Map.of(
          "thousand",
          1_000L,
          "million",
          1_000_000L,
          "billion",
          1_000_000_000L,
          "trillion",
          1_000_000_000_000L);
  static final Map<String, Integer> ORDINALS =
      Map.ofEntries(
          Map.entry("first", 1),
          Map.entry("second", 2),
          Map.entry("third", 3),
          Map.entry("fourth", 4),
          Map.entry("fifth", 5),
          Map.entry("sixth", 6),
          Map.entry("seventh", 7),
          Map.entry("eighth", 8),
          Map.entry("ninth", 9),
          Map.entry("tenth", 10),
          Map.entry("eleventh", 11),
          Map.entry("twelfth", 12),
          Map.entry("thirteenth", 13),
          Map.entry("fourteenth", 14),
          Map.entry("fifteenth", 15),
          Map.entry("sixteenth", 16),
          Map.entry("seventeenth", 17),
          Map.entry("eighteenth", 18),
          Map.entry("nineteenth", 19));
  static final Map<String, Integer> ROUND_ORDINALS =
      Map.of(
          "twentieth",
          20,
          "thirtieth",
          30,
          "fortieth",
          40,
          "fiftieth",
          50,
          "sixtieth",
          60,
          "seventieth",
          70,
          "eightieth",
          80,
          "ninetieth",
          90);
  static final Pattern DIGITS =
      Pattern.compile("\\d+(?:\\.\\d+)?", Pattern.UNICODE_CHARACTER_CLASS);

  private final List<String> words;
  private int at;
  private double value;
  private boolean whole = true;

  private SpokenNumber(List<String> words, int at) {
    this.words = words;
    this.at = at;
  }

  /**
   * A number as it is written here.
   *
   * @param text its one writing
   * @param end the index after its last word
   */
  record Read(String text, int end) {}

  /** Below a hundred: the value, where it ends, and whether it is an ordinal. */
  private record Small(int value, int end, boolean ordinal) {}

  /** Whether a number may start with this word. */
  static boolean mayStart(String word) {
    return Character.isDigit(word.charAt(0))
        || UNITS.containsKey(word)
        || TENS.containsKey(word)
        || ORDINALS.containsKey(word)
        || ROUND_ORDINALS.containsKey(word)
        || word.equals("a")
        || word.equals("an")
        || word.equals("hundred")
        || SCALES.containsKey(word);
  }

  /** The longest number that starts at a word, or null. */
  static @Nullable Read at(List<String> words, int index) {
    return new SpokenNumber(words, index).read();
  }

  private String word(int index) {
    return index < words.size() ? words.get(index) : "";
  }

  private @Nullable Read read() {
    String first = word(at);
    boolean article = first.equals("a") || first.equals("an");
    if (article) {
      if (!isHundred(at + 1) && !isScale(at + 1)) {
        return null;
      }
      value = 1;
      at++;
    } else if (isHundred(at) || isScale(at)) {
      value = 1;
    } else if (DIGITS.matcher(first).matches()) {
      whole = first.indexOf('.') < 0;
      value = Double.parseDouble(first);
      at++;
      if (!isScale(at) && !isHundred(at)) {
        return new Read(whole ? new BigInteger(first).toString() : written(value), at);
      }
    } else {
      Read done = readSmall();
      if (done != null || at < 0) {
        return done;
      }
    }
    readDecimals();
    return readScales();
  }

  /** The words below a hundred at the start; a finished number, or null to read on. */
  private @Nullable Read readSmall() {
    Small small = small(at);
    if (small == null) {
      at = -1;
      return null;
    }
    at = small.end();
    value = small.value();
    if (small.ordinal()) {
      return new Read(ordinal(small.value()), at);
    }
    if (small.value() >= 10 && small.value() <= 99) {
      Small second = small(at);
      if (second != null && !second.ordinal() && second.value() >= 10) {
        return new Read(Integer.toString(small.value() * 100 + second.value()), second.end());
      }
      Integer unit = UNITS.get(word(at + 1));
      if (isOh(at) && unit != null && unit >= 1 && unit <= 9) {
        return new Read(Integer.toString(small.value() * 100 + unit), at + 2);
      }
    }
    return null;
  }

  private @Nullable Small small(int index) {
    String word = word(index);
    Integer tens = TENS.get(word);
    if (tens != null) {
      String next = word(index + 1);
      Integer unit = UNITS.get(next);
      if (unit != null && unit >= 1 && unit <= 9) {
        return new Small(tens + unit, index + 2, false);
      }
      Integer ordinal = ORDINALS.get(next);
      if (ordinal != null && ordinal <= 9 && !next.equals("second")) {
        return new Small(tens + ordinal, index + 2, true);
      }
      return new Small(tens, index + 1, false);
    }
    Integer unit = UNITS.get(word);
    if (unit != null) {
      return new Small(unit, index + 1, false);
    }
    Integer ordinal = ROUND_ORDINALS.getOrDefault(word, ORDINALS.get(word));
    return ordinal == null ? null : new Small(ordinal, index + 1, true);
  }

  /** "point two five". */
  private void readDecimals() {
    boolean follows =
        UNITS.containsKey(word(at + 1)) || TENS.containsKey(word(at + 1)) || isOh(at + 1);
    if (!word(at).equals("point") || !follows) {
      return;
    }
    StringBuilder digits = new StringBuilder();
    int next = at + 1;
    while (next < words.size()) {
      Integer unit = UNITS.get(word(next));
      if (unit != null && unit <= 9) {
        digits.append(unit);
        next++;
      } else if (isOh(next)) {
        digits.append('0');
        next++;
      } else {
        Small small = digits.isEmpty() ? small(next) : null;
        if (small != null) {
          digits.append(small.value());
          next = small.end();
        }
        break;
      }
    }
    if (!digits.isEmpty()) {
      value = Double.parseDouble(current() + "." + digits);
      whole = false;
      at = next;
    }
  }

  private @Nullable Read readScales() {
    double total = 0;
    while (true) {
      if (isHundred(at)) {
        value *= 100;
        at++;
        Read done = readAfterHundred(total);
        if (done != null) {
          return done;
        }
      }
      Long scale = SCALES.get(word(at));
      if (scale == null || at >= words.size()) {
        break;
      }
      total += value * scale;
      value = 0;
      whole = true;
      at++;
      if (!readAfterScale(scale)) {
        break;
      }
    }
    return new Read(written(total + value), at);
  }

  /** "and five" behind a hundred; a finished ordinal, or null to read on. */
  private @Nullable Read readAfterHundred(double total) {
    boolean and = word(at).equals("and") && at + 1 < words.size();
    int next = and ? at + 1 : at;
    Small small = next < words.size() ? small(next) : null;
    if (small != null && whole) {
      if (small.ordinal()) {
        return new Read(ordinal((long) (total + value + small.value())), small.end());
      }
      if (small.value() > 0) {
        value += small.value();
        at = small.end();
      }
    } else if (and
        && whole
        && DIGITS.matcher(word(next)).matches()
        && word(next).indexOf('.') < 0
        && new BigInteger(word(next)).compareTo(BigInteger.valueOf(100)) < 0) {
      value += Integer.parseInt(word(next));
      at = next + 1;
    }
    return null;
  }

  /** "two thousand and twenty" goes on; "five million one other" does not. */
  private boolean readAfterScale(long scale) {
    int next = word(at).equals("and") && at + 1 < words.size() ? at + 1 : at;
    if (!UNITS.containsKey(word(next)) && !TENS.containsKey(word(next))) {
      return false;
    }
    Small small = small(next);
    if (small == null || small.ordinal()) {
      return false;
    }
    boolean big = isHundred(small.end()) || isScale(small.end());
    Long nextScale = SCALES.get(word(small.end()));
    if ((!big && scale != 1_000) || (big && nextScale != null && nextScale >= scale)) {
      return false;
    }
    value = small.value();
    at = small.end();
    return true;
  }

  private boolean isHundred(int index) {
    return word(index).equals("hundred");
  }

  private boolean isScale(int index) {
    return SCALES.containsKey(word(index));
  }

  private boolean isOh(int index) {
    return word(index).equals("oh") || word(index).equals("o");
  }

  private String current() {
    return written(value);
  }

  private static String ordinal(long number) {
    long tens = number % 100;
    if (tens >= 10 && tens <= 20) {
      return number + "th";
    }
    return number
        + switch ((int) (number % 10)) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
  }

  /** A number without a needless point: at most six decimals. */
  static String written(double number) {
    if (Math.abs(number - Math.rint(number)) < 1e-6) {
      return new BigDecimal(Math.rint(number)).toBigInteger().toString();
    }
    return new BigDecimal(number)
        .setScale(6, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }
}
