package dev.lumen.server.database;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jspecify.annotations.Nullable;

/**
 * Moments as {@code timestamptz}. The driver takes no {@link Instant}, and the ways through a local
 * time lose or double an hour when clocks are changed.
 */
final class Instants extends AbstractArgumentFactory<Instant> {
  static final ColumnMapper<@Nullable Instant> MAPPER =
      (row, column, _) -> {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
      };

  Instants() {
    super(Types.TIMESTAMP_WITH_TIMEZONE);
  }

  @Override
  protected Argument build(Instant value, ConfigRegistry config) {
    return (position, statement, _) ->
        statement.setObject(
            position, value.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
  }
}
