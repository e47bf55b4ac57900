package dev.lumen.cleaner.lexicon;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * People, places, firms and abbreviations that are written with capitals wherever they are said.
 */
public final class ProperNames {
  private static final Map<String, String> PLACES = load("places.txt");
  private static final Map<String, String> ALL = all("proper-names.txt", "abbreviations.txt");

  private ProperNames() {}

  private static Map<String, String> all(String... files) {
    Map<String, String> names = new HashMap<>(PLACES);
    for (String file : files) {
      names.putAll(load(file));
    }
    return Map.copyOf(names);
  }

  private static Map<String, String> load(String file) {
    Map<String, String> names = new HashMap<>();
    for (String line : Resources.lines(file)) {
      for (String name : List.of(line.strip().split(" *, *", -1))) {
        names.put(name.toLowerCase(Locale.ROOT), name);
      }
    }
    return Map.copyOf(names);
  }

  /** Each name by its words in lower case. */
  public static Map<String, String> all() {
    return ALL;
  }

  /** Countries, states, cities and rivers, by their words in lower case. */
  public static Set<String> places() {
    return PLACES.keySet();
  }
}
