package dev.lumen.server.realtime;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.DatabaseException;
import java.time.OffsetDateTime;
import java.util.Collection;
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

  // The counter's row is locked until the commit: numbers are gapless and in commit order, and the
  // clock read behind that lock never falls. The events come as one JSON text: an array of texts
  // would have every quote in them escaped here and taken back there.
  private static final String APPEND =
      """
      with draft as materialized (
        select * from rows from (
            jsonb_to_recordset(:drafts::jsonb) as (conversation uuid, type text, payload jsonb))
          with ordinality as d (conversation, type, payload, position)),
      counter as (
        update conversation_counters k set last_event_seq = k.last_event_seq + n.events
          from (select conversation, count(*) as events from draft group by conversation) n
          where k.conversation_id = n.conversation
          returning k.conversation_id, k.last_event_seq - n.events as before)
      insert into conversation_events (conversation_id, seq, type, payload, created_at)
        select conversation, before + row_number() over (partition by conversation order by position),
               type, payload, clock_timestamp()
          from draft join counter on conversation_id = conversation
         order by conversation, position
        returning seq""";

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
    return write(handle, Map.of(conversationId, drafts)).stream().max(Long::compare).orElse(0L);
  }

  /**
   * Writes events of many conversations, each behind its newest, in the caller's transaction, which
   * holds all of their counters.
   *
   * @param drafts by conversation, in order
   */
  public static void append(Handle handle, Map<UUID, List<EventDraft>> drafts) {
    write(handle, drafts);
  }

  private static List<Long> write(Handle handle, Map<UUID, List<EventDraft>> drafts) {
    int count = drafts.values().stream().mapToInt(List::size).sum();
    if (count == 0) {
      return List.of();
    }
    List<Long> written =
        handle.createQuery(APPEND).bind("drafts", json(drafts)).mapTo(Long.class).list();
    if (written.size() != count) {
      throw new IllegalArgumentException("One of the conversations does not exist");
    }
    return written;
  }

  private static String json(Map<UUID, List<EventDraft>> drafts) {
    StringBuilder json = new StringBuilder("[");
    drafts.forEach(
        (conversation, events) -> {
          for (EventDraft event : events) {
            json.append(json.length() > 1 ? "," : "")
                .append("{\"conversation\":\"")
                .append(conversation)
                .append("\",\"type\":\"")
                .append(JsonStringEncoder.getInstance().quoteAsString(event.type()))
                .append("\",\"payload\":")
                .append(event.payload())
                .append('}');
          }
        });
    return json.append(']').toString();
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
                .bindArray("ids", UUID.class, conversationIds.toArray())
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
