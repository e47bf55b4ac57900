package dev.lumen.server.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads the text of a tsquery, as {@code 'this' & !( 'that' | 'a' <-> 'phrase' )}: "not" binds most
 * tightly, then phrases, "and", "or".
 */
final class SearchTextReader {
  private static final Pattern PIECE =
      Pattern.compile("'(?:[^'\\\\]|''|\\\\.)*+'|<(?:-|\\d+)>|[&|!()]", Pattern.DOTALL);
  private static final Pattern ESCAPED = Pattern.compile("(['\\\\])(.)", Pattern.DOTALL);

  private final List<String> pieces;
  private int next;

  SearchTextReader(String tsquery) {
    pieces = PIECE.matcher(tsquery).results().map(MatchResult::group).toList();
  }

  SearchText read() {
    return pieces.isEmpty() ? new SearchText.Nothing() : any();
  }

  private SearchText any() {
    List<SearchText> parts = separated("|", this::all);
    return parts.size() == 1 ? parts.getFirst() : new SearchText.Any(parts);
  }

  private SearchText all() {
    List<SearchText> parts = separated("&", this::phrase);
    return parts.size() == 1 ? parts.getFirst() : new SearchText.All(parts);
  }

  private SearchText phrase() {
    List<SearchText> parts = new ArrayList<>(List.of(one()));
    List<String> gaps = new ArrayList<>();
    while (next < pieces.size() && pieces.get(next).startsWith("<")) {
      gaps.add(pieces.get(next++));
      parts.add(one());
    }
    if (gaps.isEmpty()) {
      return parts.getFirst();
    }
    return new SearchText.Phrase(
        parts.stream().flatMap(part -> part.wanted().stream()).toList(), gaps);
  }

  private SearchText one() {
    String piece = pieces.get(next++);
    return switch (piece) {
      case "!" -> new SearchText.Not(one());
      case "(" -> {
        SearchText inner = any();
        next++;
        yield inner;
      }
      default ->
          new SearchText.Word(
              ESCAPED.matcher(piece.substring(1, piece.length() - 1)).replaceAll("$2"));
    };
  }

  private List<SearchText> separated(String sign, Supplier<SearchText> part) {
    List<SearchText> parts = new ArrayList<>(List.of(part.get()));
    while (next < pieces.size() && pieces.get(next).equals(sign)) {
      next++;
      parts.add(part.get());
    }
    return parts;
  }
}
