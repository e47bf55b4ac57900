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
      boolean two =
          part > THOUSAND && part % HUNDRED != 0 && NumberWords.scale(atoms.at(at)) != null;
      part = two ? hundredsAlone(back + (joined ? 1 : 0)) : part;
      int power = part < 0 || two ? 0 : scale();
      boolean loose = any && power == 0 && lastScale > 3 && part < 100 && !joined;
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
    if (tail <= 0) {
      at = afterHundred;
      return head * 100;
    }
    return head * 100 + tail;
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
    if (rank != null && rank < 10 && (!word.equals("second") || isRankPlace(at + 1))) {
      at++;
      ordinal = true;
      return rank;
    }
    return 0;
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
