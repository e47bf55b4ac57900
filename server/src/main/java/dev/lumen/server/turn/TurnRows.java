package dev.lumen.server.turn;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.cleaner.CleaningLevel;
import dev.lumen.cleaner.PastTurn;
import dev.lumen.cleaner.Turn;
import dev.lumen.server.api.Json;
import dev.lumen.server.conversation.ProcessingSettings;
import dev.lumen.server.queue.Priority;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** From rows of {@code turns} to what Java reads. */
final class TurnRows {
  static final String SELECT =
      """
      SELECT id, conversation_id, seq, speaker, raw_text, cleaned_text, status, confidence_score,
             cleaning_applied, cleaning_level, processing_time_ms, corrections, context_detected,
             ai_model_used, active_contexts, transcription_error_detected, self_correction,
             business_domain, conversation_flow, queue_time_ms, metadata, error, created_at,
             revision, shared_context, force_cleaning_level
        FROM turns
      """;

  static final RowMapper<TurnView> VIEW = (rs, ctx) -> view(rs);

  static final RowMapper<RememberedTurn> REMEMBERED =
      (rs, ctx) ->
          new RememberedTurn(
              rs.getObject("conversation_id", UUID.class),
              rs.getInt("seq"),
              new PastTurn(
                  new Turn(
                      rs.getString("speaker"),
                      rs.getString("raw_text"),
                      rs.getString("shared_context"),
                      null),
                  rs.getString("cleaned_text"),
                  texts(rs, "active_contexts"),
                  rs.getBoolean("self_correction"),
                  rs.getBoolean("transcription_error_detected"),
                  mended(rs.getString("mended"))));

  static final RowMapper<WaitingTurn> WAITING =
      (rs, ctx) ->
          new WaitingTurn(
              new NewTurn(
                  rs.getString("speaker"),
                  rs.getString("raw_text"),
                  rs.getString("shared_context"),
                  level(rs.getString("force_cleaning_level")),
                  Priority.of(rs.getInt("priority")),
                  rs.getString("source")),
              rs.getInt("seq"),
              instant(rs, "created_at"));

  private static final TypeReference<List<CorrectionView>> CORRECTIONS = new TypeReference<>() {};
  private static final TypeReference<List<TakenBackView>> MARKS = new TypeReference<>() {};
  private static final TypeReference<Map<String, Double>> TIMINGS = new TypeReference<>() {};
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private TurnRows() {}

  /** A row of a conversation and its counters that the transaction has locked. */
  static ConversationLock lock(ResultSet rs) throws SQLException {
    return new ConversationLock(
        rs.getObject("conversation_id", UUID.class),
        rs.getInt("last_turn_seq") + 1,
        rs.getInt("pending_turns"),
        "paused".equals(rs.getString("status")) || rs.getString("waits_for_turn") != null,
        rs.getBoolean("ended"),
        rs.getLong("last_event_seq"),
        ProcessingSettings.from(Json.tree(rs.getString("metadata"))));
  }

  static TurnView view(ResultSet rs) throws SQLException {
    @Nullable String cleaned = rs.getString("cleaned_text");
    String raw = rs.getString("raw_text");
    return new TurnView(
        rs.getObject("id", UUID.class),
        rs.getObject("conversation_id", UUID.class),
        rs.getInt("seq"),
        rs.getString("speaker"),
        raw,
        cleaned == null ? raw : cleaned,
        rs.getString("status"),
        rs.getInt("revision"),
        metadata(rs),
        instant(rs, "created_at"));
  }

  private static TurnView.Metadata metadata(ResultSet rs) throws SQLException {
    JsonNode stored = Json.tree(rs.getString("metadata"));
    @Nullable String error = rs.getString("error");
    return new TurnView.Metadata(
        orElse(rs.getString("confidence_score"), "LOW"),
        rs.getBoolean("cleaning_applied"),
        orElse(rs.getString("cleaning_level"), "none"),
        rs.getDouble("processing_time_ms"),
        Json.read(rs.getString("corrections"), CORRECTIONS),
        rs.getString("context_detected"),
        orElse(rs.getString("ai_model_used"), "none"),
        texts(rs, "active_contexts"),
        rs.getBoolean("transcription_error_detected"),
        rs.getBoolean("self_correction"),
        rs.getString("business_domain"),
        rs.getString("conversation_flow"),
        rs.getDouble("queue_time_ms"),
        objectIn(stored, "timing_breakdown", TIMINGS),
        stored.has("taken_back")
            ? Json.mapper().convertValue(stored.get("taken_back"), MARKS)
            : List.of(),
        TurnViews.spoken(rs.getString("speaker"), rs.getString("raw_text")),
        objectIn(stored, "source", OBJECT),
        error == null ? null : Json.read(error, OBJECT));
  }

  private static <V> Map<String, V> objectIn(
      JsonNode stored, String name, TypeReference<Map<String, V>> type) {
    JsonNode node = stored.path(name);
    return node.isObject() ? Json.mapper().convertValue(node, type) : Map.of();
  }

  static @Nullable CleaningLevel level(@Nullable String name) {
    return name == null ? null : CleaningLevel.parse(name).orElse(null);
  }

  private static String orElse(@Nullable String value, String fallback) {
    return value == null ? fallback : value;
  }

  private static Instant instant(ResultSet rs, String column) throws SQLException {
    return rs.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static List<PastTurn.Mended> mended(@Nullable String corrections) {
    List<PastTurn.Mended> mended = new ArrayList<>();
    for (JsonNode one : corrections == null ? List.<JsonNode>of() : Json.tree(corrections)) {
      mended.add(
          new PastTurn.Mended(one.path("original").asText(), one.path("corrected").asText()));
    }
    return mended;
  }

  private static List<String> texts(ResultSet rs, String column) throws SQLException {
    java.sql.@Nullable Array array = rs.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }
}
