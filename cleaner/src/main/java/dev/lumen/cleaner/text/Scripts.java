package dev.lumen.cleaner.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Tells in which scripts a text is written. */
public final class Scripts {
  private Scripts() {}

  /** How many letters of each script a text has; digits, punctuation and emoji count for none. */
  public static Map<UnicodeScript, Integer> letters(String text) {
    Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
    int plain = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      if (codePoint < 128) {
        plain += Character.isLetter(codePoint) ? 1 : 0;
      } else if (Character.isLetter(codePoint)) {
        UnicodeScript script = UnicodeScript.of(codePoint);
        if (script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED) {
          counts.merge(script, 1, Integer::sum);
        }
      }
    }
    if (plain > 0) {
      counts.merge(UnicodeScript.LATIN, plain, Integer::sum);
    }
    return counts;
  }

  /** Whether a word starts with a letter of a script other than Latin and the spoken ones. */
  public static boolean isForeign(String word, Set<UnicodeScript> spoken) {
    int first = word.codePointAt(0);
    if (first < 0x250) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(first);
    return Character.isLetter(first) && script != UnicodeScript.LATIN && !spoken.contains(script);
  }
}
