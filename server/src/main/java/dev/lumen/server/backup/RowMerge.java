package dev.lumen.server.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** The rows of a table for themselves, told apart by their primary key. */
final class RowMerge {
  private final Connection connection;
  private final Table table;
  private final Conflicts conflicts;

  RowMerge(Connection connection, Table table, Conflicts conflicts) {
    this.connection = connection;
    this.table = table;
    this.conflicts = conflicts;
  }

  void run(Map<String, Long> rows) throws SQLException {
    String key = Table.list(table.key());
    if (table.key().isEmpty()) {
      throw new BackupException(
          "The rows of %s cannot be told apart, so they are restored into an empty database alone. Nothing was changed."
              .formatted(table.name()));
    }
    if (conflicts == Conflicts.FAIL) {
      long known =
          Sql.count(
              connection,
              "select count(*) from %s join %s using (%s)"
                  .formatted(table.stage(), table.quoted(), key));
      if (known > 0) {
        throw new BackupException(
            "%d rows of %s are in the database already. Nothing was changed. Say --conflicts skip to keep those as they are, or --conflicts replace to have the backup's."
                .formatted(known, table.name()));
      }
    }
    String sql =
        "insert into %s (%s) overriding system value select %s from %s s"
            .formatted(
                table.quoted(),
                Table.list(table.columns()),
                Table.list("s", table.columns()),
                table.stage());
    String otherwise =
        conflicts == Conflicts.REPLACE
            ? Inserts.onConflict(table)
            : " on conflict (" + key + ") do nothing";
    rows.merge(table.name(), (long) Sql.run(connection, sql + otherwise), Long::sum);
  }
}
