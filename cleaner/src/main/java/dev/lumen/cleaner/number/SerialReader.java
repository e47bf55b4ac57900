package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads serial numbers, letters and numbers mixed: "a b nine", "x three eighty six". */
final class SerialReader {
  private static final int SOCKET = 2;

  private SerialReader() {}

  /** What all of the atoms spell together, letters as they were heard; null for anything else. */
  static @Nullable String read(Atoms atoms) {
    StringBuilder serial = new StringBuilder();
    int letters = 0;
    int numbers = 0;
    int at = 0;
    while (at < atoms.size()) {
      if (atoms.isLetter(at)) {
        serial.append(atoms.word(at).text());
        letters++;
        at++;
        continue;
      }
      int end = number(atoms, at, serial);
      if (end == at) {
        return null;
      }
      numbers++;
      at = end;
    }
    if (letters == 0 || numbers == 0) {
      return null;
    }
    return spaced(atoms, serial.toString(), letters);
  }

  private static int number(Atoms atoms, int at, StringBuilder serial) {
    Integer digit = NumberWords.digit(atoms.at(at));
    boolean next = NumberWords.tens(atoms.at(at + 1)) != null;
    if (digit != null && !next) {
      serial.append(digit);
      return at + 1;
    }
    Reading number = NumberReader.read(atoms, at);
    boolean whole = number != null && number.decimals() == 0 && number.scale().isEmpty();
    if (number == null || !whole || number.kind() == Reading.Kind.ORDINAL) {
      return at;
    }
    serial.append(NumberWriter.plain(number.value(), 0, false));
    return number.end();
  }

  /** "a thirty six" may be an article; an abbreviation before two numbers stands by itself. */
  private static String spaced(Atoms atoms, String serial, int letters) {
    String digits = serial.substring(Math.min(letters, serial.length()));
    boolean lettersFirst = digits.chars().allMatch(Character::isDigit);
    if (lettersFirst && atoms.at(0).equals("a") && letters == 1) {
      return serial.charAt(0) + " " + digits;
    }
    boolean model = lettersFirst && letters > SOCKET && digits.length() == 4;
    return model ? serial.substring(0, letters).toUpperCase(Locale.ROOT) + " " + digits : serial;
  }
}
