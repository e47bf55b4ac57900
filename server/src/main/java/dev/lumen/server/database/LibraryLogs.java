package dev.lumen.server.database;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The libraries below tell of every step they take; only their warnings are of use in Lumen's log.
 */
final class LibraryLogs {
  /** Held here, because the logging system forgets the level of a logger nobody holds. */
  private static final List<Logger> LOGGERS =
      List.of(
          Logger.getLogger("org.flywaydb"),
          Logger.getLogger("com.zaxxer.hikari"),
          Logger.getLogger("io.zonky.test"));

  private LibraryLogs() {}

  /** Leaves a level alone that somebody has set. */
  static void keepWarningsOnly() {
    for (Logger logger : LOGGERS) {
      if (logger.getLevel() == null) {
        logger.setLevel(Level.WARNING);
      }
    }
  }
}
