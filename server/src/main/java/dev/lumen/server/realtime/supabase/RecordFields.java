package dev.lumen.server.realtime.supabase;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Adds to the record of a row what the API shows beside its columns. */
@FunctionalInterface
public interface RecordFields {

  /**
   * What to add.
   *
   * @param table the row's table
   * @param row the text of a column's value in PostgreSQL's form, null for NULL
   * @return fields by name; one named like a column stands in its place
   */
  Map<String, JsonNode> of(String table, Function<String, @Nullable String> row);
}
