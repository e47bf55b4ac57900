package dev.lumen.cli.operations;

import dev.lumen.cli.Shell;
import dev.lumen.server.backup.Progress;
import java.time.Duration;
import java.util.Locale;

/**
 * Says on standard error how far it is, from the second second on: to a person on one line that
 * changes, to a file every ten seconds.
 */
final class ProgressLine implements Progress, AutoCloseable {
  private static final Duration FIRST = Duration.ofSeconds(1);

  private final Shell shell;
  private final Duration interval;
  private long next = System.nanoTime() + FIRST.toNanos();
  private boolean open;

  ProgressLine(Shell shell) {
    this.shell = shell;
    this.interval = shell.terminal() ? Duration.ofMillis(200) : Duration.ofSeconds(10);
  }

  @Override
  public void at(String step, long rows) {
    long now = System.nanoTime();
    if (now < next) {
      return;
    }
    next = now + interval.toNanos();
    String text = rows == 0 ? step : String.format(Locale.ROOT, "%s: %,d rows", step, rows);
    if (shell.terminal()) {
      shell.err().print("\r\u001b[K  " + text);
      shell.err().flush();
      open = true;
    } else {
      shell.err().println("  " + text);
    }
  }

  /** Clears the line for what comes behind it. */
  void end() {
    if (open) {
      shell.err().print("\r\u001b[K");
      shell.err().flush();
      open = false;
    }
  }

  @Override
  public void close() {
    end();
  }
}
