package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.Reading.Kind;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A recursive descent over whole numbers: groups of hundreds, each with its scale, falling from
 * left to right, the last one perhaps an ordinal.
 */
final class WholeNumber {
  private static final int MILLION = 6;
  private static final int THOUSANDS = 3;
  private static final long HUNDRED = 100;
  private static final long THOUSAND = 1000;
  private static final Pattern BELOW_HUNDRED = Pattern.compile("[1-9]\\d?");

  private final Atoms atoms;
  private int at;
  private boolean ordinal;

  WholeNumber(Atoms atoms, int at) {
    this.atoms = atoms;
    this.at = at;
  }

  /** The whole number at an atom, if it is no rank; or null. */
  static @Nullable Reading cardinal(Atoms atoms, int at) {
    Reading number = new WholeNumber(atoms, at).read();
    return number == null || number.kind() != Kind.CARDINAL ? null : number;
  }

  /** The first group of a number with its scale word, "one billion" of a longer one; or null. */
  static @Nullable Reading group(Atoms atoms, int at) {
    WholeNumber number = new WholeNumber(atoms, at);
    long part = number.hundreds(true);
    int power = part <= 0 || number.ordinal ? 0 : number.scale();
    if (power == 0 || number.ordinal) {
      return null;
    }
    BigDecimal mantissa = BigDecimal.valueOf(part);
    return new Reading(
        mantissa.scaleByPowerOfTen(power),
        mantissa,
        0,
        atoms.at(number.at - 1),
        Kind.CARDINAL,
        number.at);
  }

  int at() {
    return at;
  }

  boolean isOrdinal() {
    return ordinal;
  }

  /** The longest whole number, or null. */
  @Nullable Reading read() {
    BigDecimal total = BigDecimal.ZERO;
    int lastScale = Integer.MAX_VALUE;
    String closing = "";
    BigDecimal mantissa = BigDecimal.ZERO;
    boolean any = false;
    while (lastScale > 0 && !ordinal) {
      int back = at;
      boolean joined = any && atoms.at(at).equals("and");
      at += joined ? 1 : 0;
      long part = hundreds(!any);
      part = part < 0 && lastScale == THOUSANDS && !joined ? 0 : part; // "eight thousand million"
      boolean two =
          part > THOUSAND && part % HUNDRED != 0 && NumberWords.scale(atoms.at(at)) != null;
      part = two ? hundredsAlone(back + (joined ? 1 : 0)) : part;
      int power = part < 0 || two ? 0 : scale();
      boolean loose = any && power == 0 && lastScale > 3; // "a billion two hundred" is 1.2 billion
      if (lastScale == THOUSANDS && power >= MILLION && !ordinal) {
        return inMillions(total.add(BigDecimal.valueOf(part)), power);
      }
      if (lastScale == THOUSANDS && at == back) {
        break;
      }
      if (part < 0 || loose || power >= lastScale) {
        at = back;
        ordinal = false;
        break;
      }
      closing = power == 0 || any || ordinal ? "" : atoms.at(at - 1);
      mantissa = any ? BigDecimal.ZERO : BigDecimal.valueOf(part);
      total = total.add(BigDecimal.valueOf(part).scaleByPowerOfTen(power));
      any = true;
      lastScale = power;
    }
    Kind kind = ordinal ? Kind.ORDINAL : Kind.CARDINAL;
    return any ? new Reading(total, mantissa, 0, closing, kind, at) : null;
  }

  /** "eighteen thousand nine hundred million": what was read counts the scale word read last. */
  private Reading inMillions(BigDecimal mantissa, int power) {
    BigDecimal value = mantissa.scaleByPowerOfTen(power);
    return new Reading(value, mantissa, 0, atoms.at(at - 1), Kind.CARDINAL, at);
  }

  /** The power of ten of a scale word, which is consumed; 0 for none. */
  private int scale() {
    if (ordinal) {
      return 0;
    }
    Integer power = NumberWords.scale(atoms.at(at));
    if (power == null) {
      power = NumberWords.ordinalScale(atoms.at(at));
      ordinal = power != null && power > 2;
      power = ordinal ? power : null;
    }
    at += power == null ? 0 : 1;
    return power == null ? 0 : power;
  }

  /** Up to 9,999 in the way of "twenty one hundred"; -1 for none. */
  private long hundreds(boolean first) {
    String word = atoms.at(at);
    boolean bare = first && (word.equals("hundred") || NumberWords.scale(word) != null);
    long head = bare ? 1 : belowHundred();
    if (head < 0 || ordinal) {
      return head;
    }
    if (atoms.at(at).equals("hundredth")) {
      at++;
      ordinal = true;
      return head * 100;
    }
    if (!atoms.at(at).equals("hundred")) {
      return head;
    }
    int afterHundred = ++at;
    boolean joined = atoms.at(at).equals("and");
    at += joined ? 1 : 0;
    long tail =
        joined && BELOW_HUNDRED.matcher(atoms.at(at)).matches() ? written() : belowHundred();
    boolean next = atoms.at(at).equals("hundred");
    boolean tens = tail > 20 && tail % 10 > 0;
    if (tail <= 0 || (next && !tens)) { // "a hundred and one hundred fifty"
      at = afterHundred;
      ordinal = false;
      return head * 100;
    }
    at -= next ? 1 : 0; // "two hundred thirty two hundred forty"
    return head * 100 + tail - (next ? tail % 10 : 0);
  }

  /** "twenty two hundred and three thousand" are two numbers: nothing counts 2,203 thousands. */
  private long hundredsAlone(int start) {
    at = start;
    long head = belowHundred();
    at++;
    return head * HUNDRED;
  }

  /** "a hundred and 20": recognisers write the ones in words and the others in digits. */
  private long written() {
    return Long.parseLong(atoms.at(at++));
  }

  /** 0 to 99; -1 for none. */
  long belowHundred() {
    String word = atoms.at(at);
    Integer tens = NumberWords.tens(word);
    if (tens != null) {
      at++;
      return (long) tens + afterTens();
    }
    Integer unit = NumberWords.unit(word);
    Integer rank = unit == null ? NumberWords.ordinal(word) : null;
    if (unit == null && rank == null) {
      return -1;
    }
    at++;
    ordinal = rank != null;
    return unit != null ? unit : rank == null ? -1 : rank;
  }

  /** "second" counts after tens only where no stretch of time can be meant. */
  private int afterTens() {
    String word = atoms.at(at);
    Integer unit = NumberWords.digit(word);
    if (unit != null && unit > 0) {
      at++;
      return unit;
    }
    Integer rank = NumberWords.ordinal(word);
    if (rank != null && rank <= 4 && isPartOfYear()) {
      return 0;
    }
    if (rank != null && rank < 10 && (!word.equals("second") || isRankPlace(at + 1))) {
      at++;
      ordinal = true;
      return rank;
    }
    return 0;
  }

  /** "twenty twenty third quarter", "two thousand twenty first half": the year ends before it. */
  private boolean isPartOfYear() {
    String next = atoms.at(at + 1);
    String century = atoms.at(at - 2);
    return (next.equals("quarter") || next.equals("half"))
        && (century.equals("twenty") || century.equals("thousand") || century.equals("and"));
  }

  private boolean isRankPlace(int index) {
    String next = atoms.at(index);
    boolean day = atoms.at(index - 3).equals("the") && Cues.DAY.has(next);
    return day
        || next.isEmpty()
        || Cues.RANK.has(next)
        || next.startsWith("twenty")
        || next.equals("nineteen");
  }
}
