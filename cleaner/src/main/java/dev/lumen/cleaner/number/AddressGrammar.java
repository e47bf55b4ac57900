package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.Value.Literal;
import dev.lumen.cleaner.text.Word;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * E-mail and web addresses in running text, and those of machines in digits. The end is told by a
 * common top-level domain; a mailbox before "at" must not be a word such as "look" or "find" that
 * leads to a web page.
 */
public final class AddressGrammar implements Grammar {
  private static final Set<String> TOP_LEVEL =
      Set.of(
          "com", "org", "net", "io", "ai", "co", "gov", "edu", "dev", "app", "eu", "info", "uk",
          "de", "fr", "ca", "biz", "tv", "me", "us");
  private static final Set<String> COUNTRIES =
      Set.of(
          "io", "ai", "tv", "uk", "us", "ca", "au", "nz", "ie", "de", "fr", "it", "es", "nl", "be",
          "ch", "at", "se", "no", "dk", "fi", "pl", "pt", "eu", "br", "mx", "in", "jp", "za");
  private static final Set<String> FUNCTION =
      Set.of("the", "our", "this", "that", "my", "your", "their", "its", "is", "was", "and", "of");
  private static final int FAR = 30;
  private static final int NEAR = 8;
  private static final int DOTS_OF_NUMERIC = 3;

  private final boolean mailOnly;

  private AddressGrammar(boolean mailOnly) {
    this.mailOnly = mailOnly;
  }

  /** For both. */
  public static AddressGrammar any() {
    return new AddressGrammar(false);
  }

  /** For e-mail addresses alone. */
  public static AddressGrammar mail() {
    return new AddressGrammar(true);
  }

  @Override
  public @Nullable Found read(Atoms atoms, int at) {
    if (!atoms.startsWord(at) || !atoms.word(at).isSpoken()) {
      return null;
    }
    if (!AddressReader.mark(atoms, at).isEmpty() || atoms.at(at).isEmpty()) {
      return null;
    }
    if (NumberWords.isCardinalWord(atoms.at(at))) {
      Found numeric = numeric(atoms, at);
      if (numeric != null) {
        return numeric;
      }
    }
    if (NumberWords.isCardinalWord(atoms.at(at + 1)) && numeric(atoms, at + 1) != null) {
      return null; // "IP ten dot zero dot zero dot one"
    }
    boolean word = atoms.at(at).equals("a") || atoms.at(at).equals("i");
    int dot = word && !atoms.isLetter(at + 1) ? -1 : nextDot(atoms, at);
    if (dot < 0) {
      return null;
    }
    int end = FUNCTION.contains(atoms.at(dot - 1)) ? -1 : end(atoms, dot);
    String read = end < 0 ? null : AddressReader.read(atoms, at, end);
    if (read == null) {
      return null;
    }
    boolean mail = read.indexOf('@') >= 0;
    String address = mail || read.startsWith("www.") ? withLowerCaseHost(read) : read;
    if (!mail) {
      return mailOnly || isSpelled(atoms, at) ? null : Found.sure(new Literal(address), end);
    }
    boolean told = Cues.MAIL.isBefore(atoms, at, NEAR);
    boolean unnamed = Cues.UNNAMED.has(atoms.at(at)) && !address.startsWith("info@");
    return unnamed && !address.substring(0, address.indexOf('@')).contains(".")
        ? null
        : told ? Found.sure(new Literal(address), end) : Found.likely(new Literal(address), end);
  }

  /** "one nine two dot one six eight dot zero dot one". */
  private static @Nullable Found numeric(Atoms atoms, int at) {
    if (NumberWords.isCardinalWord(atoms.at(at - 1)) || atoms.at(at - 1).equals("dot")) {
      return null;
    }
    int end = at;
    int dots = 0;
    while (atoms.at(end).equals("dot")
        || NumberWords.isCardinalWord(atoms.at(end))
        || atoms.isOh(end)) {
      dots += atoms.at(end).equals("dot") ? 1 : 0;
      end++;
    }
    String read = dots == DOTS_OF_NUMERIC ? AddressReader.read(atoms, at, end) : null;
    return read == null ? null : Found.sure(new Literal(read), end);
  }

  /** What a recogniser or a name gave a capital has none there; in a path it may count. */
  private static String withLowerCaseHost(String address) {
    int slash = address.indexOf('/');
    int host = slash < 0 ? address.length() : slash;
    return Word.lowerCase(address.substring(0, host)) + address.substring(host);
  }

  /** A letter after a letter is the middle of something spelled out. */
  private static boolean isSpelled(Atoms atoms, int at) {
    return atoms.isLetter(at) && atoms.isLetter(at - 1);
  }

  /** The next "dot" before the sentence or the turn ends; -1 for none. */
  private static int nextDot(Atoms atoms, int at) {
    for (int i = at + 1; i < Math.min(atoms.size(), at + FAR); i++) {
      if (!atoms.word(i).isSpoken()) {
        return -1;
      }
      if (atoms.at(i).equals("dot")) {
        return i;
      }
    }
    return -1;
  }

  /** "slash support slash reset", "forward slash returns". */
  private static int behindPath(Atoms atoms, int from) {
    int end = from;
    while (true) {
      int slash = AddressReader.isForwardSlash(atoms, end) ? end + 1 : end;
      if (!atoms.at(slash).equals("slash") || !atoms.word(slash + 1).isSpoken()) {
        return end;
      }
      end = slash + 2;
    }
  }

  /** "ingrid at example dot n o": the country, letter by letter. */
  private static boolean isCountry(Atoms atoms, int dot) {
    return atoms.at(dot).equals("dot")
        && atoms.isLetter(dot + 1)
        && atoms.isLetter(dot + 2)
        && !atoms.isLetter(dot + 3)
        && COUNTRIES.contains(atoms.at(dot + 1) + atoms.at(dot + 2));
  }

  /** The atom after the address whose first dot is given; -1 where no known domain ends it. */
  private static int end(Atoms atoms, int dot) {
    int end = -1;
    for (int i = dot; i < Math.min(atoms.size(), dot + FAR); i++) {
      if (atoms.at(i).equals("dot") && TOP_LEVEL.contains(atoms.at(i + 1))) {
        end = i + 2;
      } else if (isCountry(atoms, i)) {
        end = i + 3;
      } else if (!atoms.word(i).isSpoken()) {
        break;
      } else if (end == i && !AddressReader.mark(atoms, i).equals(".")) {
        break;
      }
    }
    return end < 0 ? end : behindPath(atoms, end);
  }
}
