package dev.lumen.cli.clean;

import dev.lumen.cli.Shell;
import dev.lumen.cli.TerminalText;

/**
 * Marks text, with colours (ECMA-48 SGR) where there are some and with signs where not.
 *
 * @param colours whether there are colours
 * @param terminal whether a terminal shows the text, which then may command nothing there
 */
record Paint(boolean colours, boolean terminal) {
  private static final String PLAIN = "\u001b[0m";

  static Paint of(Shell shell) {
    return new Paint(shell.colours(), shell.terminal());
  }

  /** Text of others as it is. */
  String plain(String text) {
    return terminal ? TerminalText.shown(text) : text;
  }

  String strong(String text) {
    return sgr("1", text);
  }

  String faint(String text) {
    return sgr("2", text);
  }

  String removed(String text) {
    return colours ? sgr("31;9", text) : "[-" + plain(text) + "-]";
  }

  String added(String text) {
    return colours ? sgr("32", text) : "{+" + plain(text) + "+}";
  }

  private String sgr(String code, String text) {
    return colours ? "\u001b[" + code + "m" + plain(text) + PLAIN : plain(text);
  }
}
