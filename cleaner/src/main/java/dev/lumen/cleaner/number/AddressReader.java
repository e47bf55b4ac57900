package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.text.Word;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads e-mail addresses and web addresses said out loud: "john dot smith at g mail dot com", "w w
 * w dot lumen dot com slash demo". Letters and digits join to the word before them; two words
 * beside each other do only where nothing but a domain can stand: behind "at" and "www dot".
 */
final class AddressReader {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(https?://)?([\\p{L}\\d._+-]+@)?([\\p{L}\\d_-]+\\.)+\\p{Alnum}+(/[\\p{L}\\d._/-]*)?");
  private static final Pattern NUMERIC = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final int MOST_WORDS_OF_A_DOMAIN = 3;
  private static final Set<String> SCHEMES = Set.of("http", "https", "www");

  private final Atoms atoms;
  private final int end;
  private final StringBuilder written = new StringBuilder();
  private int at;

  private AddressReader(Atoms atoms, int from, int to) {
    this.atoms = atoms;
    this.at = from;
    this.end = to;
  }

  /** The address that these atoms are, all of them; null where they are none. */
  static @Nullable String read(Atoms atoms, int from, int to) {
    return new AddressReader(atoms, from, to).read();
  }

  private @Nullable String read() {
    while (at < end) {
      if (isForwardSlash(atoms, at)) {
        at++;
      }
      String mark = mark(atoms, at);
      if (mark.isEmpty() && !piece()) {
        return null;
      }
      if (!mark.isEmpty()) {
        written.append(mark);
        at += isAtSign(atoms, at) ? 2 : 1;
      }
    }
    String address = written.toString();
    String numeric = address.replace('o', '0');
    if (NUMERIC.matcher(numeric).matches()) {
      return numeric; // "o" is nought between numbers
    }
    if (Character.isDigit(address.charAt(address.length() - 1)) && address.indexOf('/') < 0) {
      return null; // no domain ends in a digit
    }
    return ADDRESS.matcher(address).matches() && hasName(address) ? address : null;
  }

  /** "at sign" is one sign. */
  static boolean isAtSign(Atoms atoms, int at) {
    return atoms.reads(at, "at", "sign");
  }

  static boolean isForwardSlash(Atoms atoms, int at) {
    return atoms.reads(at, "forward", "slash");
  }

  /** What a spoken sign writes; empty for anything else. */
  static String mark(Atoms atoms, int at) {
    return switch (atoms.at(at)) {
      case "dot" -> ".";
      case "at" -> "@";
      case "dash", "hyphen" -> "-";
      case "underscore" -> "_";
      case "slash" -> "/";
      case "colon" -> ":";
      default -> "";
    };
  }

  /** Letters, digits, and one word, or some more in a domain, up to the next sign. */
  private boolean piece() {
    int start = written.length();
    int words = 0;
    while (at < end && mark(atoms, at).isEmpty() && !isForwardSlash(atoms, at)) {
      if (atoms.isLetter(at) && words == 0) {
        written.append(atoms.word(at).text());
        at++;
      } else if (NumberWords.isCardinalWord(atoms.at(at))
          || atoms.at(at).equals("double")
          || atoms.at(at).equals("triple")) {
        if (!digits()) {
          return false;
        }
      } else if ((words > 0 && words == mostWords(start))
          || !atoms.word(at).isWord()
          || atoms.at(at).indexOf('.') >= 0) {
        return false;
      } else {
        words++;
        written.append(atoms.word(at).text());
        at++;
      }
    }
    String piece = Word.lowerCase(written.substring(start));
    if (start == 0 && SCHEMES.contains(piece)) {
      written.setLength(0);
      written.append(piece);
    } else if (start > 0 && piece.equals("www")) {
      written.replace(start, written.length(), piece);
    }
    return true;
  }

  private int mostWords(int start) {
    boolean domain = written.indexOf("@") >= 0 || written.indexOf("www.") == 0;
    return domain && written.indexOf("/") < 0 && start > 0 ? MOST_WORDS_OF_A_DOMAIN : 1;
  }

  private boolean digits() {
    DigitReader.Run run = DigitReader.read(atoms, at);
    Integer digit = NumberWords.digit(atoms.at(at));
    if (run != null && run.end() <= end) {
      written.append(run.value().digits());
      at = run.end();
    } else if (digit != null) {
      written.append(digit);
      at++;
    } else {
      Reading number = NumberReader.read(atoms, at);
      if (number == null || number.decimals() > 0 || number.kind() == Reading.Kind.ORDINAL) {
        return false;
      }
      written.append(NumberWriter.plain(number.value(), 0, false));
      at = number.end();
    }
    return true;
  }

  /** Something must be named by letters: "three dot five" is no address. */
  private static boolean hasName(String address) {
    return address.chars().filter(Character::isLetter).count() >= 2;
  }
}
