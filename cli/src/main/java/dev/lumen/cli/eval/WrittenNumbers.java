package dev.lumen.cli.eval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Numbers as they are written: "$3.5 million", "35%", "Q3", "2020". */
final class WrittenNumbers {
  private static final Pattern EDGES =
      Pattern.compile("^[^\\w$€£#+*'-]+|[^\\w%+*]+$", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern END = Pattern.compile("\\W+$", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Set<String> SCALES = Set.of("thousand", "million", "billion", "trillion");

  private final Map<String, Integer> counts = new HashMap<>();

  private WrittenNumbers() {}

  static WrittenNumbers of(String text) {
    WrittenNumbers numbers = new WrittenNumbers();
    List<String> words = PlainWords.split(text);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.chars().anyMatch(Character::isDigit)) {
        String number = EDGES.matcher(word).replaceAll("");
        if (word.endsWith(number) && i + 1 < words.size()) {
          String next = END.matcher(words.get(i + 1)).replaceAll("");
          number += SCALES.contains(next) ? " " + next : "";
        }
        numbers.counts.merge(number, 1, Integer::sum);
      }
    }
    return numbers;
  }

  /** Takes one out; false when there is none left. */
  boolean take(String number) {
    int left = counts.getOrDefault(number, 0);
    if (left > 0) {
      counts.put(number, left - 1);
    }
    return left > 0;
  }

  int size() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many of them another text has, too. */
  int in(WrittenNumbers other) {
    int both = 0;
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      both += Math.min(entry.getValue(), other.counts.getOrDefault(entry.getKey(), 0));
    }
    return both;
  }
}
