package dev.lumen.server.realtime.supabase;

import dev.lumen.server.database.Database;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables that clients can subscribe to: those of the publication, with their columns. */
final class Tables {
  static final String SCHEMA = "public";
  private static final String PUBLICATION = "supabase_realtime";

  private final Database database;
  private volatile Map<String, Table> tables;

  /**
   * @param columns names and types, in the table's order
   */
  record Table(String name, Map<String, String> columns) {}

  private record ColumnRow(String table, String column, String type) {}

  Tables(Database database) {
    this.database = database;
    this.tables = read();
  }

  /** A published table of the schema {@code public}; null when there is none of that name. */
  @Nullable Table find(String name) {
    return tables.get(name);
  }

  List<Table> all() {
    return List.copyOf(tables.values());
  }

  /** Looks again, after somebody has altered a table. */
  void refresh() {
    tables = read();
  }

  private Map<String, Table> read() {
    List<ColumnRow> rows =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            """
                            select c.relname, a.attname, t.typname
                              from pg_publication_tables p
                              join pg_namespace n on n.nspname = p.schemaname
                              join pg_class c on c.relnamespace = n.oid and c.relname = p.tablename
                              join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                              join pg_type t on t.oid = a.atttypid
                             where p.pubname = :publication and p.schemaname = :schema
                             order by c.relname, a.attnum""")
                        .bind("publication", PUBLICATION)
                        .bind("schema", SCHEMA)
                        .map(
                            (row, _) ->
                                new ColumnRow(row.getString(1), row.getString(2), row.getString(3)))
                        .list());
    Map<String, Table> found = new LinkedHashMap<>();
    for (ColumnRow row : rows) {
      Optional.ofNullable(found.get(row.table()))
          .orElseGet(
              () -> {
                Table table = new Table(row.table(), new LinkedHashMap<>());
                found.put(row.table(), table);
                return table;
              })
          .columns()
          .put(row.column(), row.type());
    }
    return found;
  }
}
