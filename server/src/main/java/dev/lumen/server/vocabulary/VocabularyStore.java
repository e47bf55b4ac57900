package dev.lumen.server.vocabulary;

import dev.lumen.cleaner.VocabularyTerm;
import dev.lumen.server.api.Slice;
import dev.lumen.server.database.ArrayOf;
import dev.lumen.server.database.Trip;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Vocabularies in the database. Every method runs inside the caller's transaction. */
public final class VocabularyStore {
  /** How many terms an account or a conversation can have. */
  public static final int MAX_TERMS = 10_000;

  /** The cleaner is taught this many at most, the newest first. */
  private static final int MOST_TAUGHT = 2_000;

  private static final int ENOUGH_REJECTIONS = 2;
  private static final String ACTIVE = "(source = 'person' OR never_change OR rejections = 0)";
  private static final String SELECT = "SELECT *, " + ACTIVE + " AS active FROM vocabulary_terms";
  private static final String SCOPE =
      " WHERE user_id = :user AND conversation_id IS NOT DISTINCT FROM :conversation::uuid";
  private static final String PUT =
      """
      INSERT INTO vocabulary_terms (user_id, conversation_id, term, sounds_like, never_change)
      VALUES (:user, :conversation::uuid, :term, :sounds, :never)
      ON CONFLICT (user_id, conversation_id, lower(term)) DO UPDATE
         SET term = excluded.term, sounds_like = excluded.sounds_like,
             never_change = excluded.never_change, source = 'person', updated_at = now()
      RETURNING *, TRUE AS active, xmax = 0 AS added
      """;

  private static final String TAUGHT =
      """
      SELECT c.id AS conversation, t.* FROM conversations c, LATERAL (
        SELECT term, sounds_like, never_change, updated_at FROM vocabulary_terms v
         WHERE v.user_id = c.user_id AND (v.conversation_id IS NULL OR v.conversation_id = c.id)
           AND %s
         ORDER BY updated_at DESC LIMIT :most_taught) t
       WHERE c.id = ANY(:worded) ORDER BY t.updated_at DESC
      """
          .formatted(ACTIVE);

  private static final String REJECTED =
      """
      INSERT INTO vocabulary_terms (user_id, term, source, rejections, never_change)
      VALUES (:user, :term, 'learnt', greatest(0, :more), :more >= :enough)
      ON CONFLICT (user_id, conversation_id, lower(term)) DO UPDATE
         SET rejections = greatest(0, vocabulary_terms.rejections + :more),
             never_change = CASE WHEN vocabulary_terms.source = 'person'
                                 THEN vocabulary_terms.never_change
                                 ELSE vocabulary_terms.rejections + :more >= :enough END,
             updated_at = now()
      RETURNING source = 'learnt' AND (rejections >= :enough) <> (rejections - :more >= :enough)
      """;

  /**
   * Whose vocabulary.
   *
   * @param userId the owner
   * @param conversationId one conversation of theirs, or null for all
   */
  public record Scope(UUID userId, @Nullable UUID conversationId) {}

  /** A term as stored, and whether it was new. */
  public record Put(Term term, boolean added) {}

  /** The terms of a scope in alphabetical order. */
  public List<Term> list(Handle handle, Scope scope, Slice slice) {
    return in(
            handle.createQuery(
                SELECT + SCOPE + " ORDER BY lower(term) LIMIT :limit OFFSET :offset"),
            scope)
        .bind("limit", slice.limit())
        .bind("offset", slice.offset())
        .map((rs, ctx) -> term(rs))
        .list();
  }

  /** How many terms a scope has. */
  public int count(Handle handle, Scope scope) {
    return in(handle.createQuery("SELECT count(*) FROM vocabulary_terms" + SCOPE), scope)
        .mapTo(Integer.class)
        .one();
  }

  /**
   * Adds a term, or replaces what was said of it; a person's word counts more than a learnt one.
   */
  public Put put(Handle handle, Scope scope, NewTerm term) {
    return given(in(handle.createQuery(PUT), scope), term)
        .map((rs, ctx) -> new Put(term(rs), rs.getBoolean("added")))
        .one();
  }

  /** Changes a term; empty when there is none with this id in the scope. */
  public Optional<Term> replace(Handle handle, Scope scope, UUID id, NewTerm term) {
    return given(
            in(
                handle.createQuery(
                    """
                    UPDATE vocabulary_terms
                       SET term = :term, sounds_like = :sounds, never_change = :never,
                           source = 'person', updated_at = now()
                    """
                        + SCOPE
                        + " AND id = :id RETURNING *, TRUE AS active"),
                scope),
            term)
        .bind("id", id)
        .map((rs, ctx) -> term(rs))
        .findOne();
  }

  /** Removes a term; false when there was none. */
  public boolean delete(Handle handle, Scope scope, UUID id) {
    return in(handle.createUpdate("DELETE FROM vocabulary_terms" + SCOPE + " AND id = :id"), scope)
            .bind("id", id)
            .execute()
        > 0;
  }

  /** What the cleaner is taught for each conversation: its own terms and those of its owner. */
  public Trip.Answer<Taught> forCleaner(Trip trip, List<UUID> conversationIds) {
    return trip.ask(
        TAUGHT,
        it -> it.bind("worded", ArrayOf.uuids(conversationIds)).bind("most_taught", MOST_TAUGHT),
        (rs, _) ->
            new Taught(
                rs.getObject("conversation", UUID.class),
                new VocabularyTerm(
                    rs.getString("term"),
                    texts(rs, "sounds_like"),
                    rs.getBoolean("never_change"))));
  }

  /** A term that holds in a conversation. */
  public record Taught(UUID conversationId, VocabularyTerm term) {}

  /**
   * Notes at how many places more, or fewer, a correction of exactly this text is rejected. From
   * the second on the text is left alone, unless a person has said something else of it.
   *
   * @return whether the cleaner may be taught something else from now on
   */
  public boolean rejected(Handle handle, UUID userId, String text, int more) {
    boolean otherwise =
        handle
            .createQuery(REJECTED)
            .bind("user", userId)
            .bind("term", text)
            .bind("more", more)
            .bind("enough", ENOUGH_REJECTIONS)
            .mapTo(Boolean.class)
            .one();
    handle.execute(
        """
        DELETE FROM vocabulary_terms
         WHERE user_id = ? AND conversation_id IS NULL AND lower(term) = lower(?)
           AND source = 'learnt' AND rejections = 0
        """,
        userId,
        text);
    return otherwise;
  }

  /** Notes a name that a person has confirmed; what is known already stays as it is. */
  public void confirmed(Handle handle, Scope scope, String name) {
    in(
            handle.createUpdate(
                """
                INSERT INTO vocabulary_terms (user_id, conversation_id, term, source)
                VALUES (:user, :conversation::uuid, :term, 'learnt') ON CONFLICT DO NOTHING
                """),
            scope)
        .bind("term", name)
        .execute();
  }

  /** Takes back a name that was confirmed; a person's own term stays. */
  public void withdrawn(Handle handle, Scope scope, String name) {
    in(
            handle.createUpdate(
                "DELETE FROM vocabulary_terms"
                    + SCOPE
                    + " AND term = :term AND source = 'learnt' AND rejections = 0"),
            scope)
        .bind("term", name)
        .execute();
  }

  private static <S extends SqlStatement<S>> S in(S statement, Scope scope) {
    return statement.bind("user", scope.userId()).bind("conversation", scope.conversationId());
  }

  private static <S extends SqlStatement<S>> S given(S statement, NewTerm term) {
    return statement
        .bind("term", term.term())
        .bind("sounds", ArrayOf.texts(term.soundsLike()))
        .bind("never", term.neverChange());
  }

  private static Term term(ResultSet rs) throws SQLException {
    return new Term(
        rs.getObject("id", UUID.class),
        rs.getObject("conversation_id", UUID.class),
        rs.getString("term"),
        texts(rs, "sounds_like"),
        rs.getBoolean("never_change"),
        rs.getString("source"),
        rs.getInt("rejections"),
        rs.getBoolean("active"),
        rs.getObject("created_at", OffsetDateTime.class).toInstant(),
        rs.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  private static List<String> texts(ResultSet rs, String column) throws SQLException {
    @Nullable Array array = rs.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }
}
