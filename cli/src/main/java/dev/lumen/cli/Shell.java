package dev.lumen.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The process a command runs in.
 *
 * @param in standard input
 * @param out standard output, for results
 * @param err standard error, for everything else
 * @param env the environment
 * @param terminal whether a person reads {@code out}
 */
public record Shell(
    InputStream in, OutputStream out, PrintStream err, Map<String, String> env, boolean terminal) {

  public Shell {
    env = Map.copyOf(env);
  }

  /** This process. Text is UTF-8 whatever the locale, since files and pipes outlive it. */
  public static Shell ofProcess() {
    // Java asks for input and output at once; the launcher knows about the output alone.
    String told = System.getProperty("lumen.terminal");
    boolean terminal =
        told == null
            ? Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false)
            : Boolean.parseBoolean(told);
    return new Shell(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        System.getenv(),
        terminal);
  }

  /** Whether to use colours: on a terminal that has them, unless NO_COLOR is set (no-color.org). */
  public boolean colours() {
    return terminal
        && env.getOrDefault("NO_COLOR", "").isEmpty()
        && !env.getOrDefault("TERM", "").equals("dumb");
  }

  /**
   * Whether the process is being ended, as by Ctrl-C. What it had in hand fails then somewhere;
   * where is of no interest to who ended it.
   */
  public boolean isEnding() {
    Thread nothing = new Thread(() -> {}, "lumen-nothing");
    try {
      Runtime.getRuntime().addShutdownHook(nothing);
      Runtime.getRuntime().removeShutdownHook(nothing);
      return false;
    } catch (IllegalStateException ending) {
      return true;
    }
  }

  /** Standard output as characters, not flushed by itself. */
  public PrintStream printer() {
    return new PrintStream(out, false, StandardCharsets.UTF_8);
  }
}
