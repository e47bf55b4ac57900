package dev.lumen.server.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.api.Json;
import dev.lumen.server.api.Page;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.ArrayOf;
import dev.lumen.server.database.Trip;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Conversations in the database. Every method runs inside the caller's transaction. */
public final class ConversationStore {
  private static final String SELECT =
      """
      SELECT id, name, description, status, turns_count, created_at, updated_at, metadata,
             total_processing_time_ms, average_confidence_score
        FROM conversations
      """;

  /**
   * Creates a conversation.
   *
   * @param id the id it gets
   * @param owner the user it belongs to
   */
  public Conversation create(
      Handle handle,
      UUID id,
      UUID owner,
      String name,
      @Nullable String description,
      JsonNode metadata) {
    handle.execute(
        """
        INSERT INTO conversations (id, user_id, name, description, metadata)
        VALUES (?, ?, ?, ?, ?::jsonb)
        """,
        id,
        owner,
        name,
        description,
        Json.text(metadata));
    return find(handle, id).orElseThrow();
  }

  /** A conversation that the actor may see, or empty. */
  public Optional<Conversation> find(Handle handle, UUID id) {
    return handle
        .createQuery(SELECT + " WHERE id = :id AND status <> 'deleted'")
        .bind("id", id)
        .map((rs, ctx) -> conversation(rs))
        .findOne();
  }

  /** Those of the conversations that the actor may see, in no order. */
  public List<Conversation> findAll(Handle handle, Collection<UUID> ids) {
    return Trip.rows(handle, trip -> findAll(trip, ids));
  }

  /** As {@link #findAll(Handle, Collection)}, together with other statements. */
  public Trip.Answer<Conversation> findAll(Trip trip, Collection<UUID> ids) {
    return trip.ask(
        SELECT + " WHERE id = ANY(:wanted) AND status <> 'deleted'",
        it -> it.bind("wanted", ArrayOf.uuids(ids)),
        (rs, _) -> conversation(rs));
  }

  /** A page, and how many there are on all pages. */
  record Found(List<Conversation> conversations, int total) {}

  /**
   * A page of the actor's conversations. They are put in order by what stands in an index; only the
   * rows of the page are read.
   */
  Found list(Handle handle, Actor actor, Page page, ConversationFilter filter, SearchQuery search) {
    String which = " FROM conversations" + filter.where(actor, search);
    // What a search finds is found once, and counted on the way; everything there is costs less to
    // count by itself than to carry along.
    boolean counts = search != SearchQuery.EVERYTHING;
    String total = counts ? "total" : "(SELECT count(*)" + which + ")";
    List<Integer> totals = new ArrayList<>();
    List<Conversation> found =
        filter
            .bind(
                handle.createQuery(
                    SELECT.replace("FROM", ", " + total + " AS total FROM")
                        + " JOIN (SELECT id"
                        + (counts ? ", count(*) OVER () AS total" : "")
                        + which
                        + filter.order()
                        + " LIMIT :limit OFFSET :offset) page USING (id)"
                        + filter.order()),
                search)
            .bind("limit", page.perPage())
            .bind("offset", page.offset())
            .map(
                (rs, ctx) -> {
                  totals.add(rs.getInt("total"));
                  return conversation(rs);
                })
            .list();
    return new Found(
        found,
        found.isEmpty() && page.offset() > 0
            ? count(handle, actor, filter, search)
            : totals.stream().findFirst().orElse(0));
  }

  /** Ids of the actor's conversations, latest change first. */
  public List<UUID> newest(Handle handle, Actor actor, int limit) {
    return handle
        .createQuery(
            "SELECT id FROM conversations WHERE "
                + ConversationFilter.seenBy(actor)
                + " AND status <> 'deleted' ORDER BY updated_at DESC, id LIMIT :limit")
        .bind("limit", limit)
        .mapTo(UUID.class)
        .list();
  }

  /** How many conversations the actor has. */
  public int count(Handle handle, Actor actor) {
    return count(handle, actor, ConversationFilter.ALL, SearchQuery.EVERYTHING);
  }

  private static int count(
      Handle handle, Actor actor, ConversationFilter filter, SearchQuery search) {
    return filter
        .bind(
            handle.createQuery("SELECT count(*) FROM conversations" + filter.where(actor, search)),
            search)
        .mapTo(Integer.class)
        .one();
  }

  /** Removes a conversation with everything in it; false when there was none. */
  public boolean delete(Handle handle, UUID id) {
    return handle.execute("DELETE FROM conversations WHERE id = ? AND status <> 'deleted'", id) > 0;
  }

  /** Changes what people call it and say about it; what is null stays. */
  public void rename(Handle handle, UUID id, @Nullable String name, @Nullable String description) {
    handle.execute(
        """
        UPDATE conversations
           SET name = coalesce(?, name), description = coalesce(?, description) WHERE id = ?
        """,
        name,
        description,
        id);
  }

  /** Takes away what people say about it. */
  void undescribe(Handle handle, UUID id) {
    handle.execute("UPDATE conversations SET description = NULL WHERE id = ?", id);
  }

  /** Keeps other metadata with it. */
  public void keep(Handle handle, UUID id, JsonNode metadata) {
    handle.execute(
        "UPDATE conversations SET metadata = ?::jsonb WHERE id = ?", Json.text(metadata), id);
  }

  /** Whether it was spoken and that is over, which cannot be taken back. */
  public boolean isSpokenToEnd(Handle handle, UUID id) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT FROM session_states WHERE conversation_id = :id AND state = 'ended')")
        .bind("id", id)
        .mapTo(Boolean.class)
        .one();
  }

  /**
   * Sets the stored status; false when there is no such conversation. One that was spoken to its
   * end is ended wherever another would be active or completed.
   */
  public boolean setStatus(Handle handle, UUID id, String wanted) {
    boolean open = wanted.equals("active") || wanted.equals("completed");
    String status = open && isSpokenToEnd(handle, id) ? "ended" : wanted;
    return handle.execute(
            "UPDATE conversations SET status = ? WHERE id = ? AND status <> 'deleted'", status, id)
        > 0;
  }

  /** Pauses it and keeps in mind what it was; its lock is held. Once paused it stays as it is. */
  public void pause(Handle handle, UUID id) {
    handle.execute(
        """
        WITH before AS (
          UPDATE conversation_counters k SET status_before_pause = c.status
            FROM conversations c WHERE c.id = k.conversation_id AND c.id = ?
             AND c.status NOT IN ('paused', 'deleted')
          RETURNING k.conversation_id)
        UPDATE conversations SET status = 'paused' FROM before WHERE id = before.conversation_id
        """,
        id);
  }

  /** Makes a paused one what it was before; its lock is held. Any other stays as it is. */
  public void resume(Handle handle, UUID id) {
    handle
        .createQuery(
            """
            SELECT coalesce(k.status_before_pause, 'active')
              FROM conversation_counters k JOIN conversations c ON c.id = k.conversation_id
             WHERE c.id = :id AND c.status = 'paused'
            """)
        .bind("id", id)
        .mapTo(String.class)
        .findOne()
        .ifPresent(before -> setStatus(handle, id, before));
  }

  /** Takes the conversation's lock for the rest of the transaction; false when it is gone. */
  public boolean lock(Handle handle, UUID id) {
    return !Trip.rows(handle, trip -> lock(trip, id)).isEmpty();
  }

  /** As {@link #lock(Handle, UUID)}, together with other statements; no row when it is gone. */
  public Trip.Answer<UUID> lock(Trip trip, UUID id) {
    return trip.ask(
        """
        SELECT c.id FROM conversation_counters k JOIN conversations c ON c.id = k.conversation_id
         WHERE k.conversation_id = :locked AND c.status <> 'deleted' FOR UPDATE OF k
        """,
        it -> it.bind("locked", id),
        (rs, _) -> rs.getObject(1, UUID.class));
  }

  private static Conversation conversation(ResultSet rs) throws SQLException {
    String status = rs.getString("status");
    return new Conversation(
        rs.getObject("id", UUID.class),
        rs.getString("name"),
        rs.getString("description"),
        "ended".equals(status) ? "completed" : status,
        rs.getInt("turns_count"),
        rs.getObject("created_at", OffsetDateTime.class).toInstant(),
        rs.getObject("updated_at", OffsetDateTime.class).toInstant(),
        Json.tree(rs.getString("metadata")),
        rs.getDouble("total_processing_time_ms"),
        rs.getString("average_confidence_score"));
  }
}
