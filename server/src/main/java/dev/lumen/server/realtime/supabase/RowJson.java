package dev.lumen.server.realtime.supabase;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.feed.Cell;
import dev.lumen.server.feed.ChangeKind;
import dev.lumen.server.feed.Column;
import dev.lumen.server.feed.RowChange;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code data} of a {@code postgres_changes} message. */
final class RowJson {
  private static final int MAX_BYTES = 1 << 20;
  private static final int KEPT_WHEN_TOO_LARGE = 64;
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final RecordFields fields;

  RowJson(RecordFields fields) {
    this.fields = fields;
  }

  /**
   * @param select names of the fields wanted; empty for all
   */
  byte[] data(Change change, Set<String> select) {
    byte[] whole = data(change, select, Integer.MAX_VALUE);
    return whole.length <= MAX_BYTES ? whole : data(change, select, KEPT_WHEN_TOO_LARGE);
  }

  private byte[] data(Change change, Set<String> select, int longest) {
    RowChange row = change.row();
    return Json.bytes(
        json -> {
          json.writeStartObject();
          json.writeStringField("schema", row.schema());
          json.writeStringField("table", row.table());
          json.writeStringField("commit_timestamp", instant(change.position().committed()));
          json.writeStringField("type", row.kind().name());
          writeColumns(json, row.columns(), select);
          if (row.kind() != ChangeKind.DELETE) {
            writeRecord(json, "record", change, row.newValues(), select, longest);
          }
          if (row.kind() != ChangeKind.INSERT && !row.oldValues().isEmpty()) {
            writeRecord(json, "old_record", change, row.oldValues(), select, longest);
          }
          if (longest == Integer.MAX_VALUE) {
            json.writeNullField("errors");
          } else {
            json.writeArrayFieldStart("errors");
            json.writeString("Error 413: Payload Too Large");
            json.writeEndArray();
          }
          json.writeEndObject();
        });
  }

  private static void writeColumns(JsonGenerator json, List<Column> columns, Set<String> select)
      throws IOException {
    json.writeArrayFieldStart("columns");
    for (Column column : columns) {
      if (isWanted(column.name(), select)) {
        json.writeStartObject();
        json.writeStringField("name", column.name());
        json.writeStringField("type", column.type());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private void writeRecord(
      JsonGenerator json,
      String name,
      Change change,
      List<Cell> cells,
      Set<String> select,
      int longest)
      throws IOException {
    List<Column> columns = change.row().columns();
    Map<String, String> texts = LinkedHashMap.newLinkedHashMap(cells.size());
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i) instanceof Cell.Text text) {
        texts.put(columns.get(i).name(), text.value());
      }
    }
    Map<String, JsonNode> added = fields.of(change.row().table(), texts::get);
    json.writeObjectFieldStart(name);
    for (int i = 0; i < cells.size(); i++) {
      Column column = columns.get(i);
      if (isWanted(column.name(), select)
          && !added.containsKey(column.name())
          && !(cells.get(i) instanceof Cell.UnchangedToast)) {
        String value = texts.get(column.name());
        if (value == null || value.length() <= longest) {
          json.writeFieldName(column.name());
          writeValue(json, column.type(), value);
        }
      }
    }
    for (Map.Entry<String, JsonNode> field : added.entrySet()) {
      if (isWanted(field.getKey(), select)
          && (longest == Integer.MAX_VALUE || field.getValue().toString().length() <= longest)) {
        json.writeFieldName(field.getKey());
        json.writeTree(field.getValue());
      }
    }
    if (name.equals("record")) {
      json.writeStringField("event_id", change.position().toString());
    }
    json.writeEndObject();
  }

  private static boolean isWanted(String field, Set<String> select) {
    return select.isEmpty() || select.contains(field) || field.equals("id");
  }

  static void writeValue(JsonGenerator json, String type, @Nullable String text)
      throws IOException {
    if (text == null) {
      json.writeNull();
    } else if (type.startsWith("_")) {
      ArrayText.write(json, type.substring(1), text);
    } else {
      switch (type) {
        case "bool" -> json.writeBoolean(text.startsWith("t"));
        case "int2", "int4", "int8", "oid", "float4", "float8", "numeric" ->
            writeNumber(json, text);
        case "json", "jsonb" -> json.writeRawValue(text);
        case "timestamptz" -> json.writeString(timestamp(text));
        default -> json.writeString(text);
      }
    }
  }

  private static void writeNumber(JsonGenerator json, String text) throws IOException {
    char last = text.charAt(text.length() - 1);
    if (last >= '0' && last <= '9') {
      json.writeRawValue(text);
    } else {
      json.writeString(text); // NaN and infinities are no numbers in JSON.
    }
  }

  /** As the REST API writes it: a client compares the two as texts. */
  private static String timestamp(String text) {
    return ColumnType.TIME.parse(text) instanceof Instant instant ? instant(instant) : text;
  }

  static String instant(Instant instant) {
    return INSTANT.format(instant);
  }
}
