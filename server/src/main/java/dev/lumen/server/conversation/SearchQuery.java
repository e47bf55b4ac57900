package dev.lumen.server.conversation;

import dev.lumen.server.database.ArrayOf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * What is searched for: a condition on conversations, answered from their words alone. Every word
 * must be in the conversation, as the beginning of one of its words, whatever its case and accents;
 * {@code "in quotes"} they stand together in a turn, {@code -word} is nowhere in it, {@code or}
 * stands between two of which one is enough. A word of one Latin letter or digit is looked for as
 * it is: half of all words begin with some letter. Of more than twelve words the first twelve
 * count.
 */
final class SearchQuery {
  /** Without a condition. */
  static final SearchQuery EVERYTHING = new SearchQuery(new SearchText.Everything());

  /** The greatest text that begins with another is that one with this behind it. */
  private static final String LAST = new String(Character.toChars(Character.MAX_CODE_POINT));

  private static final int MOST = 12;
  private static final int MOST_OF_PHRASE = 4;
  private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  /** As keyboards of phones and of many countries write them. */
  private static final Pattern QUOTES = Pattern.compile("[“”„‟«»＂]");

  /**
   * What is folded apart where nothing is typed between stands together: in a query no blank may be
   * there, but something that is no letter.
   */
  private static final String FOLDED =
      """
      SELECT coalesce(websearch_to_tsquery('simple', string_agg(
               absent || replace(btrim(folded(substr(piece, 1 + length(absent)))), ' ', chr(1)),
               ' ' ORDER BY place))::text, '')
        FROM unnest(:pieces) WITH ORDINALITY AS typed (piece, place),
             LATERAL (SELECT CASE WHEN piece LIKE '-_%' THEN '-' ELSE '' END) AS sign (absent)
      """;

  private static final Pattern WILDCARDS = Pattern.compile("[\\\\%_]");

  private final SearchText text;
  private final String condition;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, List<String>> lists = new LinkedHashMap<>();

  private SearchQuery(SearchText text) {
    this.text = text;
    this.condition = condition(text);
  }

  /** What a person typed, taken apart by the database as it takes apart what is said. */
  static SearchQuery of(Handle handle, String typed) {
    List<String> pieces =
        SPACE.splitAsStream(QUOTES.matcher(typed).replaceAll("\"").strip()).limit(MOST).toList();
    String text =
        handle.createQuery(FOLDED).bind("pieces", ArrayOf.texts(pieces)).mapTo(String.class).one();
    return new SearchQuery(new SearchTextReader(text).read());
  }

  /** For a query on conversations; {@link #bind} gives it its values. */
  String condition() {
    return condition;
  }

  Query bind(Query query) {
    texts.forEach(query::bind);
    lists.forEach((name, list) -> query.bind(name, ArrayOf.texts(list)));
    return query;
  }

  /** The words that are wanted, none twice. */
  List<String> words() {
    return text.wanted();
  }

  /** The same, those of a phrase in one list. */
  List<List<String>> wanted() {
    return text.together();
  }

  /** What a turn that has everything wanted satisfies, as the database reads it. */
  String allWords() {
    return text.tsquery();
  }

  /** Patterns of letters that all such turns have. */
  List<String> letters() {
    return text.isChoice() ? List.of() : anyLetters();
  }

  /** What a turn with one of the words satisfies. */
  String anyWord() {
    return String.join(" | ", words().stream().map(SearchText::lexeme).toList());
  }

  /** Patterns of letters, of which such a turn has one. */
  List<String> anyLetters() {
    return words().stream().map(SearchQuery::pattern).toList();
  }

  private String condition(SearchText part) {
    return switch (part) {
      case SearchText.Word(String word) -> hasWord(word);
      case SearchText.Phrase phrase -> hasPhrase(phrase);
      case SearchText.Not(SearchText absent) -> "NOT (" + condition(absent) + ")";
      case SearchText.All(List<SearchText> all) -> joined(all, " AND ");
      case SearchText.Any(List<SearchText> any) -> joined(any, " OR ");
      case SearchText.Nothing _ -> "FALSE";
      case SearchText.Everything _ -> "TRUE";
    };
  }

  private String joined(List<SearchText> parts, String between) {
    return "(" + String.join(between, parts.stream().map(this::condition).toList()) + ")";
  }

  private String hasWord(String word) {
    return "id IN (" + withWord(word) + ")";
  }

  private String withWord(String word) {
    int number = texts.size() + lists.size();
    texts.put("from" + number, word);
    texts.put("to" + number, SearchText.SHORT.matcher(word).matches() ? word : word + LAST);
    return """
        SELECT conversation_id FROM conversation_words
         WHERE word >= :from%1$d COLLATE "C" AND word <= :to%1$d COLLATE "C"
        """
        .formatted(number);
  }

  /** Some of the words say where to look; then the name and each turn are looked at. */
  private String hasPhrase(SearchText.Phrase phrase) {
    String candidates =
        phrase.words().stream()
            .distinct()
            .limit(MOST_OF_PHRASE)
            .map(this::withWord)
            .collect(Collectors.joining(" INTERSECT "));
    int number = texts.size() + lists.size();
    texts.put("phrase" + number, phrase.tsquery());
    lists.put("letters" + number, phrase.words().stream().map(SearchQuery::pattern).toList());
    return """
        id IN (SELECT conversation_id FROM (%2$s) candidates
                WHERE (SELECT true FROM conversations named WHERE named.id = candidates.conversation_id
                  AND folded(name || ' ' || coalesce(description, '')) LIKE ALL (:letters%1$d)
                  AND said_vector(name, description) @@ :phrase%1$d::tsquery)
                OR (SELECT true FROM turns WHERE turns.conversation_id = candidates.conversation_id
                  AND folded(raw_text || ' ' || coalesce(cleaned_text, '')) LIKE ALL (:letters%1$d)
                  AND said_vector(raw_text, cleaned_text) @@ :phrase%1$d::tsquery LIMIT 1))
        """
        .formatted(number, candidates);
  }

  private static String pattern(String word) {
    return "%" + WILDCARDS.matcher(word).replaceAll("\\\\$0") + "%";
  }
}
