package dev.lumen.cleaner.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts text into words, numbers, marks and punctuation, in one pass from left to right.
 *
 * <p>Every character that is not white space belongs to exactly one token. Surrogate pairs are
 * never cut. The work is linear: each look-ahead is bounded.
 */
public final class Tokenizer {
  private static final int LONGEST_MARK = 40;
  private static final int LONGEST_ADDRESS = 80;
  private static final Set<String> TOP_LEVEL =
      Set.of("com", "org", "net", "io", "co", "ai", "uk", "gov", "edu", "dev", "app", "eu");

  private final String text;
  private final List<Word> words = new ArrayList<>();
  private int at;

  private Tokenizer(String text) {
    this.text = text;
  }

  /** The tokens of a raw text, each its own untouched stretch. */
  public static List<Word> tokenize(String text) {
    return new Tokenizer(text).run();
  }

  private List<Word> run() {
    boolean space = false;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      if (isSpace(codePoint)) {
        at += Character.charCount(codePoint);
        space = true;
        continue;
      }
      int start = at;
      WordKind kind = read(codePoint);
      words.add(
          new Word(text.substring(start, at), kind, space, new Stretch(start, at, List.of())));
      space = false;
    }
    return words;
  }

  static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }

  private WordKind read(int codePoint) {
    if (readMark(codePoint)) {
      return WordKind.MARK;
    }
    if (isDigit(codePoint) || (isCurrency(codePoint) && isDigit(peek(1)))) {
      readNumber();
      return WordKind.NUMBER;
    }
    if (Character.isLetter(codePoint)) {
      readWord();
      return WordKind.WORD;
    }
    at += Character.charCount(codePoint);
    if (codePoint == '.' || codePoint == '-') {
      while (peek(0) == codePoint) {
        at++;
      }
    }
    return isPunctuation(codePoint) ? WordKind.PUNCTUATION : WordKind.SYMBOL;
  }

  private int peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : -1;
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private static boolean isCurrency(int character) {
    return character == '$' || character == '£' || character == '€' || character == '¥';
  }

  private static boolean isPunctuation(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  /** {@code <noise>}, {@code [cross talk]}, {@code ##VT_WARM##}. */
  private boolean readMark(int first) {
    if (first == '#') {
      return text.startsWith("##VT_", at) && readVoiceTag();
    }
    int closing = first == '<' ? '>' : first == '[' ? ']' : -1;
    if (closing < 0) {
      return false;
    }
    int limit = Math.min(text.length(), at + LONGEST_MARK);
    for (int i = at + 1; i < limit; i++) {
      char character = text.charAt(i);
      if (character == closing && i > at + 1) {
        at = i + 1;
        return true;
      }
      if (!Character.isLetter(character) && " _-/".indexOf(character) < 0) {
        return false;
      }
    }
    return false;
  }

  private boolean readVoiceTag() {
    int limit = Math.min(text.length() - 1, at + 2 * LONGEST_MARK);
    for (int i = at + 5; i < limit; i++) {
      char character = text.charAt(i);
      if (character == '#' && text.charAt(i + 1) == '#') {
        at = i + 2;
        return true;
      }
      if (character != '_' && !(character >= 'A' && character <= 'Z')) {
        return false;
      }
    }
    return false;
  }

  private void readNumber() {
    at++;
    while (at < text.length()) {
      int character = peek(0);
      boolean joins = character >= 0 && ",.:/-".indexOf(character) >= 0 && isDigit(peek(1));
      if (!isDigit(character) && !joins) {
        break;
      }
      at++;
    }
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    if (peek(0) == '%') {
      at++;
    }
  }

  private void readWord() {
    int start = at;
    if (readAddress()) {
      return;
    }
    readLetters();
    if (at - start == 1 && peek(0) == '.' && isLetter(1) && peek(2) == '.') {
      readDottedLetters();
      return;
    }
    while (readJoint(start)) {
      readLetters();
    }
    if (peek(0) == '-' && peek(1) != '-') {
      at++; // a word that was cut off: "So- so"
    }
  }

  /** An e-mail address or a web address with its "www." or "https://" is one token. */
  private boolean readAddress() {
    int end = at;
    int dots = 0;
    boolean mail = false;
    for (; end < Math.min(text.length(), at + LONGEST_ADDRESS); end++) {
      char character = text.charAt(end);
      if (!isAddressPart(character)) {
        break;
      }
      mail |= character == '@';
      dots += character == '.' ? 1 : 0;
    }
    while (end > at && !Character.isLetterOrDigit(text.charAt(end - 1))) {
      end--;
      dots -= text.charAt(end) == '.' ? 1 : 0;
    }
    boolean address = dots > 0 && (mail || isPage());
    at = address ? end : at;
    return address;
  }

  private boolean isPage() {
    return text.startsWith("www.", at)
        || text.startsWith("http://", at)
        || text.startsWith("https://", at);
  }

  private static boolean isAddressPart(char character) {
    return Character.isLetterOrDigit(character) || ".@_-+/:".indexOf(character) >= 0;
  }

  private void readLetters() {
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      if (!Character.isLetterOrDigit(codePoint)
          && Character.getType(codePoint) != Character.NON_SPACING_MARK
          && Character.getType(codePoint) != Character.COMBINING_SPACING_MARK) {
        return;
      }
      at += Character.charCount(codePoint);
    }
  }

  /** What joins two runs of letters to one word; consumed when it does. */
  private boolean readJoint(int start) {
    int joint = peek(0);
    if (joint < 0 || !isLetterOrDigit(1)) {
      return false;
    }
    boolean joins =
        switch (joint) {
          case '\'', '’', '-', '@', '_' -> true;
          case '&' -> Character.isUpperCase(text.charAt(at - 1));
          case '.' -> domainFollows() || hasAt(start);
          default -> false;
        };
    if (joins) {
      at++;
    }
    return joins;
  }

  private boolean hasAt(int start) {
    for (int i = at - 1; i >= Math.max(start, at - LONGEST_MARK); i--) {
      if (text.charAt(i) == '@') {
        return true;
      }
    }
    return false;
  }

  private boolean domainFollows() {
    int end = at + 1;
    while (end < text.length() && end < at + 5 && Character.isLetter(text.charAt(end))) {
      end++;
    }
    boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
    return ends && TOP_LEVEL.contains(text.substring(at + 1, end).toLowerCase(Locale.ROOT));
  }

  private void readDottedLetters() {
    while (peek(0) == '.' && isLetter(1) && peek(2) == '.') {
      at += 2;
    }
    if (peek(0) == '.') {
      at++;
    }
  }

  private boolean isLetter(int ahead) {
    int character = peek(ahead);
    return character >= 0 && Character.isLetter(character);
  }

  private boolean isLetterOrDigit(int ahead) {
    int character = peek(ahead);
    return character >= 0 && Character.isLetterOrDigit(character);
  }
}
