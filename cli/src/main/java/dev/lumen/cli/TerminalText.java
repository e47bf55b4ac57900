package dev.lumen.cli;

/**
 * Text of others made fit for a terminal. A transcript may hold the control characters with which
 * programs move the cursor, set the title or answer in the user's name; shown, they do nothing.
 */
public final class TerminalText {
  private static final char PICTURES = 0x2400;
  private static final char DELETE = 0x7f;
  private static final char LAST_C1 = 0x9f;
  private static final char DELETE_PICTURE = 0x2421;
  private static final char REPLACEMENT = 0xfffd;

  private TerminalText() {}

  /**
   * The text with a visible sign for each character that would command the terminal or turn the
   * direction of what follows; tabs and line feeds stay.
   */
  public static String shown(String text) {
    if (text.chars().noneMatch(it -> commands((char) it))) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length());
    text.chars().forEach(it -> shown.append(sign((char) it)));
    return shown.toString();
  }

  /** JSON in which the same characters are written as escapes: read again it is what it was. */
  public static String escaped(String json) {
    if (json.chars().noneMatch(it -> commands((char) it))) {
      return json;
    }
    StringBuilder escaped = new StringBuilder(json.length());
    json.chars()
        .forEach(
            it -> {
              if (commands((char) it)) {
                escaped.append("\\u%04x".formatted(it));
              } else {
                escaped.append((char) it);
              }
            });
    return escaped.toString();
  }

  private static boolean commands(char c) {
    return (c < ' ' && c != '\t' && c != '\n')
        || (c >= DELETE && c <= LAST_C1)
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }

  private static char sign(char c) {
    if (!commands(c)) {
      return c;
    }
    if (c < ' ') {
      return (char) (PICTURES + c);
    }
    return c == DELETE ? DELETE_PICTURE : REPLACEMENT;
  }
}
