package dev.lumen.server.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the messages of one connection together to transactions. Knows the tables' shapes. */
final class TransactionAssembler {
  private record Table(String schema, String name, List<Column> columns) {}

  private final Map<Integer, Table> tables = new HashMap<>();
  private final Map<Integer, String> typeNames = new HashMap<>();
  private List<RowChange> changes = new ArrayList<>();
  private boolean inside;

  /** Takes the next message; gives the transaction when it was the commit. */
  @Nullable Transaction accept(Message message) {
    switch (message) {
      case Message.Begin _ -> inside = true;
      case Message.Relation relation -> tables.put(relation.oid(), table(relation));
      case Message.Type type -> typeNames.put(type.oid(), type.name());
      case Message.Insert insert ->
          add(insert.relation(), ChangeKind.INSERT, insert.row(), List.of());
      case Message.Update update -> update(update);
      case Message.Delete delete ->
          add(delete.relation(), ChangeKind.DELETE, List.of(), delete.old());
      case Message.Truncate truncate ->
          truncate.relations().forEach(oid -> add(oid, ChangeKind.TRUNCATE, List.of(), List.of()));
      case Message.Commit commit -> {
        return finish(commit);
      }
      case Message.Origin _, Message.LogicalMessage _, Message.Unsupported _ -> {}
      case Message.StreamStart _,
          Message.StreamStop _,
          Message.StreamCommit _,
          Message.StreamAbort _ ->
          throw new DecodeException("Streaming was not asked for: a part of a transaction came");
    }
    return null;
  }

  private Transaction finish(Message.Commit commit) {
    Transaction transaction =
        new Transaction(commit.endLsn(), commit.commitTime(), List.copyOf(changes));
    changes = new ArrayList<>();
    inside = false;
    return transaction;
  }

  /** Whether a transaction has begun whose commit has not come yet. */
  boolean insideTransaction() {
    return inside;
  }

  private Table table(Message.Relation relation) {
    List<Column> columns =
        relation.columns().stream()
            .map(c -> new Column(c.name(), c.typeOid(), typeName(c.typeOid()), c.key()))
            .toList();
    return new Table(relation.schema(), relation.name(), columns);
  }

  private String typeName(int oid) {
    return typeNames.getOrDefault(oid, BuiltInTypes.name(oid));
  }

  private void update(Message.Update update) {
    List<Cell> old = update.old() == null ? List.of() : update.old();
    List<Cell> row = update.row();
    if (row.contains(Cell.UNCHANGED_TOAST)) {
      row = completed(row, old);
    }
    add(update.relation(), ChangeKind.UPDATE, row, old);
  }

  private static List<Cell> completed(List<Cell> row, List<Cell> old) {
    List<Cell> whole = new ArrayList<>(row);
    for (int i = 0; i < Math.min(row.size(), old.size()); i++) {
      if (row.get(i) instanceof Cell.UnchangedToast && old.get(i) instanceof Cell.Text) {
        whole.set(i, old.get(i));
      }
    }
    return List.copyOf(whole);
  }

  private void add(int relation, ChangeKind kind, List<Cell> row, List<Cell> old) {
    Table table = tables.get(relation);
    if (table == null) {
      throw new DecodeException("A row of table %d came before its shape".formatted(relation));
    }
    int width = table.columns().size();
    if (row.size() > width || old.size() > width) {
      throw new DecodeException("A row of table %d is wider than its shape".formatted(relation));
    }
    changes.add(new RowChange(table.schema(), table.name(), kind, table.columns(), row, old));
  }
}
