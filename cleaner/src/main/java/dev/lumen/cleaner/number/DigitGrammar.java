package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.DigitReader.Run;
import dev.lumen.cleaner.number.Value.DigitForm;
import dev.lumen.cleaner.number.Value.Digits;
import org.jspecify.annotations.Nullable;

/**
 * Telephone numbers, codes and references in running text. From seven single digits on they are a
 * number for sure; shorter ones, and ones with tens in them, only where the speaker says what they
 * are.
 */
public final class DigitGrammar implements Grammar {
  private static final int SURE = 7;
  private static final int LEAST = 3;
  private static final int NEAR = 5;
  private static final int FAR = 8;

  /** Who counts from one to five counts on. */
  private static final int COUNTED = 5;

  @Override
  public @Nullable Found read(Atoms atoms, int at) {
    String first = atoms.at(at);
    boolean starts =
        NumberWords.digit(first) != null
            || atoms.isOh(at)
            || first.equals("double")
            || first.equals("triple")
            || first.equals("plus");
    Found pairs = Pairs.read(atoms, at);
    if (pairs != null) {
      return pairs;
    }
    if (!starts || !atoms.startsWord(at)) {
      return null;
    }
    if (isCounting(atoms, at)) {
      return Found.left(endOfCount(atoms, at));
    }
    boolean asked = Cues.ASKED.isAnswered(atoms) && at <= NEAR;
    boolean far = Cues.CODE.isBefore(atoms, at, FAR);
    boolean phone = Cues.PHONE.isBefore(atoms, at, NEAR) || first.equals("plus");
    Run run = DigitReader.read(atoms, at, phone || asked || far);
    if (run == null || !atoms.startsWord(run.end()) || isPartOfNumber(atoms, at, run.end())) {
      return null;
    }
    if (Cues.KEY.has(atoms.at(at - 1))) {
      return null;
    }
    int length = run.value().digits().length();
    boolean code =
        Cues.CODE.isBefore(atoms, at, NEAR)
            || atoms.reads(at - 3, "as", "in")
            || asked
            || (length > LEAST && (far || run.isMultiplied()));
    boolean telephone = first.equals("plus") || Cues.TELEPHONE.isBefore(atoms, at, NEAR);
    Digits value = telephone ? run.value() : withoutGroups(atoms, at, run.value());
    if (run.isSpelledOut()) {
      boolean told = length >= SURE || (length >= LEAST && code) || (length >= LEAST && phone);
      return told ? Found.sure(value, run.end()) : null;
    }
    boolean mixed = length >= SURE && run.singles() >= LEAST && (code || phone || isTrunk(run));
    return mixed ? Found.likely(value, run.end()) : null;
  }

  /** What is told of an order or an account is no telephone number. */
  private static Digits withoutGroups(Atoms atoms, int at, Digits digits) {
    boolean plain = digits.form() == DigitForm.PLAIN;
    for (int i = at - 1; plain && i >= Math.max(0, at - NEAR); i--) {
      if (Cues.CODE.has(atoms.at(i)) && !Cues.ANY_CODE.has(atoms.at(i))) {
        return new Digits(digits.digits(), DigitForm.CODE);
      }
    }
    return digits;
  }

  /** "one two three four five six seven eight nine ten": no telephone has the last. */
  private static boolean isCounting(Atoms atoms, int at) {
    return endOfCount(atoms, at) - at > COUNTED && !atoms.isDigit(endOfCount(atoms, at) - 1);
  }

  /** The atom behind a count from one up, word by word. */
  private static int endOfCount(Atoms atoms, int at) {
    int end = at;
    for (int next = 1; Integer.valueOf(next).equals(NumberWords.unit(atoms.at(end))); next++) {
      end++;
    }
    return end;
  }

  /** British numbers start with nought, American ones are given with a 1 before. */
  private static boolean isTrunk(Run run) {
    String digits = run.value().digits();
    return digits.length() == 11 && (digits.startsWith("0") || digits.startsWith("1"));
  }

  private static boolean isPartOfNumber(Atoms atoms, int start, int end) {
    String next = atoms.at(end);
    return NumberWords.isNumberWord(atoms.at(start - 1))
        || NumberWords.isNumberWord(next)
        || next.equals("percent")
        || next.equals("point");
  }
}
