package dev.lumen.cleaner.lexicon;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * People, places, firms and abbreviations that are written with capitals wherever they are said.
 */
public final class ProperNames {
  private static final Map<String, String> ALL = load();

  private ProperNames() {}

  private static Map<String, String> load() {
    Map<String, String> names = new HashMap<>();
    for (String file : List.of("proper-names.txt", "abbreviations.txt")) {
      for (String line : Resources.lines(file)) {
        for (String name : List.of(line.strip().split(" *, *", -1))) {
          names.put(name.toLowerCase(Locale.ROOT), name);
        }
      }
    }
    return Map.copyOf(names);
  }

  /** Each name by its words in lower case. */
  public static Map<String, String> all() {
    return ALL;
  }
}
