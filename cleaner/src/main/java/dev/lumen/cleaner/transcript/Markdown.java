package dev.lumen.cleaner.transcript;

import java.util.regex.Pattern;

/** The backslashes of Markdown, by which marks stand for themselves (CommonMark, 2.4). */
final class Markdown {
  private static final String MARK = "[!-/:-@\\[-`{-~]";
  private static final Pattern ESCAPED = Pattern.compile("\\\\(" + MARK + ")");
  private static final Pattern LIKE_AN_ESCAPE = Pattern.compile("\\\\(?=" + MARK + ")");

  private Markdown() {}

  /** The text that is meant. */
  static String unescaped(String text) {
    return text.indexOf('\\') < 0 ? text : ESCAPED.matcher(text).replaceAll("$1");
  }

  /** Text of which {@link #unescaped} loses nothing; its other marks stay, as people write them. */
  static String keepingBackslashes(String text) {
    return text.indexOf('\\') < 0 ? text : LIKE_AN_ESCAPE.matcher(text).replaceAll("\\\\\\\\");
  }
}
