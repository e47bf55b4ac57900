package dev.lumen.server.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * A value that is an array, which the driver sends as it is. What {@code bindArray} makes is an
 * array of objects: the driver writes it as one text, in which each quote of a JSON text is escaped
 * here and taken back there; and its type is looked up by reflection each time.
 */
public final class ArrayOf implements Argument {
  private final String type;
  private final @Nullable Object[] values;

  private ArrayOf(String type, @Nullable Object[] values) {
    this.type = type;
    this.values = values;
  }

  /** {@code text[]}. */
  public static ArrayOf texts(Collection<String> values) {
    return texts(values, text -> text);
  }

  /** {@code text[]} of what each of them has, which may be nothing. */
  public static <T> ArrayOf texts(Collection<T> all, Function<T, @Nullable String> value) {
    return new ArrayOf("text", fill(new @Nullable String[all.size()], all, value));
  }

  /** {@code uuid[]}. */
  public static ArrayOf uuids(Collection<UUID> values) {
    return uuids(values, uuid -> uuid);
  }

  /** {@code uuid[]} of what each of them has. */
  public static <T> ArrayOf uuids(Collection<T> all, Function<T, UUID> value) {
    return new ArrayOf("uuid", fill(new UUID[all.size()], all, value));
  }

  /** {@code integer[]}. */
  public static ArrayOf integers(Collection<Integer> values) {
    return integers(values, number -> number);
  }

  /** {@code integer[]} of what each of them has. */
  public static <T> ArrayOf integers(Collection<T> all, Function<T, Integer> value) {
    return new ArrayOf("int4", fill(new Integer[all.size()], all, value));
  }

  /** {@code bigint[]} of what each of them has. */
  public static <T> ArrayOf longs(Collection<T> all, Function<T, Long> value) {
    return new ArrayOf("int8", fill(new Long[all.size()], all, value));
  }

  /** {@code double precision[]} of what each of them has. */
  public static <T> ArrayOf doubles(Collection<T> all, Function<T, Double> value) {
    return new ArrayOf("float8", fill(new Double[all.size()], all, value));
  }

  /** {@code boolean[]} of what each of them has. */
  public static <T> ArrayOf booleans(Collection<T> all, Function<T, Boolean> value) {
    return new ArrayOf("bool", fill(new Boolean[all.size()], all, value));
  }

  private static <T, V extends @Nullable Object> V[] fill(
      V[] values, Collection<T> all, Function<T, V> value) {
    int i = 0;
    for (T one : all) {
      values[i++] = value.apply(one);
    }
    return values;
  }

  @Override
  public void apply(int position, PreparedStatement statement, StatementContext context)
      throws SQLException {
    set(statement, position);
  }

  void set(PreparedStatement statement, int position) throws SQLException {
    statement.setArray(position, statement.getConnection().createArrayOf(type, values));
  }

  /** Leaves the values out: they may hold what people said. */
  @Override
  public String toString() {
    return type + "[" + values.length + "]";
  }
}
