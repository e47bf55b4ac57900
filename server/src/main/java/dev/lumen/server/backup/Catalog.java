package dev.lumen.server.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tables that a backup holds, read off the database: one that a later migration adds is in the
 * next backup without anybody thinking of it. No table comes before one that it refers to.
 *
 * <p>Left out are sessions and one-time links, as what was signed out after the backup must not be
 * signed in again by it, and keys of requests, which live for a day.
 */
record Catalog(List<Table> tables) {
  private static final Set<String> LEFT_OUT =
      Set.of("flyway_schema_history", "refresh_tokens", "request_keys", "sign_in_links");

  private static final String TABLES =
      """
      select c.relname as name, c.relforcerowsecurity as guarded,
             array(select a.attname::text from pg_attribute a
                   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                     and a.attgenerated = '' order by a.attnum) as columns,
             array(select a.attname::text from pg_attribute a
                   where a.attrelid = c.oid and a.attnum > 0 and a.attidentity <> ''
                   order by a.attnum) as identity,
             array(select a.attname::text from pg_index i, unnest(i.indkey::int[]) with ordinality k (n, o)
                   join pg_attribute a on a.attnum = k.n
                   where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid
                   order by k.o) as key
        from pg_class c
       where c.relkind in ('r', 'p') and not c.relispartition
         and c.relnamespace = current_schema()::regnamespace
       order by c.relname
      """;

  private static final String LINKS =
      """
      select f.conrelid::regclass::text as source, t.relname as target,
             a.attname as column, b.attname as target_column
        from pg_constraint f
        join pg_class t on t.oid = f.confrelid
        join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
        join pg_attribute b on b.attrelid = f.confrelid and b.attnum = f.confkey[1]
       where f.contype = 'f' and f.conparentid = 0
         and f.connamespace = current_schema()::regnamespace
       order by 1, 2, 3
      """;

  static Catalog of(Connection connection) throws SQLException {
    Map<String, List<Table.Link>> links = links(connection);
    List<Table> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TABLES)) {
      while (row.next()) {
        String name = row.getString("name");
        if (!LEFT_OUT.contains(name)) {
          tables.add(
              new Table(
                  name,
                  texts(row, "columns"),
                  texts(row, "key"),
                  texts(row, "identity"),
                  links.getOrDefault(name, List.of()),
                  row.getBoolean("guarded")));
        }
      }
    }
    return new Catalog(inOrder(tables));
  }

  Optional<Table> find(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst();
  }

  List<String> names() {
    return tables.stream().map(Table::name).toList();
  }

  private static Map<String, List<Table.Link>> links(Connection connection) throws SQLException {
    Map<String, List<Table.Link>> links = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(LINKS)) {
      while (row.next()) {
        links
            .computeIfAbsent(row.getString("source"), unknown -> new ArrayList<>())
            .add(
                new Table.Link(
                    row.getString("column"),
                    row.getString("target"),
                    row.getString("target_column")));
      }
    }
    return links;
  }

  /** What refers to nothing that is still to come goes first, by name. */
  private static List<Table> inOrder(List<Table> tables) {
    List<Table> ordered = new ArrayList<>();
    List<Table> waiting = new ArrayList<>(tables);
    while (!waiting.isEmpty()) {
      Table next =
          waiting.stream()
              .filter(table -> waiting.stream().noneMatch(other -> refers(table, other)))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("tables refer to each other in a ring"));
      ordered.add(next);
      waiting.remove(next);
    }
    return ordered;
  }

  private static boolean refers(Table from, Table to) {
    return !from.equals(to) && from.links().stream().anyMatch(it -> it.target().equals(to.name()));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return Arrays.stream((Object[]) row.getArray(column).getArray()).map(String::valueOf).toList();
  }
}
