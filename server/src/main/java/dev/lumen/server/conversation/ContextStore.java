package dev.lumen.server.conversation;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.ContextTransition;
import dev.lumen.server.database.ArrayOf;
import dev.lumen.server.database.ConversationWindow;
import dev.lumen.server.database.Trip;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What conversations are about. Every method runs inside the caller's transaction. */
public final class ContextStore {
  private static final int SHOWN_TRANSITIONS = 1_000;

  /** What was shared with some conversations beforehand; missing are those without. */
  public Trip.Answer<Shared> sharedContexts(Trip trip, List<UUID> conversationIds) {
    return trip.ask(
        """
        SELECT conversation_id, shared_context FROM conversation_contexts
         WHERE conversation_id = ANY(:shared_with) AND shared_context <> ''
        """,
        it -> it.bind("shared_with", ArrayOf.uuids(conversationIds)),
        (rs, _) -> new Shared(rs.getObject(1, UUID.class), rs.getString(2)));
  }

  /** What was shared with a conversation. */
  public record Shared(UUID conversationId, String text) {}

  /** Sets what is known beforehand, in place of what was; empty text is nothing. */
  public void share(Handle handle, UUID conversationId, String sharedContext, String type) {
    handle.execute(
        """
        INSERT INTO conversation_contexts (conversation_id, shared_context, context_type)
        VALUES (?, ?, ?)
        ON CONFLICT (conversation_id) DO UPDATE
           SET shared_context = excluded.shared_context, context_type = excluded.context_type,
               updated_at = now()
        """,
        conversationId,
        sharedContext,
        type);
  }

  /** Follows a turn that changed what the conversation is about. */
  public void follow(Handle handle, UUID conversationId, UUID turnId, CleanedTurn cleaned) {
    @Nullable ContextTransition transition = cleaned.transition();
    if (transition == null) {
      return;
    }
    handle
        .createUpdate(
            """
            INSERT INTO context_transitions
                   (conversation_id, turn_id, from_contexts, to_contexts, reason)
            VALUES (:id, :turn, :from, :to, :reason)
            """)
        .bind("id", conversationId)
        .bind("turn", turnId)
        .bind("from", ArrayOf.texts(transition.from()))
        .bind("to", ArrayOf.texts(transition.to()))
        .bind("reason", transition.reason())
        .execute();
  }

  /**
   * What the conversation is about now: what its last processed turn says. So nothing has to be
   * written for a turn that touches a subject without taking the lead.
   */
  public List<String> activeContexts(Handle handle, UUID conversationId) {
    return handle
        .createQuery(
            """
            SELECT active_contexts FROM turns
             WHERE conversation_id = :id AND status = 'processed' ORDER BY seq DESC LIMIT 1
            """)
        .bind("id", conversationId)
        .map((rs, ctx) -> texts(rs, "active_contexts"))
        .findOne()
        .orElse(List.of());
  }

  /** The whole context of a conversation that the actor may see. */
  public ConversationContext read(Handle handle, Conversation conversation, int window) {
    Stored stored = stored(handle, conversation);
    return new ConversationContext(
        conversation.id(),
        stored.sharedContext(),
        stored.type(),
        activeContexts(handle, conversation.id()),
        transitions(handle, conversation.id()),
        stored.updatedAt(),
        window,
        window(handle, conversation.id(), window),
        patterns(handle, conversation.id()),
        conversation.turnsCount());
  }

  private static Stored stored(Handle handle, Conversation conversation) {
    return handle
        .createQuery("SELECT * FROM conversation_contexts WHERE conversation_id = :id")
        .bind("id", conversation.id())
        .map(
            (rs, ctx) ->
                new Stored(
                    rs.getString("shared_context"),
                    rs.getString("context_type"),
                    instant(rs, "updated_at")))
        .findOne()
        .orElseGet(() -> new Stored("", "session_notes", conversation.createdAt()));
  }

  private record Stored(String sharedContext, String type, Instant updatedAt) {}

  private static List<ConversationContext.Transition> transitions(Handle handle, UUID id) {
    return handle
        .createQuery(
            """
            SELECT created_at, from_contexts, to_contexts, reason FROM context_transitions
             WHERE conversation_id = :id ORDER BY id LIMIT :limit
            """)
        .bind("id", id)
        .bind("limit", SHOWN_TRANSITIONS)
        .map(
            (rs, ctx) ->
                new ConversationContext.Transition(
                    instant(rs, "created_at"),
                    texts(rs, "from_contexts"),
                    texts(rs, "to_contexts"),
                    rs.getString("reason")))
        .list();
  }

  private static List<ConversationContext.WindowTurn> window(Handle handle, UUID id, int size) {
    return ConversationWindow.windowOf(handle, id, size).stream()
        .map(
            turn ->
                new ConversationContext.WindowTurn(
                    turn.speaker(),
                    turn.cleanedText(),
                    turn.contextDetected(),
                    turn.confidenceScore(),
                    turn.createdAt()))
        .toList();
  }

  private static Map<String, Integer> patterns(Handle handle, UUID id) {
    return handle
        .createQuery(
            """
            SELECT context_detected AS context, count(*) AS turns FROM turns
             WHERE conversation_id = :id AND context_detected IS NOT NULL
             GROUP BY 1 ORDER BY 2 DESC, 1
            """)
        .bind("id", id)
        .reduceRows(
            new LinkedHashMap<>(),
            (counts, row) -> {
              counts.put(
                  row.getColumn("context", String.class), row.getColumn("turns", Integer.class));
              return counts;
            });
  }

  private static Instant instant(ResultSet rs, String column) throws SQLException {
    return rs.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static List<String> texts(ResultSet rs, String column) throws SQLException {
    java.sql.@Nullable Array array = rs.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }
}
