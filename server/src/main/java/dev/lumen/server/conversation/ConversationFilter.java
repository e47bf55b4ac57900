package dev.lumen.server.conversation;

import dev.lumen.server.api.Fields;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations are listed, and in which order.
 *
 * @param status only these, or null for all
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
    NAME("lower(name)"),
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

  /** Who is asking, for the index to begin with; row-level security says it once more. */
  static final String SEEN =
      "user_id BETWEEN (SELECT lumen_first_user()) AND (SELECT lumen_last_user())";

  private static final String WHERE =
      " WHERE "
          + SEEN
          + " AND status <> 'deleted' AND (:status::text IS NULL OR status = :status) AND ";

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
  String where(SearchQuery search) {
    return WHERE + search.condition();
  }

  Query bind(Query query, SearchQuery search) {
    return search.bind(query.bind("status", status));
  }
}
