package dev.lumen.cli.clean;

import org.jspecify.annotations.Nullable;

/** Shows the results of a run in one form. */
interface Report {

  /** A new input begins. */
  void begin(String name);

  /** A turn was cleaned. */
  void add(Result result);

  /**
   * A line was no turn.
   *
   * @return whether the report itself shows it, so that nobody else has to
   */
  boolean addBroken(@Nullable Object id, String message);

  /** No input is left. */
  void end();
}
