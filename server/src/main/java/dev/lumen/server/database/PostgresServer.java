package dev.lumen.server.database;

import java.util.OptionalLong;

/**
 * A running PostgreSQL that Lumen may use: version 15 or newer, {@code wal_level=logical}, with a
 * role that may open replication connections.
 */
public interface PostgresServer extends AutoCloseable {

  /**
   * {@code jdbc:postgresql://host:port/database}, with options perhaps, without user and password.
   */
  String jdbcUrl();

  /** The role Lumen connects as; it owns the schema and is bound by row-level security. */
  String user();

  /** The password of {@link #user()}; never to be logged. */
  String password();

  /** Whether no other Lumen can be at work on it as long as this one runs. */
  default boolean isExclusive() {
    return false;
  }

  /** How many bytes are free on its disk, where that can be seen from here. */
  default OptionalLong room() {
    return OptionalLong.empty();
  }

  /** Stops the server if Lumen started it. Does nothing the second time. */
  @Override
  void close();
}
