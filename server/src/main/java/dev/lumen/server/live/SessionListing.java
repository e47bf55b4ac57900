package dev.lumen.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.api.Json;
import dev.lumen.server.api.Slice;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Spoken conversations and their messages as the second API lists them. */
final class SessionListing {
  private static final String SELECT =
      """
      SELECT c.id, c.status, c.turns_count, c.created_at, c.updated_at, s.participant, s.state,
             s.personality, s.session_type, s.topic
        FROM conversations c JOIN session_states s ON s.conversation_id = c.id
       WHERE c.status <> 'deleted'
      """;
  private static final String MATCHING =
      " AND (:participant IS NULL OR s.participant = :participant)"
          + " AND (:status IS NULL OR c.status = :status)";

  private static final RowMapper<Row> ROW =
      (row, _) ->
          new Row(
              row.getObject("id", UUID.class),
              row.getString("participant"),
              row.getString("status"),
              row.getString("state"),
              row.getString("personality"),
              row.getString("session_type"),
              row.getString("topic"),
              row.getInt("turns_count"),
              row.getObject("created_at", OffsetDateTime.class).toInstant(),
              row.getObject("updated_at", OffsetDateTime.class).toInstant());

  private SessionListing() {}

  /** A spoken conversation; {@code status} is the stored one, so an ended one says so. */
  record Row(
      UUID id,
      @Nullable String userId,
      String status,
      String currentState,
      String personality,
      String sessionType,
      @Nullable String topic,
      int messageCount,
      Instant createdAt,
      Instant lastActivity) {}

  /** What a list is narrowed to; null is no condition. */
  record Filter(@Nullable String participant, @Nullable String status) {}

  static Optional<Row> find(Handle handle, UUID id) {
    return handle.createQuery(SELECT + " AND c.id = :id").bind("id", id).map(ROW).findOne();
  }

  static List<Row> list(Handle handle, Filter filter, Slice slice) {
    return handle
        .createQuery(
            SELECT + MATCHING + " ORDER BY c.updated_at DESC, c.id LIMIT :limit OFFSET :offset")
        .bindByType("participant", filter.participant(), String.class)
        .bindByType("status", filter.status(), String.class)
        .bind("limit", slice.limit())
        .bind("offset", slice.offset())
        .map(ROW)
        .list();
  }

  static int count(Handle handle, Filter filter) {
    return handle
        .createQuery("SELECT count(*) FROM (" + SELECT + MATCHING + ") found")
        .bindByType("participant", filter.participant(), String.class)
        .bindByType("status", filter.status(), String.class)
        .mapTo(Integer.class)
        .one();
  }

  /** A turn as a message. */
  record Message(
      UUID id,
      String role,
      String content,
      Instant timestamp,
      @Nullable String audioUrl,
      @Nullable JsonNode feedback,
      @Nullable Integer processingTime) {}

  /** Messages, the newest first. */
  static List<Message> messages(Handle handle, UUID conversation, Slice slice) {
    return handle
        .createQuery(
            """
            SELECT * FROM messages WHERE conversation_id = :id
             ORDER BY seq DESC LIMIT :limit OFFSET :offset
            """)
        .bind("id", conversation)
        .bind("limit", slice.limit())
        .bind("offset", slice.offset())
        .map(
            (row, _) -> {
              String feedback = row.getString("feedback");
              return new Message(
                  row.getObject("id", UUID.class),
                  row.getString("role"),
                  row.getString("content"),
                  row.getObject("timestamp", OffsetDateTime.class).toInstant(),
                  row.getString("audio_url"),
                  feedback == null ? null : Json.tree(feedback),
                  row.getObject("processing_time", Integer.class));
            })
        .list();
  }
}
