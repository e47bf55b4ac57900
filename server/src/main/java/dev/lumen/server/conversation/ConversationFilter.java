package dev.lumen.server.conversation;

import dev.lumen.server.api.Fields;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.ArrayOf;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations are listed, and in which order.
 *
 * @param status only those that are shown with it, or null for all
 * @param words what is searched for in names, descriptions and turns, or null; see {@link
 *     SearchQuery}
 * @param sort the column to sort by
 * @param ascending smallest first
 */
public record ConversationFilter(
    @Nullable String status, @Nullable String words, Sort sort, boolean ascending) {

  /** What can be sorted by. */
  public enum Sort {
    UPDATED("updated_at"),
    CREATED("created_at"),
    NAME("folded(name)"),
    TURNS("turns_count");

    private final String column;

    Sort(String column) {
      this.column = column;
    }
  }

  /** Every conversation that the actor may see. */
  static final ConversationFilter ALL = new ConversationFilter(null, null, Sort.UPDATED, false);

  private static final int MAX_WORDS = 200;
  private static final Map<String, Sort> SORTS =
      Map.of(
          "updated", Sort.UPDATED, "created", Sort.CREATED, "name", Sort.NAME, "turns", Sort.TURNS);
  private static final Map<String, Boolean> ORDERS = Map.of("asc", true, "desc", false);

  private static final String OWN = "user_id = (SELECT lumen_user_id())";
  private static final String ALL_USERS =
      "user_id BETWEEN (SELECT lumen_first_user()) AND (SELECT lumen_last_user())";
  private static final String LISTED =
      " AND status <> 'deleted' AND (:statuses::text[] IS NULL OR status = ANY(:statuses)) AND ";

  /**
   * Who is asking, for the index to begin with: of one user it has the conversations in their
   * order. Row-level security says it once more.
   */
  static String seenBy(Actor actor) {
    return actor instanceof Actor.User ? OWN : ALL_USERS;
  }

  /** From {@code ?status=&q=&sort=&order=}. */
  static ConversationFilter from(Fields query, Map<String, String> statuses) {
    @Nullable String status = query.optionalChoice("status", statuses);
    @Nullable String words = query.optionalText("q", MAX_WORDS);
    @Nullable Sort sort = query.optionalChoice("sort", SORTS);
    @Nullable Boolean ascending = query.optionalChoice("order", ORDERS);
    Sort by = sort == null ? Sort.UPDATED : sort;
    return new ConversationFilter(
        status,
        words == null || words.isBlank() ? null : words,
        by,
        ascending == null ? by == Sort.NAME : ascending);
  }

  /** The same conversations stand in the same order on every page. */
  String order() {
    return " ORDER BY " + sort.column + (ascending ? " ASC" : " DESC") + ", id";
  }

  /** What is looked for: nothing special where no words are given. */
  SearchQuery search(Handle handle) {
    return words == null ? SearchQuery.EVERYTHING : SearchQuery.of(handle, words);
  }

  /** The condition that {@link #bind} gives values to. */
  String where(Actor actor, SearchQuery search) {
    return " WHERE " + seenBy(actor) + LISTED + search.condition();
  }

  Query bind(Query query, SearchQuery search) {
    return search.bind(query.bind("statuses", statuses()));
  }

  /** What is stored where {@link #status} is shown: one that was spoken to its end is completed. */
  private @Nullable ArrayOf statuses() {
    if (status == null) {
      return null;
    }
    return ArrayOf.texts(status.equals("completed") ? List.of(status, "ended") : List.of(status));
  }
}
