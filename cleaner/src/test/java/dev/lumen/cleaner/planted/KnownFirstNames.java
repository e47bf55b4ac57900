package dev.lumen.cleaner.planted;

import dev.lumen.cleaner.lexicon.Resources;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The usual first names, in the order of the list that ships. */
final class KnownFirstNames {
  private static final String HEADING = "Aaron,";
  private static final List<String> ALL = load();
  private static final Set<String> SET = new HashSet<>(ALL);

  private KnownFirstNames() {}

  private static List<String> load() {
    List<String> names = new ArrayList<>();
    for (String line : Resources.lines("proper-names.txt")) {
      if (line.startsWith(HEADING)) {
        names.addAll(List.of(line.strip().split(" *, *", -1)));
      }
    }
    return names;
  }

  static List<String> all() {
    return ALL;
  }

  static boolean has(String word) {
    return SET.contains(word);
  }
}
