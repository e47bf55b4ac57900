package dev.lumen.server.conversation;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What PostgreSQL has made of a search, as a tree. */
sealed interface SearchText {
  /** As the beginning of a word. */
  record Word(String word) implements SearchText {}

  /**
   * Words that stand together.
   *
   * @param gaps between each and its next, as the text has them: {@code <->}
   */
  record Phrase(List<String> words, List<String> gaps) implements SearchText {
    private String besideEachOther() {
      StringBuilder text = new StringBuilder("(").append(lexeme(words.getFirst()));
      for (int i = 1; i < words.size(); i++) {
        text.append(' ').append(gaps.get(i - 1)).append(' ').append(lexeme(words.get(i)));
      }
      return text.append(')').toString();
    }
  }

  /** Is not there. */
  record Not(SearchText absent) implements SearchText {}

  /** Each of them. */
  record All(List<SearchText> parts) implements SearchText {}

  /** One of them. */
  record Any(List<SearchText> parts) implements SearchText {}

  /** Which nothing has: what was typed had no word in it. */
  record Nothing() implements SearchText {}

  /** Nothing is looked for. */
  record Everything() implements SearchText {}

  /** Half of all words begin with some letter: one alone is looked for as it is. */
  Pattern SHORT = Pattern.compile("[\\p{IsLatin}0-9]");

  /** A word as part of a tsquery: the beginning of one, or a letter or digit as it is. */
  static String lexeme(String word) {
    return "'"
        + word.replace("\\", "\\\\").replace("'", "''")
        + "'"
        + (SHORT.matcher(word).matches() ? "" : ":*");
  }

  /** The words that are wanted, none twice. */
  default List<String> wanted() {
    return everyWord().distinct().toList();
  }

  private Stream<String> everyWord() {
    return switch (this) {
      case Word(String word) -> Stream.of(word);
      case Phrase phrase -> phrase.words().stream();
      case All(List<SearchText> parts) -> parts.stream().flatMap(SearchText::everyWord);
      case Any(List<SearchText> parts) -> parts.stream().flatMap(SearchText::everyWord);
      case Not _, Nothing _, Everything _ -> Stream.empty();
    };
  }

  /** The words that are wanted, those of a phrase in one list. */
  default List<List<String>> together() {
    return switch (this) {
      case Word(String word) -> List.of(List.of(word));
      case Phrase phrase -> List.of(phrase.words());
      case All(List<SearchText> parts) ->
          parts.stream().flatMap(it -> it.together().stream()).toList();
      case Any(List<SearchText> parts) ->
          parts.stream().flatMap(it -> it.together().stream()).toList();
      case Not _, Nothing _, Everything _ -> List.of();
    };
  }

  /** Whether not every word that is wanted has to be there. */
  default boolean isChoice() {
    return switch (this) {
      case Any _ -> true;
      case All(List<SearchText> parts) -> parts.stream().anyMatch(SearchText::isChoice);
      default -> false;
    };
  }

  /** What is wanted, as the text of a tsquery; what must be absent is left out. */
  default String tsquery() {
    return switch (this) {
      case Word(String word) -> lexeme(word);
      case Phrase phrase -> phrase.besideEachOther();
      case All(List<SearchText> parts) -> joined(parts, " & ");
      case Any(List<SearchText> parts) -> joined(parts, " | ");
      case Not _, Nothing _, Everything _ -> "";
    };
  }

  private static String joined(List<SearchText> parts, String between) {
    String text =
        parts.stream()
            .map(SearchText::tsquery)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(between));
    return text.isEmpty() ? "" : "(" + text + ")";
  }
}
