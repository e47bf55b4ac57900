package dev.lumen.server;

import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One line on standard error for each thing worth knowing: what this server says from INFO on, what
 * its libraries say from WARNING on.
 */
final class Logging {
  /** Held here, for a logger that nobody holds forgets its level. */
  private static final Logger OWN = Logger.getLogger("dev.lumen");

  /**
   * The pool tells of each broken connection with all of its stack, and what the database server
   * last said on it; that the database is away is told once, by the change feed.
   */
  private static final Logger POOL = Logger.getLogger("com.zaxxer.hikari");

  /** Warns, with all of its stack, of every client that leaves in the middle of a sentence. */
  private static final Logger HALF_REQUESTS =
      Logger.getLogger("io.helidon.webserver.http1.Http1Connection");

  /** Tells of each try to reach a Redis that is away; Lumen tells it once. */
  private static final Logger REDIS = Logger.getLogger("io.lettuce");

  /**
   * Tells of each batch that a collector did not take, with all of its stack; Lumen does so once.
   */
  private static final Logger TRACES = Logger.getLogger("io.opentelemetry.exporter");

  private Logging() {}

  /** With lines for people. */
  static void configure() {
    configure(OperationSettings.LogFormat.TEXT);
  }

  static void configure(OperationSettings.LogFormat format) {
    Logger root = Logger.getLogger("");
    for (var handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    ConsoleHandler console = new ConsoleHandler();
    console.setLevel(Level.ALL);
    console.setFormatter(LogLines.in(format));
    root.addHandler(console);
    root.setLevel(Level.WARNING);
    OWN.setLevel(Level.INFO);
    POOL.setLevel(Level.SEVERE);
    REDIS.setLevel(Level.SEVERE);
    HALF_REQUESTS.setLevel(Level.SEVERE);
    TRACES.setLevel(Level.OFF);
  }
}
