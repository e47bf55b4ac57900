package dev.lumen.cli.clean;

import dev.lumen.cli.TerminalText;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Writes JSON for a terminal: what could command it is escaped, which JSON leaves to the writer.
 */
final class TerminalJson extends FilterWriter {
  TerminalJson(Writer out) {
    super(out);
  }

  @Override
  public void write(int c) throws IOException {
    out.write(TerminalText.escaped(String.valueOf((char) c)));
  }

  @Override
  public void write(char[] buffer, int offset, int length) throws IOException {
    out.write(TerminalText.escaped(new String(buffer, offset, length)));
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    out.write(TerminalText.escaped(text.substring(offset, offset + length)));
  }
}
