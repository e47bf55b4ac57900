package dev.lumen.server.database;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What is done inside one transaction.
 *
 * @param <T> what it answers; may be a nullable type
 */
@FunctionalInterface
public interface HandleWork<T extends @Nullable Object> {

  /**
   * Talks to the database and to nothing else: it may be run again after a deadlock. The handle is
   * the transaction's own and must not be kept.
   */
  T with(Handle handle);
}
