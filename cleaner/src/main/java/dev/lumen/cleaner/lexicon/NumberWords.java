package dev.lumen.cleaner.lexicon;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words that English numbers are made of, from {@code number-words.txt}. */
public final class NumberWords {
  private static final Map<String, Entry> ENTRIES = load();

  private NumberWords() {}

  private record Entry(String kind, int value) {}

  private static Map<String, Entry> load() {
    Map<String, Entry> entries = new HashMap<>();
    for (String line : Resources.lines("number-words.txt")) {
      String[] columns = line.split(" ", -1);
      entries.put(columns[0], new Entry(columns[1], Integer.parseInt(columns[2])));
    }
    return entries;
  }

  private static @Nullable Integer value(String lower, String kind) {
    Entry entry = ENTRIES.get(lower);
    return entry != null && entry.kind().equals(kind) ? entry.value() : null;
  }

  /** 0 to 19, or null. */
  public static @Nullable Integer unit(String lower) {
    return value(lower, "unit");
  }

  /** 0 to 9, or null. */
  public static @Nullable Integer digit(String lower) {
    Integer unit = unit(lower);
    return unit != null && unit < 10 ? unit : null;
  }

  /** 10 to 19, or null. */
  public static @Nullable Integer teen(String lower) {
    Integer unit = unit(lower);
    return unit != null && unit >= 10 ? unit : null;
  }

  /** 20 to 90 in tens, or null. */
  public static @Nullable Integer tens(String lower) {
    return value(lower, "tens");
  }

  /** The power of ten of "thousand" and above, or null. */
  public static @Nullable Integer scale(String lower) {
    return value(lower, "scale");
  }

  /** 1 to 19 and the round ordinals to 90, or null. */
  public static @Nullable Integer ordinal(String lower) {
    return value(lower, "rank");
  }

  /** The power of ten of "hundredth", "thousandth" and above, or null. */
  public static @Nullable Integer ordinalScale(String lower) {
    return value(lower, "rank-scale");
  }

  /** Whether the word can be part of a number. */
  public static boolean isNumberWord(String lower) {
    return ENTRIES.containsKey(lower);
  }

  /** Whether the word can be part of a number and is no ordinal. */
  public static boolean isCardinalWord(String lower) {
    Entry entry = ENTRIES.get(lower);
    return entry != null && !entry.kind().startsWith("rank");
  }
}
