package dev.lumen.server.realtime.supabase;

import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.feed.Cell;
import dev.lumen.server.feed.ChangeKind;
import dev.lumen.server.feed.Column;
import dev.lumen.server.feed.Lsn;
import dev.lumen.server.feed.RowChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What changed before the memory of changes begins, as far as the tables tell: rows that are new or
 * newer than a moment. Rows deleted meanwhile are not among them.
 *
 * <p>A herd that comes back after a restart asks for about the same: one query serves all of it.
 */
final class MissedChanges {
  /** Longer than a transaction lasts: rows are dated by its start, but seen from its end. */
  private static final Duration OVERLAP = Duration.ofSeconds(5);

  /** How far before the asked moment is read, so that others who ask a little earlier need not. */
  private static final Duration READ_AHEAD = Duration.ofSeconds(60);

  private static final int MAX_ROWS = 20_000;
  private static final Lsn BEFORE_ALL = new Lsn(1);

  private final Database database;
  private final Tables tables;
  private final ChangeHistory history;
  private @Nullable Cached cached;

  /**
   * @param until where the history goes on
   * @param complete false when there were more rows than are read
   */
  record Page(List<Change> changes, Position until, boolean complete) {}

  private record Cached(Instant since, Page page) {}

  MissedChanges(Database database, Tables tables, ChangeHistory history) {
    this.database = database;
    this.tables = tables;
    this.history = history;
  }

  /**
   * The rows that changed after a position, oldest first; some that changed shortly before it may
   * come again.
   *
   * @throws DatabaseException when the database cannot be asked
   */
  synchronized Page since(Position position) {
    Instant since = position.committed().minus(OVERLAP);
    Position floor = history.floor();
    Cached known = cached;
    if (known == null || known.since().isAfter(since) || !known.page().until().equals(floor)) {
      Instant from = since.minus(READ_AHEAD);
      known = new Cached(from, page(from, floor));
      cached = known;
    }
    return new Page(
        known.page().changes().stream()
            .filter(it -> it.position().committed().isAfter(since))
            .toList(),
        known.page().until(),
        known.page().complete());
  }

  /** What the history tells as well, behind its floor, need not be told twice. */
  private Page page(Instant from, Position floor) {
    List<Change> rows = read(from, BEFORE_ALL, 0);
    Set<String> told = history.versions();
    return new Page(
        rows.stream().filter(it -> !told.contains(it.version())).toList(),
        floor,
        rows.size() < MAX_ROWS);
  }

  /** Rows changed since a moment, with places after {@code lsn} and {@code index}. */
  List<Change> read(Instant since, Lsn lsn, int index) {
    return database.read(
        new Actor.Service(),
        handle -> {
          handle.execute("set local timezone = 'UTC'");
          List<Row> rows = new ArrayList<>();
          for (Tables.Table table : tables.all()) {
            if (table.columns().containsKey("updated_at")) {
              rows.addAll(rows(handle, table, since));
            }
          }
          rows.sort(Comparator.comparing(Row::updated));
          List<Row> kept = rows.subList(Math.max(0, rows.size() - MAX_ROWS), rows.size());
          List<Change> changes = new ArrayList<>();
          for (Row row : kept) {
            changes.add(
                new Change(new Position(lsn, index + changes.size(), row.updated()), row.change()));
          }
          return List.copyOf(changes);
        });
  }

  private record Row(Instant updated, RowChange change) {}

  private static List<Row> rows(Handle handle, Tables.Table table, Instant since) {
    List<String> names = List.copyOf(table.columns().keySet());
    String columns =
        names.stream().map(it -> quoted(it) + "::text").collect(Collectors.joining(", "));
    List<Column> shape =
        table.columns().entrySet().stream()
            .map(it -> new Column(it.getKey(), 0, it.getValue(), it.getKey().equals("id")))
            .toList();
    return handle
        .createQuery(
            "select "
                + columns
                + " from "
                + quoted(table.name())
                + " where updated_at > :since order by updated_at desc limit :limit")
        .bind("since", since)
        .bind("limit", MAX_ROWS)
        .map(
            (row, _) -> {
              List<Cell> cells = new ArrayList<>();
              for (int i = 1; i <= names.size(); i++) {
                String text = row.getString(i);
                cells.add(text == null ? Cell.NULL : new Cell.Text(text));
              }
              return row(table, shape, names, cells, since);
            })
        .list();
  }

  private static Row row(
      Tables.Table table, List<Column> shape, List<String> names, List<Cell> cells, Instant since) {
    Instant created = time(cells, names.indexOf("created_at"));
    Instant updated = time(cells, names.indexOf("updated_at"));
    ChangeKind kind =
        created != null && created.isAfter(since) ? ChangeKind.INSERT : ChangeKind.UPDATE;
    return new Row(
        updated == null ? since : updated,
        new RowChange(Tables.SCHEMA, table.name(), kind, shape, cells, List.of()));
  }

  private static @Nullable Instant time(List<Cell> cells, int column) {
    return column >= 0
            && cells.get(column) instanceof Cell.Text text
            && ColumnType.TIME.parse(text.value()) instanceof Instant instant
        ? instant
        : null;
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
