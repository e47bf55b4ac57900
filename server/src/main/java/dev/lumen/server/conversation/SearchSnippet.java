package dev.lumen.server.conversation;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The part of a turn that shows what a search has found in it. */
final class SearchSnippet {
  /** Letters in front of the first word that was found. */
  private static final int AHEAD = 50;

  private static final int LONGEST = 180;

  private SearchSnippet() {}

  /** A stretch of a snippet; {@code found} when it is what was searched for. */
  record Part(String text, boolean found) {}

  private record Mark(int from, int to) {}

  /**
   * The part around the first words that were found: of the cleaned text, or of the raw text where
   * that alone has more of them.
   *
   * @param wanted words that stand together, in each list
   */
  static List<Part> of(String cleaned, String raw, List<List<String>> wanted) {
    List<Mark> inCleaned = marks(cleaned, wanted);
    if (cleaned.isBlank() || inCleaned.isEmpty()) {
      List<Mark> inRaw = marks(raw, wanted);
      if (cleaned.isBlank() || !inRaw.isEmpty()) {
        return parts(raw, inRaw);
      }
    }
    return parts(cleaned, inCleaned);
  }

  private static List<Mark> marks(String text, List<List<String>> wanted) {
    SearchFolding folding = SearchFolding.of(text);
    List<Mark> marks = together(folding, wanted);
    if (marks.isEmpty()) {
      // The database has taken the words apart otherwise: each may stand by itself.
      List<List<String>> alone = wanted.stream().flatMap(List::stream).map(List::of).toList();
      marks = together(folding, alone);
    }
    return marks;
  }

  private static List<Mark> together(SearchFolding folding, List<List<String>> wanted) {
    List<Mark> marks = new ArrayList<>();
    int at = 0;
    while (at < folding.length()) {
      int end = folding.beginsWord(at) ? end(folding, at, wanted) : -1;
      if (end > at) {
        marks.add(new Mark(folding.place(at), folding.place(end)));
      }
      at = Math.max(at + 1, end);
    }
    return marks;
  }

  private static int end(SearchFolding folding, int at, List<List<String>> wanted) {
    return wanted.stream().mapToInt(words -> endOf(folding, at, words)).max().orElse(-1);
  }

  private static int endOf(SearchFolding folding, int at, List<String> words) {
    int end = at;
    for (String word : words) {
      int from = end == at ? at : folding.nextWord(end);
      end = folding.endOfWord(from, word, SearchText.SHORT.matcher(word).matches());
      if (end < 0) {
        return -1;
      }
    }
    return end;
  }

  private static List<Part> parts(String text, List<Mark> marks) {
    int first = marks.isEmpty() ? 0 : marks.getFirst().from();
    int from = first <= AHEAD ? 0 : boundary(text, first - AHEAD, first);
    int to = text.length() - from <= LONGEST ? text.length() : cut(text, from + LONGEST);
    List<Part> parts = new ArrayList<>();
    int at = from;
    for (Mark mark : marks) {
      if (mark.from() >= at && mark.from() < to) {
        add(parts, text.substring(at, mark.from()), false);
        add(parts, text.substring(mark.from(), Math.min(mark.to(), to)), true);
        at = Math.min(mark.to(), to);
      }
    }
    add(parts, text.substring(at, Math.max(at, to)), false);
    return parts;
  }

  /** The first beginning of a word from a place on, and no later than another. */
  private static int boundary(String text, int from, int latest) {
    int blank = text.indexOf(' ', from);
    return blank >= 0 && blank < latest ? blank + 1 : whole(text, from);
  }

  private static int cut(String text, int to) {
    int blank = text.lastIndexOf(' ', to);
    return blank > to - AHEAD ? blank : whole(text, to);
  }

  /** Between what people see as letters. */
  private static int whole(String text, int at) {
    BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ROOT);
    int around = Math.max(0, at - AHEAD);
    letters.setText(text.substring(around, Math.min(text.length(), at + AHEAD)));
    return around
        + (letters.isBoundary(at - around) ? at - around : letters.preceding(at - around));
  }

  private static void add(List<Part> parts, String text, boolean found) {
    if (!text.isEmpty()) {
      parts.add(new Part(text, found));
    }
  }
}
