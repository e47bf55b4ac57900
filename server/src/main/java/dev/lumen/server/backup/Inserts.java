package dev.lumen.server.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** From the place where rows of a backup wait to the table they belong in. */
final class Inserts {
  private Inserts() {}

  /**
   * Inserts the rows {@code s} of the stage for which the condition holds. Numbers that a table
   * gives itself are given anew; a row that a trigger has made meanwhile becomes the backup's.
   */
  static void into(Connection connection, Table table, String which, Map<String, Long> rows)
      throws SQLException {
    List<String> columns =
        table.columns().stream().filter(it -> !table.identity().contains(it)).toList();
    String sql =
        "insert into %s (%s) select %s from %s s where %s%s"
            .formatted(
                table.quoted(),
                Table.list(columns),
                Table.list("s", columns),
                table.stage(),
                which,
                isPartOfAnother(table) ? onConflict(table) : "");
    rows.merge(table.name(), (long) Sql.run(connection, sql), Long::sum);
  }

  /** Makes rows what they are in the backup, after triggers have had their say. */
  static void settle(Connection connection, Table table, String which) throws SQLException {
    List<String> rest = rest(table);
    String join =
        table.key().stream()
            .map(it -> "t." + Table.quote(it) + " = s." + Table.quote(it))
            .collect(Collectors.joining(" and "));
    Sql.run(
        connection,
        "update %s t set (%s) = row(%s) from %s s where %s and %s and row(%s) is distinct from row(%s)"
            .formatted(
                table.quoted(),
                Table.list(rest),
                Table.list("s", rest),
                table.stage(),
                join,
                which,
                Table.list("t", rest),
                Table.list("s", rest)));
  }

  /** A row beside each conversation or user, as the counters: its key is theirs. */
  static boolean isPartOfAnother(Table table) {
    return table.key().equals(List.of("conversation_id")) || table.key().equals(List.of("user_id"));
  }

  static String onConflict(Table table) {
    String key = " on conflict (" + Table.list(table.key()) + ") do ";
    if (rest(table).isEmpty()) {
      return key + "nothing";
    }
    return key
        + "update set "
        + rest(table).stream()
            .map(it -> Table.quote(it) + " = excluded." + Table.quote(it))
            .collect(Collectors.joining(", "));
  }

  private static List<String> rest(Table table) {
    return table.columns().stream()
        .filter(it -> !table.key().contains(it) && !table.identity().contains(it))
        .toList();
  }
}
