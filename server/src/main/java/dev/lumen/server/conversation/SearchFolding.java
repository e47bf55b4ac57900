package dev.lumen.server.conversation;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text as a search reads it, as the database's {@code folded} does: in small letters, without
 * accents, in one encoding; and where in the text each of its letters comes from.
 */
final class SearchFolding {
  private static final Pattern ACCENTS =
      Pattern.compile(
          "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670]");

  private final StringBuilder letters;
  private int[] starts;

  private SearchFolding(int length) {
    letters = new StringBuilder(length);
    starts = new int[length + 1];
  }

  static SearchFolding of(String text) {
    SearchFolding folding = new SearchFolding(text.length());
    int from = 0;
    while (from < text.length()) {
      int end = from + Character.charCount(text.codePointAt(from));
      while (end < text.length() && isMark(text.codePointAt(end))) {
        end += Character.charCount(text.codePointAt(end));
      }
      folding.add(folded(text.substring(from, end)), from);
      from = end;
    }
    folding.starts[folding.letters.length()] = text.length();
    return folding;
  }

  private void add(String folded, int from) {
    if (letters.length() + folded.length() >= starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length + folded.length());
    }
    Arrays.fill(starts, letters.length(), letters.length() + folded.length(), from);
    letters.append(folded);
  }

  private static boolean isMark(int codePoint) {
    return codePoint > 0x2ff
        && switch (Character.getType(codePoint)) {
          case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
          default -> false;
        };
  }

  private static String folded(String cluster) {
    if (cluster.length() == 1 && cluster.charAt(0) < 0x80) {
      return String.valueOf(Character.toLowerCase(cluster.charAt(0)));
    }
    String small =
        switch (cluster.toLowerCase(Locale.ROOT)) {
          case "ø" -> "o";
          case "ł" -> "l";
          case "đ", "ð" -> "d";
          case "ħ" -> "h";
          case "ı" -> "i";
          case "ß" -> "ss";
          case "æ" -> "ae";
          case "œ" -> "oe";
          case "þ" -> "th";
          default -> cluster.toLowerCase(Locale.ROOT);
        };
    String bare = ACCENTS.matcher(Normalizer.normalize(small, Normalizer.Form.NFKD)).replaceAll("");
    return Normalizer.normalize(bare, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  int length() {
    return letters.length();
  }

  /** Where in the text a letter stands; after the last, its end. */
  int place(int letter) {
    return starts[letter];
  }

  /** Whether a word may begin at a letter. */
  boolean beginsWord(int letter) {
    return letter == 0
        || !isPartOfWord(letters.codePointBefore(letter))
        || (letter < letters.length() && isUnspaced(letters.codePointAt(letter)))
        || isUnspaced(letters.codePointBefore(letter));
  }

  /**
   * Where a word ends that begins at a letter as wanted; -1 where none does.
   *
   * @param whole whether nothing may follow in it
   */
  int endOfWord(int from, String wanted, boolean whole) {
    if (!letters
        .substring(from, Math.min(letters.length(), from + wanted.length()))
        .equals(wanted)) {
      return -1;
    }
    int end = from + wanted.length();
    while (end < letters.length() && !beginsWord(end) && isPartOfWord(letters.codePointAt(end))) {
      end += Character.charCount(letters.codePointAt(end));
    }
    return whole && end > from + wanted.length() ? -1 : end;
  }

  /** The next letter that is part of a word, from one on. */
  int nextWord(int from) {
    int at = from;
    while (at < letters.length() && !isPartOfWord(letters.codePointAt(at))) {
      at += Character.charCount(letters.codePointAt(at));
    }
    return at;
  }

  private static boolean isPartOfWord(int codePoint) {
    return Character.isLetterOrDigit(codePoint) || isMark(codePoint);
  }

  /** Whether it is of a script without blanks between words. */
  private static boolean isUnspaced(int codePoint) {
    return codePoint >= 0xe00
        && switch (Character.UnicodeScript.of(codePoint)) {
          case HAN, HIRAGANA, KATAKANA, THAI, LAO, MYANMAR, KHMER -> true;
          default -> codePoint >= 0x3040 && codePoint <= 0x30ff;
        };
  }
}
