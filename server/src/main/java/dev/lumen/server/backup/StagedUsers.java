package dev.lumen.server.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** The users of a backup beside those of the database. */
final class StagedUsers {
  private final Connection connection;
  private final Map<String, Table> tables;

  StagedUsers(Connection connection, Map<String, Table> tables) {
    this.connection = connection;
    this.tables = tables;
  }

  /**
   * Where users come row by row: leaves out whose address is an account's with another id. That
   * account gets the conversations, and keeps its own password and keys.
   */
  void leaveKnownAddresses(Conflicts conflicts) throws SQLException {
    temporaryTables();
    if (!tables.containsKey("users")) {
      return;
    }
    int known =
        Sql.run(
            connection,
            """
            insert into known_users
            select s.id, u.id from stage_users s
              join users u on lower(u.email) = lower(s.email) and u.id <> s.id
            """);
    if (known > 0 && conflicts == Conflicts.FAIL) {
      throw new BackupException(
          "%d of the backup's users have the address of another account in the database. Nothing was changed. Say --conflicts skip to keep those accounts as they are."
              .formatted(known));
    }
    for (Table table : tables.values()) {
      if (table.userColumn().isPresent()) {
        if (table.name().equals("conversations") || table.conversationColumn().isPresent()) {
          giveToKnown(table);
        } else {
          String column = Table.quote(table.userColumn().get());
          Sql.run(
              connection,
              "delete from %s where %s in (select from_id from known_users)"
                  .formatted(table.stage(), column));
        }
      }
    }
    Sql.run(connection, "delete from stage_users where id in (select from_id from known_users)");
    Sql.run(connection, "insert into new_users select id from stage_users");
  }

  private void temporaryTables() throws SQLException {
    Sql.run(
        connection,
        "create temporary table known_users (from_id uuid primary key, to_id uuid not null)");
    Sql.run(connection, "create temporary table new_users (id uuid primary key)");
  }

  private void giveToKnown(Table table) throws SQLException {
    String column = Table.quote(table.userColumn().orElseThrow());
    Sql.run(
        connection,
        "update %s s set %s = k.to_id from known_users k where s.%s = k.from_id and k.to_id <> k.from_id"
            .formatted(table.stage(), column, column));
  }

  /** Finds out whom the database knows, and gives rows of the backup to those. */
  void match() throws SQLException {
    temporaryTables();
    if (!tables.containsKey("users")) {
      return;
    }
    Sql.run(
        connection,
        """
        insert into known_users
        select s.id, coalesce(same.id, alike.id) from stage_users s
          left join users same on same.id = s.id
          left join users alike on lower(alike.email) = lower(s.email)
         where coalesce(same.id, alike.id) is not null
        """);
    Sql.run(
        connection,
        """
        insert into new_users select s.id from stage_users s
         where s.id not in (select from_id from known_users)
        """);
    for (Table table : tables.values()) {
      if (table.userColumn().isPresent()) {
        giveToKnown(table);
      }
    }
  }

  /** No conversation without its owner. */
  void requireOwners() throws SQLException {
    long without =
        Sql.count(
            connection,
            """
            select count(*) from stage_conversations s
             where s.user_id not in (select id from users)
               and s.user_id not in (select id from new_users)
            """);
    if (without > 0) {
      throw new BackupException(
          "%d of the conversations belong to users that are neither in the database nor chosen from the backup. Restore the table users as well, or add them with ./lumen user add EMAIL --id ID. Nothing was changed."
              .formatted(without));
    }
  }

  /** Adds those whom the database does not know, with what is theirs beside conversations. */
  void add(Map<String, Long> rows) throws SQLException {
    Table users = tables.get("users");
    if (users == null) {
      return;
    }
    insert(users, "s.id in (select id from new_users)", rows);
    for (Table table : tables.values()) {
      if (table.userColumn().isPresent() && !table.name().equals("conversations")) {
        String theirs =
            "s." + Table.quote(table.userColumn().get()) + " in (select id from new_users)";
        insert(
            table,
            table.conversationColumn().isPresent()
                ? theirs + " and s.conversation_id is null"
                : theirs,
            rows);
      }
    }
  }

  private void insert(Table table, String which, Map<String, Long> rows) throws SQLException {
    Inserts.into(connection, table, which, rows);
  }
}
