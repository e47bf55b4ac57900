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
  /** Marks around what was found; transcripts cannot hold them, as they are no characters. */
  private static final String BEGIN = "\uFDD0";

  private static final String END = "\uFDD1";

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
      UUID conversationId, int turns, UUID turnId, int seq, String speaker, List<Part> snippet) {}

  /** A stretch of a snippet; {@code found} when it is what was searched for. */
  record Part(String text, boolean found) {}

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
    List<Hit> hits = new ArrayList<>(find(handle, ids, "ALL", search.letters(), search.allWords()));
    hits.forEach(hit -> ids.remove(hit.conversationId()));
    if (search.words().size() > 1 && !ids.isEmpty()) {
      hits.addAll(find(handle, ids, "ANY", search.anyLetters(), search.anyWord()));
    }
    return hits;
  }

  private static List<Hit> find(
      Handle handle, Set<UUID> ids, String howMany, List<String> letters, String words) {
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
                    parts(rs.getString("headline"))))
        .list();
  }

  /** A page of conversations is looked through once; long turns in their beginning. */
  private static String looking(String howMany) {
    return """
        SELECT found.*, ts_headline('simple', said, :words::tsquery,
                 'MaxWords=24, MinWords=12, MaxFragments=1, FragmentDelimiter=…, StartSel=%1$s, StopSel=%2$s') AS headline
          FROM unnest(:ids::uuid[]) one (id), LATERAL (
            SELECT hit.*, count(*) OVER () AS turns FROM (SELECT conversation_id, id, seq, speaker,
                   searched(left(coalesce(nullif(cleaned_text, ''), raw_text), 20000)) AS said
              FROM turns
             WHERE conversation_id = one.id AND lower(raw_text || ' ' || coalesce(cleaned_text, '')) LIKE %3$s (:letters)
               AND said_vector(raw_text, cleaned_text) @@ :words::tsquery
             ORDER BY seq LIMIT %4$d) hit ORDER BY seq LIMIT 1) found
        """
        .formatted(BEGIN, END, howMany, COUNTED);
  }

  static List<Part> parts(String headline) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    while (from < headline.length()) {
      int begin = headline.indexOf(BEGIN, from);
      int end = begin < 0 ? -1 : headline.indexOf(END, begin);
      if (end < 0) {
        break;
      }
      add(parts, headline.substring(from, begin), false);
      add(parts, headline.substring(begin + 1, end), true);
      from = end + 1;
    }
    add(parts, headline.substring(from), false);
    return parts;
  }

  private static void add(List<Part> parts, String text, boolean found) {
    if (!text.isEmpty()) {
      parts.add(new Part(text, found));
    }
  }
}
