package dev.lumen.server.database;

import org.jspecify.annotations.Nullable;

/** Hears how long statements took that Jdbi did not run. */
@FunctionalInterface
public interface StatementTimes {
  /**
   * A statement is over.
   *
   * @param sql its text, without values; null where it is not known
   */
  void took(@Nullable String sql, long nanos);
}
