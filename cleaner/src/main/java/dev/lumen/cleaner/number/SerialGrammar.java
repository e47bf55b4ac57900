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
  private static final int FAR = 9;
  private static final int LEAST = 4;
  private static final int HUNDRED = 100;
  private static final int LONGEST_POSTCODE = 8;

  /** Neither C, I, K, M, O nor V stands behind the space, so that they are not misread. */
  private static final Pattern INWARD =
      Pattern.compile("[A-Z]{1,2}\\d{1,2}[A-Z]?\\d[ABD-HJLNP-UW-Z]{2}");

  private static final int LEAST_DIGITS = 2;
  private static final Pattern POSTCODE = Pattern.compile("[A-Z]{1,2}\\d[A-Z\\d]?\\d[A-Z]{2}");

  @Override
  public @Nullable Found read(Atoms atoms, int at) {
    boolean quarter = atoms.at(at).equals("q") && NumberWords.digit(atoms.at(at + 1)) != null;
    boolean letter =
        atoms.isLetter(at) && !quarter && !atoms.isLetter(at - 1) && !isDigit(atoms, at - 1);
    if (isCased(atoms, at)) {
      return null;
    }
    Found postcode = letter ? postcode(atoms, at) : null;
    if (postcode != null) {
      return postcode;
    }
    boolean starts =
        letter
            ? isPart(atoms, at + 1) || isDash(atoms, at + 1)
            : !atoms.isLetter(at) && startsWithDigit(atoms, at);
    if (!starts || !isTold(atoms, at)) {
      return null;
    }
    StringBuilder written = new StringBuilder();
    int end = at;
    while (isPartBehind(atoms, end, written) || (isDash(atoms, end) && isPart(atoms, end + 1))) {
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

  /** Whether the speaker says what it is, or was asked for it. */
  private static boolean isTold(Atoms atoms, int at) {
    return Cues.CODE.isBefore(atoms, at, NEAR)
        || isSpelledCue(atoms, at)
        || (at <= NEAR && Cues.ASKED.isAnswered(atoms) && isOneByOne(atoms, at));
  }

  /** Who answers says letters and single digits; "a seven hundred thousand" is a sum. */
  private static boolean isOneByOne(Atoms atoms, int at) {
    int singles = 0;
    for (int i = at; i < at + LEAST; i++) {
      singles += atoms.isLetter(i) || isDigit(atoms, i) || isDash(atoms, i) ? 1 : 0;
    }
    return singles == LEAST;
  }

  /** "my i b a n is": the cue itself was said letter by letter. */
  private static boolean isSpelledCue(Atoms atoms, int at) {
    if (!atoms.at(at - 1).equals("is") && !atoms.at(at - 1).equals("number")) {
      return false;
    }
    StringBuilder cue = new StringBuilder();
    for (int i = at - 2; atoms.isLetter(i) && cue.length() < NEAR; i--) {
      cue.insert(0, atoms.at(i));
    }
    return Cues.CODE.has(cue.toString());
  }

  /** "capital t r four": how the letters of a password are written is said, and counts. */
  private static boolean isCased(Atoms atoms, int at) {
    for (int i = at; i > Math.max(0, at - FAR); i--) {
      if (atoms.isLetter(i) && Cues.CASE.has(atoms.at(i - 1))) {
        return true;
      }
    }
    return false;
  }

  /**
   * "l s six three a a": one or two letters, one or two digits, and a digit with two letters are a
   * British postcode and nothing else.
   */
  private static @Nullable Found postcode(Atoms atoms, int at) {
    StringBuilder written = new StringBuilder();
    int end = at;
    while (written.length() < LONGEST_POSTCODE && (atoms.isLetter(end) || isDigit(atoms, end))) {
      end = add(atoms, end, written);
    }
    boolean whole =
        INWARD.matcher(written).matches()
            && !isPart(atoms, end)
            && !isWordAtEnd(atoms, end)
            && atoms.startsWord(end);
    return whole
        ? Found.likely(new Literal(written.insert(written.length() - 3, ' ').toString()), end)
        : null;
  }

  /** "nine b one hundred and four" are two numbers; only letters stand before "n four hundred". */
  private static boolean isPartBehind(Atoms atoms, int at, StringBuilder written) {
    if (!isPart(atoms, at)) {
      return false;
    }
    Reading number = WholeNumber.cardinal(atoms, at);
    return number == null
        || number.number() < HUNDRED
        || written.chars().noneMatch(Character::isDigit);
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
    return atoms.isDigit(at) || atoms.isOh(at);
  }

  private static boolean isPart(Atoms atoms, int at) {
    String word = atoms.at(at);
    boolean round = word.equals("hundred") || NumberWords.scale(word) != null; // "a million calls"
    return atoms.isLetter(at)
        || atoms.isOh(at)
        || times(atoms, at) > 1
        || (!round && WholeNumber.cardinal(atoms, at) != null);
  }

  /** "double oh nine": how often the digit behind stands there. */
  private static int times(Atoms atoms, int at) {
    int times = atoms.at(at).equals("double") ? 2 : atoms.at(at).equals("triple") ? 3 : 1;
    return isDigit(atoms, at + 1) || atoms.isLetter(at + 1) ? times : 1;
  }

  /** "p o dash", "i o e zero": among letters it is one, between digits it is nought. */
  private static boolean isLetterO(Atoms atoms, int at, StringBuilder written) {
    if (!atoms.at(at).equals("o")) {
      return false;
    }
    boolean first = written.chars().noneMatch(Character::isDigit);
    boolean before = written.length() > 0 || atoms.isLetter(at + 1);
    boolean behind = isDash(atoms, at + 1) || (atoms.isLetter(at + 1) && !atoms.isOh(at + 1));
    return first && before && behind;
  }

  private static boolean isDash(Atoms atoms, int at) {
    return atoms.at(at).equals("dash")
        || atoms.at(at).equals("hyphen")
        || atoms.at(at).equals("slash");
  }

  /** Writes one part; returns the atom after it. */
  private static int add(Atoms atoms, int at, StringBuilder written) {
    if (isDash(atoms, at)) {
      written.append(atoms.at(at).equals("slash") ? '/' : '-');
    } else if (times(atoms, at) > 1) {
      int times = times(atoms, at);
      StringBuilder one = new StringBuilder();
      int end = add(atoms, at + 1, one);
      written.append(one.toString().repeat(times));
      return end;
    } else if (isLetterO(atoms, at, written)) {
      written.append('O');
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
    return word && atoms.word(end).isWord() && !atoms.isLetter(end);
  }
}
