package dev.lumen.server.realtime;

import dev.lumen.server.database.Actor;
import dev.lumen.server.database.ArrayOf;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.database.Trip;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * The events of conversations as rows. They are written in the transaction of the change they tell
 * of; the change feed brings them to subscribers, so nothing else has to be done after the commit.
 */
public final class EventStore {
  private static final Actor SERVICE = new Actor.Service();

  private static final String POSITION =
      """
      select greatest(c.last_event_seq, kept.newest) as last, kept.oldest
        from conversation_counters c,
             lateral (select min(seq) as oldest, max(seq) as newest from conversation_events e
                       where e.conversation_id = c.conversation_id) kept
       where c.conversation_id = :conversation""";

  private static final RowMapper<ConversationEvent> EVENT =
      (row, _) ->
          new ConversationEvent(
              row.getObject("conversation_id", UUID.class),
              row.getLong("seq"),
              row.getString("type"),
              row.getString("payload"),
              row.getObject("created_at", OffsetDateTime.class).toInstant());

  private final Database database;

  /** Reads as the service itself; who may see what is decided before. */
  public EventStore(Database database) {
    this.database = database;
  }

  /**
   * Writes events behind the conversation's newest, in the caller's transaction.
   *
   * @param drafts in order; an empty list writes nothing
   * @return the number of the last one written, 0 for an empty list
   * @throws IllegalArgumentException when there is no such conversation
   */
  public static long append(Handle handle, UUID conversationId, List<EventDraft> drafts) {
    if (drafts.isEmpty()) {
      return 0;
    }
    Map<UUID, List<EventDraft>> all = Map.of(conversationId, drafts);
    Trip trip = Trip.on(handle);
    Trip.Answer<Long> written = EventAppend.plain(trip, all);
    trip.go();
    EventAppend.requireAll(all, written);
    return Collections.max(written.rows());
  }

  /**
   * Writes events of many conversations, each behind its newest, with the last trip of a
   * transaction that holds all of their counters, and commits it.
   *
   * @param drafts by conversation, in order
   */
  public static void appendAndCommit(Trip last, Map<UUID, List<EventDraft>> drafts) {
    Trip.Answer<Long> written = EventAppend.plain(last, drafts);
    last.goAndCommit();
    EventAppend.requireAll(drafts, written);
  }

  /**
   * As {@link #appendAndCommit(Trip, Map)}, of one conversation.
   *
   * @return the number of the last one written
   */
  public static long appendAndCommit(Trip last, UUID conversationId, List<EventDraft> drafts) {
    Map<UUID, List<EventDraft>> all = Map.of(conversationId, drafts);
    Trip.Answer<Long> written = EventAppend.plain(last, all);
    last.goAndCommit();
    EventAppend.requireAll(all, written);
    return Collections.max(written.rows());
  }

  /** The events after a number, oldest first, {@code limit} at most. */
  public static List<ConversationEvent> read(
      Handle handle, UUID conversationId, long after, int limit) {
    return handle
        .createQuery(
            """
            select conversation_id, seq, type, payload::text as payload, created_at
              from conversation_events
             where conversation_id = :conversation and seq > :after
             order by seq limit :limit""")
        .bind("conversation", conversationId)
        .bind("after", after)
        .bind("limit", limit)
        .map(EVENT)
        .list();
  }

  /**
   * As {@link #read(Handle, UUID, long, int)}, in a transaction of its own.
   *
   * @throws DatabaseException when the database cannot be asked
   */
  public List<ConversationEvent> read(UUID conversationId, long after, int limit) {
    return database.read(SERVICE, handle -> read(handle, conversationId, after, limit));
  }

  /** Where the conversation's events stand; empty when there is no such conversation. */
  public Optional<Position> position(UUID conversationId) {
    return database.read(SERVICE, handle -> position(handle, conversationId));
  }

  /** The newest {@code limit} events together with the position they end at. */
  Optional<Tail> tail(UUID conversationId, int limit) {
    return database.read(
        SERVICE,
        handle ->
            position(handle, conversationId)
                .map(
                    position ->
                        new Tail(
                            position,
                            read(handle, conversationId, position.lastSeq() - limit, limit))));
  }

  /** Numbers of the newest events of those conversations that exist. */
  Map<UUID, Long> lastSeqs(Collection<UUID> conversationIds) {
    return database.read(
        SERVICE,
        handle ->
            handle
                .createQuery(
                    """
                    select conversation_id, last_event_seq from conversation_counters
                     where conversation_id = any(:ids)""")
                .bind("ids", ArrayOf.uuids(conversationIds))
                .reduceRows(
                    new java.util.HashMap<UUID, Long>(),
                    (found, row) -> {
                      found.put(
                          row.getColumn("conversation_id", UUID.class),
                          row.getColumn("last_event_seq", Long.class));
                      return found;
                    }));
  }

  private static Optional<Position> position(Handle handle, UUID conversationId) {
    return handle
        .createQuery(POSITION)
        .bind("conversation", conversationId)
        .map(
            (row, _) -> {
              long last = row.getLong("last");
              long oldest = row.getLong("oldest");
              return new Position(last, row.wasNull() ? last + 1 : oldest);
            })
        .findOne();
  }

  /**
   * The end of a conversation's events.
   *
   * @param events oldest first; none of them newer than the position
   */
  record Tail(Position position, List<ConversationEvent> events) {}
}
