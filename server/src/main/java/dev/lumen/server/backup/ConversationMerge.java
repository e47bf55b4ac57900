package dev.lumen.server.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Some conversations of the stage, in one transaction. */
final class ConversationMerge {
  private final Connection connection;
  private final Map<String, Table> tables;
  private final String ids;

  ConversationMerge(Connection connection, Map<String, Table> tables, List<String> ids) {
    this.connection = connection;
    this.tables = tables;
    this.ids = ids.stream().map(id -> "'" + id + "'::uuid").collect(Collectors.joining(", "));
  }

  /**
   * Inserts them; those that are there give way.
   *
   * @return how many gave way
   */
  long run(Map<String, Long> rows) throws SQLException {
    // Whoever changes a conversation holds this row: its changes end before it is replaced.
    Sql.texts(
        connection,
        "select conversation_id from conversation_counters where conversation_id in (%s) order by 1 for update"
            .formatted(ids));
    long replaced = Sql.run(connection, "delete from conversations where id in (" + ids + ")");
    for (Table table : tables.values()) {
      Optional<String> which = which(table);
      if (which.isPresent()) {
        Inserts.into(connection, table, which.get(), rows);
      }
    }
    for (Table table : tables.values()) {
      if (table.name().equals("conversations") || Inserts.isPartOfAnother(table)) {
        Optional<String> which = which(table);
        if (which.isPresent()) {
          Inserts.settle(connection, table, which.get());
        }
      }
    }
    return replaced;
  }

  /** Which rows of a table belong to these conversations; empty where none can. */
  private Optional<String> which(Table table) {
    if (table.name().equals("conversations")) {
      return Optional.of("s.id in (" + ids + ")");
    }
    if (table.conversationColumn().isPresent()) {
      return Optional.of("s.conversation_id in (" + ids + ")");
    }
    return table.links().stream().flatMap(link -> ofParent(link).stream()).findFirst();
  }

  /** Through a row of another table that belongs to one of them. */
  private Optional<String> ofParent(Table.Link link) {
    return Optional.ofNullable(tables.get(link.target()))
        .filter(parent -> parent.conversationColumn().isPresent())
        .map(
            parent ->
                "s.%s in (select p.%s from %s p where p.conversation_id in (%s))"
                    .formatted(
                        Table.quote(link.column()),
                        Table.quote(link.targetColumn()),
                        parent.stage(),
                        ids));
  }
}
