package dev.lumen.cleaner.phonetic;

import dev.lumen.cleaner.lexicon.Resources;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Abbreviations that people of business say as no letter rule would have it: GAAP, EBITDA. */
final class BusinessSayings {
  private static final String RESOURCE = "/dev/lumen/cleaner/phonetic/sayings.txt";
  private static final Map<String, List<String>> ALL = load();

  private BusinessSayings() {}

  private static Map<String, List<String>> load() {
    Map<String, List<String>> sayings = new HashMap<>();
    for (String line : Resources.lines(RESOURCE)) {
      List<String> parts = List.of(line.split(" ", -1));
      sayings.put(parts.getFirst(), parts.subList(1, parts.size()));
    }
    return Map.copyOf(sayings);
  }

  /** The ways to say a word in lower case; none for most. */
  static List<String> of(String lower) {
    return ALL.getOrDefault(lower, List.of());
  }
}
