package dev.lumen.server.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One changed row.
 *
 * @param schema the table's schema
 * @param table the table's name
 * @param kind what happened
 * @param columns the table's columns at that moment
 * @param newValues one cell per column after INSERT and UPDATE, else empty
 * @param oldValues one cell per column where the log has the old row or its key, else empty
 */
public record RowChange(
    String schema,
    String table,
    ChangeKind kind,
    List<Column> columns,
    List<Cell> newValues,
    List<Cell> oldValues) {

  /** Whether the change is one of this table. */
  public boolean isOf(String inSchema, String inTable) {
    return table.equals(inTable) && schema.equals(inSchema);
  }

  /** The new value of a column in text format; null for NULL, unknown columns and untold values. */
  public @Nullable String text(String column) {
    return text(newValues, column);
  }

  /** The old value of a column in text format; null as in {@link #text(String)}. */
  public @Nullable String oldText(String column) {
    return text(oldValues, column);
  }

  private @Nullable String text(List<Cell> values, String column) {
    for (int i = 0; i < values.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return values.get(i) instanceof Cell.Text cell ? cell.value() : null;
      }
    }
    return null;
  }

  /** About how many characters it has. */
  public int size() {
    return size(newValues) + size(oldValues);
  }

  private static int size(List<Cell> values) {
    return values instanceof RowImage image
        ? image.length()
        : values.stream()
            .mapToInt(value -> value instanceof Cell.Text(String text) ? text.length() : 0)
            .sum();
  }
}
