package dev.lumen.cleaner.context;

import dev.lumen.cleaner.text.Tokenizer;
import dev.lumen.cleaner.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs of words that are written like names: with a capital or a digit somewhere in each. */
final class NameRun {
  private static final Set<String> JOINTS =
      Set.of("of", "and", "&", "the", "de", "la", "van", "von", "der", "del", "du", "di", "-");
  private static final Set<String> NEVER =
      Set.of(
          "i",
          "the",
          "this",
          "we",
          "they",
          "on",
          "with",
          "our",
          "it",
          "company",
          "participants",
          "sector",
          "meeting",
          "people",
          "attendees",
          "speakers",
          "call",
          "other");

  private NameRun() {}

  /** The last run of a text, empty when there is none. */
  static String last(String text, int longest) {
    List<Word> words = words(text);
    int end = words.size();
    while (end > 0 && !isNameLike(words.get(end - 1))) {
      end--;
    }
    int start = end;
    for (int i = end - 1; i >= 0; i--) {
      if (isNameLike(words.get(i))) {
        start = i;
      } else if (!JOINTS.contains(words.get(i).lower())) {
        break;
      }
    }
    boolean firstWordOfSentence = start == 0 && end > 1 && NEVER.contains(words.get(0).lower());
    int from = firstWordOfSentence ? 1 : start;
    return end - from > longest + 1 ? "" : written(words, from, end);
  }

  /** The runs of a text other than one. */
  static List<String> others(String text, String known) {
    List<String> runs = new ArrayList<>();
    for (KnownName name : NameFinder.names(text, true)) {
      if (!name.written().equals(known) && !known.contains(name.written())) {
        runs.add(name.written());
      }
    }
    return runs;
  }

  private static List<Word> words(String text) {
    return Tokenizer.tokenize(text).stream()
        .filter(word -> word.isSpoken() || JOINTS.contains(word.lower()))
        .toList();
  }

  private static boolean isNameLike(Word word) {
    return word.isSpoken()
        && !NEVER.contains(word.lower())
        && word.text().chars().anyMatch(c -> Character.isUpperCase(c) || Character.isDigit(c));
  }

  private static String written(List<Word> words, int from, int to) {
    StringBuilder written = new StringBuilder();
    for (int i = from; i < to; i++) {
      boolean space = !written.isEmpty() && words.get(i).spaceBefore();
      written.append(space ? " " : "").append(words.get(i).text());
    }
    return written.toString();
  }
}
