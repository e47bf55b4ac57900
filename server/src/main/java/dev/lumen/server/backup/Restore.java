package dev.lumen.server.backup;

import dev.lumen.server.database.Connections;
import dev.lumen.server.database.Migrations;
import dev.lumen.server.database.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Brings a backup into a database.
 *
 * <p>A whole backup goes into an empty database as it is, at the schema it was made with; then the
 * migrations since are applied to it. Into a database that is in use, while a server works on it,
 * conversations come one by one: see {@link Merge}.
 */
public final class Restore {
  private final PostgresServer server;
  private final BackupFile file;
  private final Progress progress;

  public Restore(PostgresServer server, BackupFile file, Progress progress) {
    this.server = server;
    this.file = file;
    this.progress = progress;
  }

  /**
   * What was done.
   *
   * @param rows that came into each table
   * @param conversations that came in, those that took the place of others among them
   * @param replaced conversations that gave way
   * @param skipped conversations of the backup that stayed as the database had them
   */
  public record Outcome(Map<String, Long> rows, long conversations, long replaced, long skipped) {}

  /**
   * Restores what is chosen into whatever is there.
   *
   * @throws BackupException when it cannot be; unless its message says otherwise, nothing was
   *     changed
   */
  public Outcome into(Selection selection, Conflicts conflicts) {
    int wanted = file.manifest().schema();
    requireKnown(wanted);
    int there = Migrations.applied(server);
    if (there == 0) {
      Migrations.upTo(server, wanted);
      there = wanted;
    } else if (there != wanted && isEmpty()) {
      there = afresh(wanted);
    }
    if (there != wanted) {
      throw new BackupException(
          "The backup is of schema %d, the database is at %d. Restore it into a new data folder (./lumen restore FILE --data-dir NEW), which brings it up to date, make a backup of that, and restore from this one. Nothing was changed."
              .formatted(wanted, there));
    }
    Outcome outcome =
        file.manifest().whole() && selection.isAll() && isEmpty()
            ? load()
            : new Merge(server, file, selection, conflicts, progress).run();
    Migrations.apply(server);
    return outcome;
  }

  /**
   * Puts the backup in the place of everything that is there. No server may work on it.
   *
   * @throws BackupException when the backup is not a whole one, or somebody is at work
   */
  public Outcome inPlaceOfAll() {
    int wanted = file.manifest().schema();
    requireKnown(wanted);
    if (!file.manifest().whole()) {
      throw new BackupException(
          "Only a whole backup can take the place of everything, and this one was made with --conversation or --tables. Leave --clean out. Nothing was changed.");
    }
    requireNobody();
    if (Migrations.applied(server) != wanted) {
      afresh(wanted);
    }
    Outcome outcome = load();
    Migrations.apply(server);
    return outcome;
  }

  private static void requireKnown(int schema) {
    if (schema > Migrations.NEWEST) {
      throw new BackupException(
          "The backup was made by a newer Lumen: its schema is %d, this Lumen knows %d. Restore it with that version or a newer one. Nothing was changed."
              .formatted(schema, Migrations.NEWEST));
    }
  }

  private int afresh(int schema) {
    Migrations.removeAll(server);
    Migrations.upTo(server, schema);
    return schema;
  }

  private boolean isEmpty() {
    return 0 == asked("select (select count(*) from users) + (select count(*) from conversations)");
  }

  private void requireNobody() {
    if (asked(
            "select count(*) from pg_stat_replication where application_name = 'lumen'"
                + " or usename = current_user")
        > 0) {
      throw new BackupException(
          "A server is at work on this database. Stop it first: everything it shows would be replaced under its feet. Nothing was changed.");
    }
  }

  private long asked(String sql) {
    try (Connection connection = Connections.open(server)) {
      connection.setAutoCommit(false);
      Sql.count(connection, "select length(set_config('lumen.actor', 'service', true))");
      return Sql.count(connection, sql);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** All of it in one transaction, past the triggers: their results are in the backup. */
  private Outcome load() {
    try (Connection connection = Connections.open(server)) {
      connection.setAutoCommit(false);
      Catalog catalog = Catalog.of(connection);
      Map<String, Table> tables = new LinkedHashMap<>();
      for (Manifest.Entry entry : file.manifest().tables()) {
        tables.put(entry.table(), table(catalog, entry.table()));
      }
      for (Table table : tables.values()) {
        Sql.run(connection, "alter table " + table.quoted() + " no force row level security");
        Sql.run(connection, "alter table " + table.quoted() + " disable trigger user");
      }
      for (Table table : tables.values()) {
        Sql.run(connection, "truncate " + table.quoted() + " cascade");
      }
      Map<String, Long> rows = new CopyIn(connection, file, progress).into(Table::quoted, tables);
      for (Table table : tables.values()) {
        continueNumbering(connection, table); // while it sees all rows
        Sql.run(connection, "alter table " + table.quoted() + " enable trigger user");
        if (table.guarded()) {
          Sql.run(connection, "alter table " + table.quoted() + " force row level security");
        }
      }
      connection.commit();
      return new Outcome(rows, rows.getOrDefault("conversations", 0L), 0, 0);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static void continueNumbering(Connection connection, Table table) throws SQLException {
    for (String column : table.identity()) {
      Sql.count(
          connection,
          "select setval(pg_get_serial_sequence('%s', '%s'), coalesce(max(%s), 0) + 1, false) from %s"
              .formatted(table.quoted(), column, Table.quote(column), table.quoted()));
    }
  }

  static Table table(Catalog catalog, String name) {
    return catalog
        .find(name)
        .orElseThrow(
            () ->
                new BackupException(
                    "The backup holds a table %s that the database does not have. Nothing was changed."
                        .formatted(name)));
  }

  static BackupException failed(SQLException e) {
    return new BackupException(
        "The database refused what the backup holds (SQLSTATE %s%s). Nothing of the step at hand was kept."
            .formatted(e.getSQLState(), constraint(e)));
  }

  private static String constraint(SQLException e) {
    if (e instanceof org.postgresql.util.PSQLException postgres
        && postgres.getServerErrorMessage() != null) {
      String name = postgres.getServerErrorMessage().getConstraint();
      return name == null ? "" : ", constraint " + name;
    }
    return "";
  }
}
