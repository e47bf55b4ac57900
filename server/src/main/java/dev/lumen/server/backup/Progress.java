package dev.lumen.server.backup;

/** Hears how far a backup or a restore is. */
@FunctionalInterface
public interface Progress {
  /** For those who do not want to know. */
  Progress NONE = (step, rows) -> {};

  /**
   * Called often, from the thread that works.
   *
   * @param step as {@code turns} or {@code checking turns}
   * @param rows of that step so far
   */
  void at(String step, long rows);
}
