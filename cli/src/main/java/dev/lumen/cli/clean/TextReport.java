package dev.lumen.cli.clean;

import java.io.PrintWriter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The cleaned text, a line a turn, in a form that can be read in again. */
final class TextReport implements Report {
  private static final Pattern LINE_ENDS = Pattern.compile("\\s*+\\R\\s*+");

  private final PrintWriter out;
  private final Paint paint;
  private final boolean severalInputs;
  private boolean first = true;

  TextReport(PrintWriter out, Paint paint, boolean severalInputs) {
    this.out = out;
    this.paint = paint;
    this.severalInputs = severalInputs;
  }

  @Override
  public void begin(String name) {
    if (severalInputs) {
      out.print((first ? "" : "\n") + "==> " + paint.plain(name) + " <==\n");
    }
    first = false;
  }

  @Override
  public void add(Result result) {
    String text = LINE_ENDS.matcher(result.cleaned().cleanedText()).replaceAll(" ");
    String speaker = result.said().named() ? paint.strong(result.said().speaker() + ":") + " " : "";
    out.print((speaker + paint.plain(text)).stripTrailing() + "\n");
  }

  @Override
  public boolean addBroken(@Nullable Object id, String message) {
    return false;
  }

  @Override
  public void end() {}
}
