package dev.lumen.server.turn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lumen.server.api.Json;
import dev.lumen.server.realtime.supabase.RecordFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the record of a turn shows beside its columns, so that a page which reads the API's turns
 * reads records as well: {@code turn_id}, the API's {@code metadata}, and a cleaned text
 * that is the raw one until the turn is processed.
 */
public final class TurnRecords implements RecordFields {

  @Override
  public Map<String, JsonNode> of(String table, Function<String, @Nullable String> row) {
    if (!table.equals("turns")) {
      return Map.of();
    }
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    fields.put("turn_id", text(row.apply("id")));
    String cleaned = row.apply("cleaned_text");
    fields.put("cleaned_text", text(cleaned == null ? row.apply("raw_text") : cleaned));
    fields.put("metadata", metadata(row));
    return fields;
  }

  private static ObjectNode metadata(Function<String, @Nullable String> row) {
    ObjectNode metadata = Json.mapper().createObjectNode();
    metadata.put("confidence_score", orElse(row.apply("confidence_score"), "LOW"));
    metadata.put("cleaning_applied", isTrue(row.apply("cleaning_applied")));
    metadata.put("cleaning_level", orElse(row.apply("cleaning_level"), "none"));
    metadata.put("processing_time_ms", number(row.apply("processing_time_ms")));
    metadata.set("corrections", Json.tree(orElse(row.apply("corrections"), "[]")));
    metadata.put("context_detected", row.apply("context_detected"));
    metadata.put("ai_model_used", orElse(row.apply("ai_model_used"), "none"));
    metadata.set("active_contexts", names(row.apply("active_contexts")));
    metadata.put("transcription_error_detected", isTrue(row.apply("transcription_error_detected")));
    metadata.put("self_correction", isTrue(row.apply("self_correction")));
    metadata.put("business_domain", row.apply("business_domain"));
    metadata.put("conversation_flow", row.apply("conversation_flow"));
    metadata.put("queue_time_ms", number(row.apply("queue_time_ms")));
    JsonNode stored = Json.tree(orElse(row.apply("metadata"), "{}"));
    JsonNode timings = stored.path("timing_breakdown");
    metadata.set(
        "timing_breakdown", timings.isObject() ? timings : Json.mapper().createObjectNode());
    if (stored.path("source").size() > 0) {
      metadata.set("source", stored.path("source"));
    }
    String error = row.apply("error");
    if (error != null) {
      metadata.set("error", Json.tree(error));
    }
    return metadata;
  }

  /** Names of contexts have no character that PostgreSQL quotes in an array. */
  private static ArrayNode names(@Nullable String array) {
    ArrayNode names = Json.mapper().createArrayNode();
    if (array != null && array.length() > 2) {
      for (String name : array.substring(1, array.length() - 1).split(",", -1)) {
        names.add(name.replace("\"", ""));
      }
    }
    return names;
  }

  private static JsonNode text(@Nullable String value) {
    return value == null
        ? Json.mapper().nullNode()
        : Json.mapper().getNodeFactory().textNode(value);
  }

  private static boolean isTrue(@Nullable String value) {
    return value != null && value.startsWith("t");
  }

  private static double number(@Nullable String value) {
    return value == null ? 0 : Double.parseDouble(value);
  }

  private static String orElse(@Nullable String value, String fallback) {
    return value == null ? fallback : value;
  }
}
