package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.Resources;
import dev.lumen.cleaner.number.Value.Zone;
import dev.lumen.cleaner.text.Word;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of time zones, from {@code time-zones.txt}. */
final class TimeZones {
  private static final int LONGEST = 4;
  private static final Map<String, String> ABBREVIATIONS = load();

  private TimeZones() {}

  /** A time zone and the atom after its last. */
  record Placed(Zone zone, int end) {}

  private static Map<String, String> load() {
    Map<String, String> zones = new HashMap<>();
    for (String line : Resources.lines("/dev/lumen/cleaner/number/time-zones.txt")) {
      String[] columns = line.split("\t", -1);
      for (String said : columns[1].split(", ", -1)) {
        zones.put(said, columns[0]);
      }
    }
    return Map.copyOf(zones);
  }

  /** The zone that starts at an atom, or null. */
  static @Nullable Placed at(Atoms atoms, int start) {
    for (int length = LONGEST; length >= 1; length--) {
      StringBuilder key = new StringBuilder();
      StringBuilder title = new StringBuilder();
      for (int i = start; i < start + length; i++) {
        String atom = atoms.at(i);
        key.append(i > start ? " " : "").append(atom);
        title.append(i > start ? " " : "").append(capital(atom));
      }
      String abbreviation = ABBREVIATIONS.get(key.toString());
      if (abbreviation != null) {
        boolean letters = atoms.isLetter(start) || key.toString().equals(abbreviation);
        String name = letters ? abbreviation.toUpperCase(Locale.ROOT) : title.toString();
        return new Placed(new Zone(abbreviation, name), start + length);
      }
    }
    return null;
  }

  private static String capital(String atom) {
    return atom.isEmpty() ? "" : Word.capital(atom);
  }
}
