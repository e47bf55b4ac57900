package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.Value.Literal;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of orders, flights and the like in running text, letters and digits said one by one: "the
 * order number is a b seven seven four dash two k". Only where the speaker says what it is.
 */
public final class SerialGrammar implements Grammar {
  private static final int NEAR = 5;
  private static final int LEAST = 4;
  private static final int LEAST_DIGITS = 2;
  private static final Pattern POSTCODE = Pattern.compile("[A-Z]{1,2}\\d[A-Z\\d]?\\d[A-Z]{2}");

  @Override
  public @Nullable Found read(Atoms atoms, int at) {
    boolean quarter = atoms.at(at).equals("q") && NumberWords.digit(atoms.at(at + 1)) != null;
    boolean starts =
        atoms.isLetter(at)
            ? !quarter
                && !atoms.isLetter(at - 1)
                && !isDigit(atoms, at - 1)
                && isPart(atoms, at + 1)
            : startsWithDigit(atoms, at);
    if (!starts || !Cues.CODE.isBefore(atoms, at, NEAR)) {
      return null;
    }
    StringBuilder written = new StringBuilder();
    int end = at;
    while (isPart(atoms, end) || (isDash(atoms, end) && isPart(atoms, end + 1))) {
      end = add(atoms, end, written);
    }
    if (isWordAtEnd(atoms, end)) {
      end--;
      written.setLength(written.length() - 1);
    }
    boolean both = written.chars().anyMatch(Character::isLetter);
    long digits = written.chars().filter(Character::isDigit).count();
    boolean whole =
        both && written.length() >= LEAST && digits >= LEAST_DIGITS && atoms.startsWord(end);
    return whole ? Found.likely(new Literal(grouped(atoms, at, written)), end) : null;
  }

  /** British postcodes have a space: "SW1A 1AA". */
  private static String grouped(Atoms atoms, int at, StringBuilder written) {
    boolean told = false;
    for (int i = at - 1; i >= Math.max(0, at - NEAR); i--) {
      told |= atoms.at(i).equals("postcode") || atoms.reads(i, "post", "code");
    }
    if (written.length() > 2 && written.charAt(0) == '0' && written.charAt(1) == 'X') {
      written.setCharAt(1, 'x'); // "0x80070005"
    }
    return told && POSTCODE.matcher(written).matches()
        ? written.insert(written.length() - 3, ' ').toString()
        : written.toString();
  }

  /** "one z nine nine", "seven x y z one": digits, and then a letter that is no article. */
  private static boolean startsWithDigit(Atoms atoms, int at) {
    if (!isDigit(atoms, at) || isDigit(atoms, at - 1)) {
      return false;
    }
    int end = at;
    while (isDigit(atoms, end)) {
      end++;
    }
    return atoms.isLetter(end) && !atoms.isOh(end) && !isWordAtEnd(atoms, end + 1);
  }

  private static boolean isDigit(Atoms atoms, int at) {
    return NumberWords.digit(atoms.at(at)) != null || atoms.isOh(at);
  }

  private static boolean isPart(Atoms atoms, int at) {
    String word = atoms.at(at);
    boolean round = word.equals("hundred") || NumberWords.scale(word) != null; // "a million calls"
    return atoms.isLetter(at)
        || atoms.isOh(at)
        || (!round && WholeNumber.cardinal(atoms, at) != null);
  }

  private static boolean isDash(Atoms atoms, int at) {
    return atoms.at(at).equals("dash") || atoms.at(at).equals("hyphen");
  }

  /** Writes one part; returns the atom after it. */
  private static int add(Atoms atoms, int at, StringBuilder written) {
    if (isDash(atoms, at)) {
      written.append('-');
    } else if (atoms.isOh(at)) {
      written.append('0');
    } else if (atoms.isLetter(at)) {
      written.append((char) (atoms.at(at).charAt(0) - 'a' + 'A'));
    } else {
      Reading number = Objects.requireNonNull(WholeNumber.cardinal(atoms, at));
      written.append(number.number());
      return number.end();
    }
    return at + 1;
  }

  /** "… four two a week", "… four two i think": the last letter is a word, and more follows. */
  private static boolean isWordAtEnd(Atoms atoms, int end) {
    boolean word = atoms.at(end - 1).equals("a") || atoms.at(end - 1).equals("i");
    return word && atoms.word(end).isWord();
  }
}
