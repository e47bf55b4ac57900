package dev.lumen.server.realtime.supabase;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.feed.ChangeKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a join's {@code postgres_changes}.
 *
 * @param id what the client finds it by: its place, from 1. Never 0, which clients take for none
 * @param echo the entry as it came, to be given back unchanged
 * @param kind null for every kind
 * @param table null for every table
 * @param conversation the one conversation it asks for, where the filter says so; a fast way to
 *     find it, beside the filter
 */
record Binding(
    int id,
    JsonNode echo,
    @Nullable ChangeKind kind,
    @Nullable String table,
    Filter filter,
    Set<String> select,
    @Nullable String conversation) {

  /** The column by which conversations are told apart, in each table that has one. */
  private static String conversationColumn(String table) {
    return table.equals("conversations") ? "id" : "conversation_id";
  }

  /**
   * Reads an entry.
   *
   * @throws FilterException when it cannot be served
   */
  static Binding of(int id, JsonNode entry, Tables tables) {
    if (!entry.isObject()) {
      throw new FilterException("An entry of postgres_changes has to be an object");
    }
    try {
      return read(id, entry, tables);
    } catch (FilterException first) {
      // A table may have been altered since it was looked at.
      tables.refresh();
      return read(id, entry, tables);
    }
  }

  private static Binding read(int id, JsonNode entry, Tables tables) {
    String event = entry.path("event").asText("*");
    String schema = entry.path("schema").asText(Tables.SCHEMA);
    String tableName = entry.path("table").asText("*");
    String filterText = entry.path("filter").asText("");
    if (!schema.equals(Tables.SCHEMA) && !schema.equals("*")) {
      throw unable(entry, "the schema \"" + schema + "\" is not published");
    }
    ChangeKind kind =
        kind(event)
            .orElseThrow(() -> unable(entry, "the event is none of *, INSERT, UPDATE, DELETE"))
            .orElse(null);
    if (tableName.equals("*")) {
      if (!filterText.isEmpty()) {
        throw unable(entry, "a filter needs a table");
      }
      return new Binding(id, entry, kind, null, Filter.NONE, Set.of(), null);
    }
    Tables.Table table = tables.find(tableName);
    if (table == null) {
      throw unable(entry, "the table \"" + tableName + "\" is not published");
    }
    try {
      List<Condition> conditions = filterText.isEmpty() ? List.of() : FilterReader.read(filterText);
      return new Binding(
          id,
          entry,
          kind,
          tableName,
          Filter.of(conditions, table.columns()),
          select(entry),
          conversation(tableName, conditions));
    } catch (FilterException e) {
      throw e.getMessage() != null && e.getMessage().startsWith("Error parsing")
          ? e
          : unable(entry, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Optional<ChangeKind>> kind(String event) {
    return switch (event.toUpperCase(Locale.ROOT)) {
      case "*" -> Optional.of(Optional.empty());
      case "INSERT" -> Optional.of(Optional.of(ChangeKind.INSERT));
      case "UPDATE" -> Optional.of(Optional.of(ChangeKind.UPDATE));
      case "DELETE" -> Optional.of(Optional.of(ChangeKind.DELETE));
      default -> Optional.empty();
    };
  }

  private static Set<String> select(JsonNode entry) {
    Set<String> select = new LinkedHashSet<>();
    entry.path("select").forEach(name -> select.add(name.asText()));
    return Set.copyOf(select);
  }

  private static @Nullable String conversation(String table, List<Condition> conditions) {
    return conditions.stream()
        .filter(
            it ->
                it.column().equals(conversationColumn(table))
                    && it.operator() == Operator.EQ
                    && !it.negated())
        .map(it -> it.value().toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse(null);
  }

  private static FilterException unable(JsonNode entry, String why) {
    return new FilterException(
        "Unable to subscribe to changes with given parameters. Please check Realtime is enabled for the given connect parameters: [event: %s, schema: %s, table: %s, filters: %s] (%s)"
            .formatted(
                entry.path("event").asText("*"),
                entry.path("schema").asText(Tables.SCHEMA),
                entry.path("table").asText("*"),
                entry.path("filter").asText(""),
                why));
  }

  /** Whether the change is one of those asked for; who may see it is decided elsewhere. */
  boolean matches(Change change) {
    ChangeKind made = change.row().kind();
    return made != ChangeKind.TRUNCATE
        && (kind == null || kind == made)
        && (table == null || table.equals(change.row().table()))
        && filter.passes(change::visible);
  }
}
