package dev.lumen.server.conversation;

import dev.lumen.server.database.ArrayOf;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Where in conversations the words of a search stand. */
final class SearchHits {
  /** Turns of one conversation that are counted: each has to be taken apart into words. */
  private static final int COUNTED = 20;

  private SearchHits() {}

  /**
   * The first turn of a conversation that has the words.
   *
   * @param turns how many turns of it have them, twenty at the most
   * @param snippet the turn, or the part of it around the words
   */
  record Hit(
      UUID conversationId,
      int turns,
      UUID turnId,
      int seq,
      String speaker,
      List<SearchSnippet.Part> snippet) {}

  /**
   * For those of {@code conversations} that have the words in turns: where no turn has all of them,
   * the turns that have one.
   */
  static List<Hit> of(Handle handle, List<Conversation> conversations, SearchQuery search) {
    if (search.words().isEmpty() || conversations.isEmpty()) {
      return List.of();
    }
    Set<UUID> ids =
        conversations.stream()
            .map(Conversation::id)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<Hit> hits =
        new ArrayList<>(find(handle, ids, "ALL", search.letters(), search.allWords(), search));
    hits.forEach(hit -> ids.remove(hit.conversationId()));
    if (search.words().size() > 1 && !ids.isEmpty()) {
      hits.addAll(find(handle, ids, "ANY", search.anyLetters(), search.anyWord(), search));
    }
    return hits;
  }

  private static List<Hit> find(
      Handle handle,
      Set<UUID> ids,
      String howMany,
      List<String> letters,
      String words,
      SearchQuery search) {
    List<List<String>> wanted = search.wanted();
    return handle
        .createQuery(looking(howMany))
        .bind("ids", ArrayOf.uuids(ids))
        .bind("letters", ArrayOf.texts(letters))
        .bind("words", words)
        .map(
            (rs, ctx) ->
                new Hit(
                    rs.getObject("conversation_id", UUID.class),
                    rs.getInt("turns"),
                    rs.getObject("id", UUID.class),
                    rs.getInt("seq"),
                    rs.getString("speaker"),
                    SearchSnippet.of(rs.getString("cleaned"), rs.getString("raw"), wanted)))
        .list();
  }

  /** A page of conversations is looked through once; long turns in their beginning. */
  private static String looking(String howMany) {
    return """
        SELECT found.*
          FROM unnest(:ids::uuid[]) one (id), LATERAL (
            SELECT hit.*, count(*) OVER () AS turns FROM (SELECT conversation_id, id, seq, speaker,
                   left(coalesce(cleaned_text, ''), 20000) AS cleaned, left(raw_text, 20000) AS raw
              FROM turns
             WHERE conversation_id = one.id AND folded(raw_text || ' ' || coalesce(cleaned_text, '')) LIKE %1$s (:letters)
               AND said_vector(raw_text, cleaned_text) @@ :words::tsquery
             ORDER BY seq LIMIT %2$d) hit ORDER BY seq LIMIT 1) found
        """
        .formatted(howMany, COUNTED);
  }
}
