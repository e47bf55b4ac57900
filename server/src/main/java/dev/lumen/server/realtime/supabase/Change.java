package dev.lumen.server.realtime.supabase;

import dev.lumen.server.feed.ChangeKind;
import dev.lumen.server.feed.RowChange;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A changed row with its place; encoded once for all who are told of it. */
final class Change {
  private static final int ENCODINGS_KEPT = 8;
  private static final int FRAMES_KEPT = 2;

  private final Position position;
  private final RowChange row;
  private final Map<Set<String>, byte[]> encoded = new ConcurrentHashMap<>(2);
  private final Map<ChangeGroup, byte[]> frames = new ConcurrentHashMap<>(2);

  Change(Position position, RowChange row) {
    this.position = position;
    this.row = row;
  }

  Position position() {
    return position;
  }

  RowChange row() {
    return row;
  }

  /** The conversation that decides who may see the row; null when it names none. */
  @Nullable UUID conversation() {
    String column =
        switch (row.table()) {
          case "conversations" -> "id";
          case "turns" -> "conversation_id";
          default -> null;
        };
    String id = column == null ? null : visible(column);
    return id == null ? null : UUID.fromString(id);
  }

  /** A value of the row as it is, or of the last one there was. */
  @Nullable String visible(String column) {
    return row.kind() == ChangeKind.DELETE ? row.oldText(column) : row.text(column);
  }

  /** Names the row and its state; the same in the log and in the tables. */
  String version() {
    return row.table() + " " + visible("id") + " " + visible("updated_at");
  }

  byte[] data(RowJson json, Set<String> select) {
    byte[] known = encoded.get(select);
    if (known != null) {
      return known;
    }
    byte[] made = json.data(this, select);
    if (encoded.size() < ENCODINGS_KEPT) {
      encoded.put(select, made);
    }
    return made;
  }

  /** The frame made for a group before; null when none was, or it was not kept. */
  byte @Nullable [] knownFrame(ChangeGroup group) {
    return frames.get(group);
  }

  /** Keeps a frame for the members of the group that come for it later. */
  void keepFrame(ChangeGroup group, byte[] frame) {
    if (frames.size() < FRAMES_KEPT) {
      frames.put(group, frame);
    }
  }

  /** About how many bytes it keeps in memory. */
  int size() {
    return 4_096 + 6 * row.size();
  }

  /** Whether nothing changed that a client could care for: a latency measured afterwards. */
  boolean isMeasurementOnly() {
    if (row.kind() != ChangeKind.UPDATE
        || !row.table().equals("turns")
        || row.oldValues().size() != row.newValues().size()) {
      return false;
    }
    for (int i = 0; i < row.newValues().size(); i++) {
      String name = row.columns().get(i).name();
      if (!name.equals("websocket_latency_ms")
          && !name.equals("updated_at")
          && !row.newValues().get(i).equals(row.oldValues().get(i))) {
        return false;
      }
    }
    return true;
  }
}
