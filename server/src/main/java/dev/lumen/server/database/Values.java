package dev.lumen.server.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The values of a trip's statements by their names, as Jdbi's statements take them. Those look for
 * a way to say each value anew each time, which took a fifth of what the server does for a turn.
 */
public final class Values {
  private final Map<String, Value> byName = new HashMap<>();

  @FunctionalInterface
  private interface Value {
    void set(PreparedStatement statement, int position) throws SQLException;
  }

  Values() {}

  /** A text, or null. */
  public Values bind(String name, @Nullable String value) {
    return put(name, (statement, position) -> statement.setString(position, value));
  }

  /** A whole number. */
  public Values bind(String name, int value) {
    return put(name, (statement, position) -> statement.setInt(position, value));
  }

  /** A number. */
  public Values bind(String name, double value) {
    return put(name, (statement, position) -> statement.setDouble(position, value));
  }

  /** A yes or no. */
  public Values bind(String name, boolean value) {
    return put(name, (statement, position) -> statement.setBoolean(position, value));
  }

  /** An id, or null. */
  public Values bind(String name, @Nullable UUID value) {
    return put(name, (statement, position) -> statement.setObject(position, value, Types.OTHER));
  }

  /** A time. */
  public Values bind(String name, Instant value) {
    return bind(name, value.atOffset(ZoneOffset.UTC));
  }

  /** A time. */
  public Values bind(String name, OffsetDateTime value) {
    return put(name, (statement, position) -> statement.setObject(position, value));
  }

  /** An array. */
  public Values bind(String name, ArrayOf value) {
    return put(name, value::set);
  }

  private Values put(String name, Value value) {
    byName.put(name, value);
    return this;
  }

  void set(PreparedStatement statement, List<String> names) throws SQLException {
    for (int i = 0; i < names.size(); i++) {
      Value value = byName.get(names.get(i));
      if (value == null) {
        throw new IllegalArgumentException("A trip has no value " + names.get(i));
      }
      value.set(statement, i + 1);
    }
  }
}
