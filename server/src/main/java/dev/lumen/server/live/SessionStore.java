package dev.lumen.server.live;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.conversation.ConversationStore;
import dev.lumen.server.database.Trip;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Spoken sides of conversations in the database. Each method runs in the caller's transaction. */
final class SessionStore {
  private static final RowMapper<LiveSession> SESSION =
      (row, _) -> {
        UUID reply = row.getObject("reply_id", UUID.class);
        return new LiveSession(
            row.getObject("conversation_id", UUID.class),
            LiveState.of(row.getString("state")).orElseThrow(),
            Personality.of(row.getString("personality")),
            row.getString("session_type"),
            row.getString("topic"),
            row.getString("participant"),
            reply == null ? null : new LiveSession.Spoken(reply, row.getString("reply_text")),
            row.getObject("updated_at", OffsetDateTime.class).toInstant());
      };

  /** How many turns back a client may send one again that it has not heard of. */
  private static final int LOOKED_BACK = 200;

  private final ConversationStore conversations;

  SessionStore(ConversationStore conversations) {
    this.conversations = conversations;
  }

  /** What a new session is made of. */
  record New(
      Personality personality,
      String sessionType,
      @Nullable String topic,
      @Nullable String participant) {
    static final New STANDARD = new New(Personality.FRIENDLY_NEUTRAL, "general", null, null);
  }

  /** The spoken side, or empty where nobody has spoken yet or the conversation is not seen. */
  Optional<LiveSession> find(Handle handle, UUID conversation) {
    return handle
        .createQuery("SELECT * FROM session_states WHERE conversation_id = :id")
        .bind("id", conversation)
        .map(SESSION)
        .findOne();
  }

  /** Begins one; an existing one stays as it is. */
  LiveSession begin(Handle handle, UUID conversation, New made) {
    handle.execute(
        """
        INSERT INTO session_states (conversation_id, personality, session_type, topic, participant)
        VALUES (?, ?, ?, ?, ?) ON CONFLICT (conversation_id) DO NOTHING
        """,
        conversation,
        made.personality().wireName(),
        made.sessionType(),
        made.topic(),
        made.participant());
    return find(handle, conversation).orElseThrow();
  }

  /**
   * Takes the conversation for the rest of the transaction; its spoken side begins if need be.
   *
   * @throws ApiException PROC_001 when it is unknown or not the actor's
   */
  LiveSession lock(Handle handle, UUID conversation) {
    Trip trip = Trip.on(handle);
    Trip.Answer<UUID> held = conversations.lock(trip, conversation);
    Trip.Answer<LiveSession> known =
        trip.ask(
            "SELECT * FROM session_states WHERE conversation_id = :spoken",
            it -> it.bind("spoken", conversation),
            SESSION);
    trip.go();
    if (held.rows().isEmpty()) {
      throw ApiException.conversationNotFound(conversation);
    }
    return known.rows().isEmpty()
        ? begin(handle, conversation, New.STANDARD)
        : known.rows().getFirst();
  }

  /** At the latest with the trip. */
  void setState(Trip trip, UUID conversation, LiveState state, Instant now) {
    trip.tell(
        "UPDATE session_states SET state = :state, updated_at = :now WHERE conversation_id = :spoken",
        it -> it.bind("state", state.wireName()).bind("now", now).bind("spoken", conversation));
  }

  /** Keeps a reply until it was heard; null when it was. At the latest with the trip. */
  void setReply(Trip trip, UUID conversation, LiveSession.@Nullable Spoken reply) {
    trip.tell(
        "UPDATE session_states SET reply_id = :reply::uuid, reply_text = :text WHERE conversation_id = :spoken",
        it ->
            it.bind("reply", reply == null ? null : reply.messageId())
                .bind("text", reply == null ? null : reply.text())
                .bind("spoken", conversation));
  }

  /** The latest turns, oldest first. */
  List<Responder.Said> said(Handle handle, UUID conversation, int limit) {
    return handle
        .createQuery(
            """
            SELECT role, content FROM messages WHERE conversation_id = :id
             ORDER BY seq DESC LIMIT :limit
            """)
        .bind("id", conversation)
        .bind("limit", limit)
        .map(
            (row, _) ->
                new Responder.Said(
                    row.getString("role").equals("assistant"), row.getString("content")))
        .list()
        .reversed();
  }

  /**
   * The turn that a client's own name stands for, among the latest: so much is read for any name
   * that is new.
   */
  Optional<LiveTalk.Final> named(Handle handle, UUID conversation, String name) {
    return handle
        .createQuery(
            """
            SELECT id, raw_text FROM (
              SELECT id, raw_text, metadata FROM turns WHERE conversation_id = :id
               ORDER BY seq DESC LIMIT :limit) latest
             WHERE metadata -> 'source' ->> 'live_turn' = :name
               AND metadata -> 'source' ->> 'named' = 'true' LIMIT 1
            """)
        .bind("id", conversation)
        .bind("limit", LOOKED_BACK)
        .bind("name", name)
        .map(
            (row, _) ->
                new LiveTalk.Final(row.getString("raw_text"), row.getObject("id", UUID.class)))
        .findOne();
  }

  /** Sessions whose reply was lost with the process that gave it, also one that was paused. */
  List<UUID> cutOff(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT conversation_id FROM session_states
             WHERE state IN ('processing', 'speaking') OR reply_id IS NOT NULL
            """)
        .mapTo(UUID.class)
        .list();
  }
}
