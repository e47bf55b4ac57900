package dev.lumen.cleaner.lexicon;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How common a word is in spoken business English, and how it is written inside a sentence. */
public final class CommonWords {
  private static final CommonWords ALL = new CommonWords(Resources.lines("words.tsv"));

  private static final List<String> ENDINGS =
      List.of(
          "s", "es", "ies", "ed", "ing", "er", "ers", "ly", "ally", "ist", "istry", "izer", "izers",
          "ness", "ment", "able", "al", "ity", "'s", "d", "r", "rs");

  private final Map<String, Entry> entries;

  private record Entry(String form, int magnitude) {}

  private CommonWords(List<String> lines) {
    entries = HashMap.newHashMap(lines.size());
    for (String line : lines) {
      int tab = line.indexOf('\t');
      String form = line.substring(0, tab);
      Entry entry = new Entry(form, Integer.parseInt(line, tab + 1, line.length(), 10));
      entries.put(form.toLowerCase(Locale.ROOT), entry);
    }
  }

  /** The binary logarithm of how often the word was seen; -1 for one never seen. */
  public static int magnitude(String lower) {
    Entry entry = ALL.entries.get(lower);
    return entry == null ? -1 : entry.magnitude();
  }

  /** Whether the word is written in lower case inside a sentence and not rare. */
  public static boolean isCommon(String lower) {
    Entry entry = ALL.entries.get(lower);
    return entry != null && entry.form().equals(lower);
  }

  /** Whether the word, or the word it is a regular form of, was seen. */
  public static boolean isInflected(String lower) {
    if (magnitude(lower) >= 0) {
      return true;
    }
    for (String ending : ENDINGS) {
      String stem = lower.substring(0, Math.max(0, lower.length() - ending.length()));
      boolean known = stem.length() > 2 && lower.endsWith(ending);
      if (known && (isCommon(stem) || isCommon(stem + "e") || isCommon(stem + "y"))) {
        return true;
      }
    }
    return false;
  }

  /** The usual writing inside a sentence; the word itself when it is unknown. */
  public static String usualForm(String lower) {
    Entry entry = ALL.entries.get(lower);
    return entry == null ? lower : entry.form();
  }
}
