package dev.lumen.server.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings staged tables in row by row: what a conversation has in tables that are not among them
 * stays as it is. In one transaction.
 */
final class TableMerge {
  /** What the database keeps itself by what the other tables hold. */
  private static final Set<String> KEPT_BY_ITSELF =
      Set.of("conversation_counters", "conversation_words");

  private final Connection connection;
  private final Map<String, Table> tables;
  private final Conflicts conflicts;
  private final Map<String, Long> rows = new LinkedHashMap<>();

  TableMerge(Connection connection, Map<String, Table> tables, Conflicts conflicts) {
    this.connection = connection;
    this.tables = tables;
    this.conflicts = conflicts;
  }

  /** Leaves out what belongs to no conversation of the stage. */
  void keepStagedConversations() throws SQLException {
    for (Table table : tables.values()) {
      String which =
          switch (table.name()) {
            case "conversations" -> "true";
            case "users" -> "id in (select user_id from stage_conversations)";
            default ->
                table.conversationColumn().isPresent()
                    ? "conversation_id in (select id from stage_conversations)"
                    : "false";
          };
      Sql.run(connection, "delete from %s where (%s) is not true".formatted(table.stage(), which));
    }
  }

  Restore.Outcome run() throws SQLException {
    lock();
    StagedUsers users = new StagedUsers(connection, tables);
    users.leaveKnownAddresses(conflicts);
    boolean conversations = tables.containsKey("conversations");
    if (conversations) {
      users.requireOwners();
      countAsTheDatabaseDoes();
    }
    long known =
        conversations
            ? Sql.count(
                connection,
                "select count(*) from stage_conversations join conversations using (id)")
            : 0;
    for (Table table : tables.values()) {
      if (!KEPT_BY_ITSELF.contains(table.name())) {
        new RowMerge(connection, table, conflicts).run(rows);
      }
    }
    boolean replace = conflicts == Conflicts.REPLACE;
    return new Restore.Outcome(
        rows, rows.getOrDefault("conversations", 0L), replace ? known : 0, replace ? 0 : known);
  }

  /** Whoever changes a conversation holds this row. */
  private void lock() throws SQLException {
    String theirs =
        tables.values().stream()
            .filter(it -> it.name().equals("conversations") || it.conversationColumn().isPresent())
            .map(
                it ->
                    "select %s from %s"
                        .formatted(
                            it.name().equals("conversations") ? "id" : "conversation_id",
                            it.stage()))
            .collect(Collectors.joining(" union all "));
    if (!theirs.isEmpty()) {
      Sql.texts(
          connection,
          "select conversation_id from conversation_counters where conversation_id in (%s) order by 1 for update"
              .formatted(theirs));
    }
  }

  /** The turns stay, or come after their conversation: the backup's figures may not be theirs. */
  private void countAsTheDatabaseDoes() throws SQLException {
    Sql.run(
        connection,
        """
        update stage_conversations s set
            turns_count = coalesce(c.turns, 0),
            total_processing_time_ms = coalesce(least(c.processing_ms, 99999999.99), 0),
            average_confidence_score = average_confidence(c.high, c.medium, c.low)
          from stage_conversations t left join conversation_counters c on c.conversation_id = t.id
         where s.id = t.id
        """);
  }
}
