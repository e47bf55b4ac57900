package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.Resources;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A unit of measure at a place: "square kilometers", "kilo watt hours", "kilograms per square
 * meter", from {@code units.txt} and {@code prefixes.txt}.
 *
 * @param abbreviation how it is written after a number
 * @param end the atom after its last
 */
record MeasureUnit(String abbreviation, int end) {
  private static final int LONGEST = 4;
  private static final Map<String, String> PREFIXES = prefixes();
  private static final Map<String, String> UNITS = units();

  private static Map<String, String> prefixes() {
    Map<String, String> prefixes = new HashMap<>();
    for (String line : Resources.lines("/dev/lumen/cleaner/number/prefixes.txt")) {
      String[] columns = line.split(" ", -1);
      prefixes.put(columns[0], columns[1]);
    }
    return Map.copyOf(prefixes);
  }

  private static Map<String, String> units() {
    Map<String, String> units = new HashMap<>();
    for (String line : Resources.lines("/dev/lumen/cleaner/number/units.txt")) {
      String[] columns = line.split("\t", -1);
      boolean takesPrefix = columns[0].startsWith("+");
      String abbreviation = takesPrefix ? columns[0].substring(1) : columns[0];
      for (String said : columns[1].split(", ", -1)) {
        units.put(said, abbreviation);
        if (takesPrefix) {
          PREFIXES.forEach(
              (prefix, letter) -> {
                units.put(prefix + said, letter + abbreviation);
                units.put(prefix + " " + said, letter + abbreviation);
              });
        }
      }
    }
    return Map.copyOf(units);
  }

  /** The longest unit that starts at an atom, or null. */
  static @Nullable MeasureUnit at(Atoms atoms, int start) {
    MeasureUnit whole = start < atoms.size() ? plain(atoms, start) : null;
    int per = whole == null ? start : whole.end();
    if (!atoms.at(per).equals("per")) {
      return whole;
    }
    MeasureUnit below = plain(atoms, per + 1);
    if (below == null) {
      below = time(atoms, per + 1);
    }
    if (below == null) {
      return whole;
    }
    String above = whole == null ? "" : whole.abbreviation();
    return new MeasureUnit(above + "/" + below.abbreviation(), below.end());
  }

  private static @Nullable MeasureUnit plain(Atoms atoms, int start) {
    for (int length = LONGEST; length >= 1; length--) {
      String abbreviation = UNITS.get(key(atoms, start, length));
      if (abbreviation != null) {
        return new MeasureUnit(abbreviation, start + length);
      }
    }
    return power(atoms, start);
  }

  private static String key(Atoms atoms, int start, int length) {
    StringBuilder key = new StringBuilder(atoms.at(start));
    for (int i = 1; i < length; i++) {
      key.append(' ').append(atoms.at(start + i));
    }
    return key.toString();
  }

  /** "square kilometers" is km², "cubic meters" m³. */
  private static @Nullable MeasureUnit power(Atoms atoms, int start) {
    String word = atoms.at(start);
    String mark = word.equals("square") ? "²" : word.equals("cubic") ? "³" : "";
    MeasureUnit base = mark.isEmpty() ? null : plain(atoms, start + 1);
    return base == null ? null : new MeasureUnit(base.abbreviation() + mark, base.end());
  }

  private static @Nullable MeasureUnit time(Atoms atoms, int at) {
    return switch (atoms.at(at)) {
      case "second" -> new MeasureUnit("s", at + 1);
      case "minute" -> new MeasureUnit("min", at + 1);
      case "hour" -> new MeasureUnit("h", at + 1);
      default -> null;
    };
  }

  /** The units by their longest spoken form, for tests that go through all of them. */
  static List<String> spoken() {
    return UNITS.keySet().stream().sorted().toList();
  }
}
