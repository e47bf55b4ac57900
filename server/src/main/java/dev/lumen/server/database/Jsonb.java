package dev.lumen.server.database;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/**
 * A {@code jsonb} value on its way to or from the database: bind it, or map a column to it.
 *
 * @param text well-formed JSON
 */
public record Jsonb(String text) {

  /** Reads a {@code jsonb} column; null stays null. */
  static final ColumnMapper<@Nullable Jsonb> MAPPER =
      (row, column, _) -> {
        String text = row.getString(column);
        return text == null ? null : new Jsonb(text);
      };

  static final class Arguments extends AbstractArgumentFactory<Jsonb> {
    Arguments() {
      super(Types.OTHER);
    }

    @Override
    protected Argument build(Jsonb value, ConfigRegistry config) {
      return (position, statement, _) -> {
        PGobject object = new PGobject();
        object.setType("jsonb");
        object.setValue(value.text());
        statement.setObject(position, object);
      };
    }
  }
}
