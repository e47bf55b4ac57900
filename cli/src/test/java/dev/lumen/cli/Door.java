package dev.lumen.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * What a run of the program gave, through the same door that a user takes.
 *
 * @param exitCode of the process
 * @param out standard output
 * @param err standard error
 */
public record Door(int exitCode, String out, String err) {

  /** Runs the program with a text on standard input. */
  public static Door run(String input, String... args) {
    return run(input, Map.of(), false, args);
  }

  /** Runs the program in an environment, on a terminal or not. */
  public static Door run(String input, Map<String, String> env, boolean terminal, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Shell shell =
        new Shell(
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            out,
            new PrintStream(err, true, UTF_8),
            env,
            terminal);
    int exitCode = Lumen.run(List.of(args), shell);
    return new Door(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }
}
