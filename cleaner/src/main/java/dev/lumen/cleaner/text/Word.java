package dev.lumen.cleaner.text;

import java.util.Locale;

/** One token of a draft: what it reads now and the raw stretch that it came from. */
public final class Word {
  /** Stands for "no word here", so that rules can look beyond the ends of a turn. */
  public static final Word NONE =
      new Word("", WordKind.SYMBOL, false, new Stretch(0, 0, java.util.List.of()));

  private final String text;
  private final String lower;
  private final WordKind kind;
  private final boolean spaceBefore;
  private final Stretch stretch;

  Word(String text, WordKind kind, boolean spaceBefore, Stretch stretch) {
    this(text, lowered(text), kind, spaceBefore, stretch);
  }

  private Word(String text, String lower, WordKind kind, boolean spaceBefore, Stretch stretch) {
    this.text = text;
    this.lower = lower;
    this.kind = kind;
    this.spaceBefore = spaceBefore;
    this.stretch = stretch;
  }

  private static String lowered(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if ((character < 'a' || character > 'z') && character != '\'') {
        return lowerCase(text).replace('’', '\'');
      }
    }
    return text;
  }

  /**
   * Text in lower case. Of "İ" two characters are made, and Java copies all that it has for each.
   */
  public static String lowerCase(String text) {
    return text.replace("\u0130", "i\u0307").toLowerCase(Locale.ROOT);
  }

  /** A text, not empty, with a capital in front. */
  public static String capital(String text) {
    int first = Character.charCount(text.codePointAt(0));
    return text.substring(0, first).toUpperCase(Locale.ROOT) + text.substring(first);
  }

  /** What it reads now. */
  public String text() {
    return text;
  }

  /** What it reads now in lower case, with straight apostrophes. */
  public String lower() {
    return lower;
  }

  /** What kind of token it is. */
  public WordKind kind() {
    return kind;
  }

  /** Whether white space stands before it. */
  public boolean spaceBefore() {
    return spaceBefore;
  }

  /** Whether it is made of letters. */
  public boolean isWord() {
    return kind == WordKind.WORD;
  }

  /** Whether a person would read it out: letters or digits. */
  public boolean isSpoken() {
    return kind == WordKind.WORD || kind == WordKind.NUMBER;
  }

  /** Whether it is punctuation that ends a sentence. */
  public boolean endsSentence() {
    return kind == WordKind.PUNCTUATION
        && (text.equals(".") || text.equals("?") || text.equals("!"));
  }

  /** Whether it starts with a capital letter. */
  public boolean isCapitalised() {
    return !text.isEmpty() && Character.isUpperCase(text.codePointAt(0));
  }

  /** Whether some rule has touched it already. */
  public boolean isTouched() {
    return stretch.isTouched();
  }

  /** Where the stretch it belongs to starts in the raw text. */
  public int rawStart() {
    return stretch.start();
  }

  /** Where the stretch it belongs to ends in the raw text. */
  public int rawEnd() {
    return stretch.end();
  }

  Stretch stretch() {
    return stretch;
  }

  Word in(Stretch other, boolean space) {
    return new Word(text, lower, kind, space, other);
  }

  @Override
  public String toString() {
    return kind + "@" + stretch.start();
  }
}
