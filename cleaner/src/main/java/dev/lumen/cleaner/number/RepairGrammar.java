package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.Value.Literal;
import dev.lumen.cleaner.text.WordKind;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that a recogniser wrote half in digits: "20 point seven million", "$2 and 35 cents", "18
 * percent", "q 1". Only what can mean nothing else is put together; "2 52" stays.
 */
public final class RepairGrammar implements Grammar {
  private static final Pattern DIGITS = Pattern.compile("\\d{1,3}(?:,?\\d{3})*+(?:\\.\\d+)?");
  private static final Pattern DOLLARS = Pattern.compile("[$€£]\\d+");
  private static final Pattern FEW = Pattern.compile("\\d{1,2}");
  private static final Set<String> LABELS = Set.of("2g", "3g", "4g", "5g", "6g", "2d", "3d", "4k");

  @Override
  public @Nullable Found read(Atoms atoms, int at) {
    String lower = atoms.at(at);
    String next = atoms.at(at + 1);
    if (lower.equals("q") && next.length() == 1 && "1234".contains(next)) {
      return Found.sure(new Literal("Q" + next), at + 2);
    }
    if (lower.equals("covid") && next.equals("19")) {
      return Found.sure(new Literal("COVID-19"), at + 2);
    }
    if (atoms.word(at).kind() != WordKind.NUMBER) {
      return null;
    }
    if (LABELS.contains(lower)) {
      String upper = lower.toUpperCase(Locale.ROOT);
      return atoms.word(at).text().equals(upper) ? null : Found.sure(new Literal(upper), at + 1);
    }
    if (DOLLARS.matcher(lower).matches()) {
      return cents(atoms, at);
    }
    return DIGITS.matcher(lower).matches() ? number(atoms, at) : null;
  }

  /** "$2 and 35 cents". */
  private static @Nullable Found cents(Atoms atoms, int at) {
    int place = atoms.at(at + 1).equals("and") ? at + 2 : at + 1;
    String cents = atoms.at(place);
    boolean fits = FEW.matcher(cents).matches() && Currency.isCents(atoms, place + 1);
    String two = cents.length() == 1 ? "0" + cents : cents;
    return fits ? Found.sure(new Literal(atoms.at(at) + "." + two), place + 2) : null;
  }

  /** Digits, what follows the point, the scale and the unit. */
  private static @Nullable Found number(Atoms atoms, int at) {
    if (atoms.at(at).equals("2000") && atoms.at(at + 1).equals("and")) {
      return year(atoms, at);
    }
    StringBuilder written = new StringBuilder(atoms.at(at));
    int end = at + 1;
    boolean whole = written.indexOf(".") < 0;
    if (whole && atoms.at(end).equals("point")) {
      end = fraction(atoms, end + 1, written);
    }
    boolean scaled = NumberWords.scale(atoms.at(end)) != null;
    int unit = scaled ? end + 1 : end;
    int percent = scaled ? 0 : NumberContext.percentLength(atoms, end);
    if (percent > 0) {
      return Found.sure(new Literal(written + "%"), end + percent);
    }
    Currency currency = Currency.at(atoms, unit);
    if (currency != null && currency.isWritten(atoms, unit)) {
      String scale = scaled ? " " + atoms.at(end) : "";
      return Found.sure(new Literal(currency.symbol() + written + scale), unit + 1);
    }
    return end > at + 1 ? Found.sure(new Literal(written.toString()), end) : null;
  }

  /** Appends the digits after a point, written or said; the atom after them. */
  private static int fraction(Atoms atoms, int at, StringBuilder written) {
    if (FEW.matcher(atoms.at(at)).matches()) {
      written.append('.').append(atoms.at(at));
      return at + 1;
    }
    int end = at;
    StringBuilder digits = new StringBuilder();
    for (Integer digit = NumberWords.digit(atoms.at(end)); digit != null; ) {
      digits.append(digit);
      end++;
      digit = NumberWords.digit(atoms.at(end));
    }
    if (digits.isEmpty()) {
      return at - 1;
    }
    written.append('.').append(digits);
    return end;
  }

  /** "2000 and 19". */
  private static @Nullable Found year(Atoms atoms, int at) {
    String tail = atoms.at(at + 2);
    boolean fits = FEW.matcher(tail).matches() && tail.charAt(0) != '0';
    boolean counted = NumberContext.isCounted(atoms, at + 3);
    boolean between = atoms.at(at - 1).equals("between");
    return fits && !counted && !between
        ? Found.sure(new Literal(tail.length() == 1 ? "200" + tail : "20" + tail), at + 3)
        : null;
  }
}
