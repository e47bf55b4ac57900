package dev.lumen.server.backup;

import dev.lumen.server.database.Connections;
import dev.lumen.server.database.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Brings a backup, or a part of one, into a database that is in use.
 *
 * <ul>
 *   <li>A conversation comes whole or not at all, with its turns, events and all else that is its
 *       own. Of one that is there already, {@link Conflicts} says what becomes.
 *   <li>A user who is there stays as they are; one with the same address under another id gets the
 *       conversations. A user who is not there is added with their password, keys and preferences,
 *       where the backup holds them.
 *   <li>What belongs to nobody, such as the audit trail, stays the database's own.
 *   <li>Where the chosen tables leave out {@code conversations}, or anything that is a
 *       conversation's own, rows are told apart by their primary key, and what is in the other
 *       tables stays.
 * </ul>
 *
 * <p>Conversations are committed some at a time, since a server that follows the changes holds each
 * transaction in memory. One that is cut short is run again with {@link Conflicts#SKIP}.
 */
final class Merge {
  private static final int AT_A_TIME = 50;

  private final PostgresServer server;
  private final BackupFile file;
  private final Selection selection;
  private final Conflicts conflicts;
  private final Progress progress;
  private final Map<String, Long> rows = new LinkedHashMap<>();

  Merge(
      PostgresServer server,
      BackupFile file,
      Selection selection,
      Conflicts conflicts,
      Progress progress) {
    this.server = server;
    this.file = file;
    this.selection = selection;
    this.conflicts = conflicts;
    this.progress = progress;
  }

  Restore.Outcome run() {
    try (Connection connection = Connections.open(server)) {
      connection.setAutoCommit(false);
      Sql.count(connection, "select length(set_config('lumen.actor', 'service', false))");
      Catalog catalog = Catalog.of(connection);
      Map<String, Table> tables = chosen(catalog);
      stage(connection, tables);
      keepWanted(connection);
      if (holdWholeConversations(catalog, tables)) {
        return conversations(connection, tables);
      }
      TableMerge some = new TableMerge(connection, tables, conflicts);
      if (!selection.conversations().isEmpty()) {
        some.keepStagedConversations();
      }
      Restore.Outcome outcome = some.run();
      connection.commit();
      return outcome;
    } catch (SQLException e) {
      throw Restore.failed(e);
    }
  }

  /** A conversation of which a table is left out would lose what it has there. */
  private static boolean holdWholeConversations(Catalog catalog, Map<String, Table> tables) {
    return tables.containsKey("conversations")
        && catalog.tables().stream()
            .filter(table -> table.conversationColumn().isPresent())
            .allMatch(table -> tables.containsKey(table.name()));
  }

  private Map<String, Table> chosen(Catalog catalog) {
    for (String table : selection.tables()) {
      if (!file.manifest().holds(table)) {
        throw new BackupException(
            "The backup holds no table %s. It holds: %s. Nothing was changed."
                .formatted(
                    table,
                    file.manifest().tables().stream()
                        .map(Manifest.Entry::table)
                        .collect(Collectors.joining(", "))));
      }
    }
    Map<String, Table> tables = new LinkedHashMap<>();
    for (Manifest.Entry entry : file.manifest().tables()) {
      if (selection.wants(entry.table())) {
        tables.put(entry.table(), Restore.table(catalog, entry.table()));
      }
    }
    if (!selection.conversations().isEmpty() && !tables.containsKey("conversations")) {
      throw new BackupException(
          "--conversation needs the table conversations, which the backup or --tables leaves out. Nothing was changed.");
    }
    return tables;
  }

  private void stage(Connection connection, Map<String, Table> tables) throws SQLException {
    for (Table table : tables.values()) {
      Sql.run(
          connection,
          "create temporary table %s as select %s from %s with no data"
              .formatted(table.stage(), Table.list(table.columns()), table.quoted()));
    }
    new CopyIn(connection, file, progress).into(Table::stage, tables);
    for (Table table : tables.values()) {
      if (table.conversationColumn().isPresent()) {
        Sql.run(connection, "create index on " + table.stage() + " (conversation_id)");
      }
      Sql.run(connection, "analyze " + table.stage());
    }
  }

  private Restore.Outcome conversations(Connection connection, Map<String, Table> tables)
      throws SQLException {
    StagedUsers users = new StagedUsers(connection, tables);
    users.match();
    users.requireOwners();
    List<String> known =
        Sql.texts(
            connection,
            "select s.id from stage_conversations s join conversations c using (id) order by 1");
    long skipped = 0;
    if (!known.isEmpty() && conflicts == Conflicts.FAIL) {
      throw new BackupException(
          "%d of the backup's conversations are in the database already (%s%s). Nothing was changed. Say --conflicts skip to keep those as they are, or --conflicts replace to have the backup's."
              .formatted(known.size(), known.getFirst(), known.size() > 1 ? ", ..." : ""));
    }
    if (conflicts == Conflicts.SKIP) {
      skipped =
          Sql.run(
              connection,
              "delete from stage_conversations s using conversations c where c.id = s.id");
    }
    users.add(rows);
    connection.commit();
    List<String> all = Sql.texts(connection, "select id from stage_conversations order by 1");
    long replaced = 0;
    for (int from = 0; from < all.size(); from += AT_A_TIME) {
      List<String> some = all.subList(from, Math.min(all.size(), from + AT_A_TIME));
      replaced += new ConversationMerge(connection, tables, some).run(rows);
      connection.commit();
      progress.at("conversations", from + some.size());
    }
    return new Restore.Outcome(rows, all.size(), replaced, skipped);
  }

  private void keepWanted(Connection connection) throws SQLException {
    if (selection.conversations().isEmpty()) {
      return;
    }
    for (UUID id : selection.conversations()) {
      if (Sql.count(connection, "select count(*) from stage_conversations where id = '" + id + "'")
          == 0) {
        throw new BackupException(
            "The backup holds no conversation %s. Nothing was changed.".formatted(id));
      }
    }
    Sql.run(
        connection,
        "delete from stage_conversations where id not in (%s)"
            .formatted(
                selection.conversations().stream()
                    .map(id -> "'" + id + "'::uuid")
                    .collect(Collectors.joining(", "))));
  }
}
