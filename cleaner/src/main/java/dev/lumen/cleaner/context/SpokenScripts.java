package dev.lumen.cleaner.context;

import dev.lumen.cleaner.text.Scripts;
import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * In which scripts a conversation is held. A recogniser of English that falls into Thai for a
 * breath makes an error; a person who speaks Greek, turn after turn or answered in Greek, does not.
 */
public final class SpokenScripts {
  private static final int LETTERS_ALONE = 12;
  private static final int LETTERS_AGAINST = 30;
  private static final int WORDS_AT_ONCE = 3;
  private static final double MOST = 0.6;

  private final Map<UnicodeScript, Integer> people = new EnumMap<>(UnicodeScript.class);
  private final Map<UnicodeScript, Integer> assistant = new EnumMap<>(UnicodeScript.class);

  /** Nothing heard yet. */
  public SpokenScripts() {}

  /** Counts a turn of the AI voice or a stored context. */
  public void heardFromAssistant(String text) {
    Scripts.letters(text).forEach((script, count) -> assistant.merge(script, count, Integer::sum));
  }

  /** Counts the raw turn of a person. */
  public void heardFromPerson(String rawText) {
    Scripts.letters(rawText).forEach((script, count) -> people.merge(script, count, Integer::sum));
  }

  /** The scripts, beside Latin, that are really spoken here, this raw turn included. */
  public Set<UnicodeScript> spokenWith(String rawText) {
    Set<UnicodeScript> spoken = EnumSet.noneOf(UnicodeScript.class);
    Map<UnicodeScript, Integer> here = Scripts.letters(rawText);
    for (UnicodeScript script : here.keySet()) {
      if (script != UnicodeScript.LATIN && isSpoken(script, here, rawText)) {
        spoken.add(script);
      }
    }
    return spoken;
  }

  private boolean isSpoken(UnicodeScript script, Map<UnicodeScript, Integer> here, String rawText) {
    if (assistant.getOrDefault(script, 0) >= LETTERS_ALONE) {
      return true;
    }
    int before = people.getOrDefault(script, 0);
    int letters = before + here.getOrDefault(script, 0);
    int all = sum(people) + sum(here);
    boolean most = letters >= MOST * all;
    if (assistant.getOrDefault(UnicodeScript.LATIN, 0) > 0) {
      return most && before > 0 && letters >= LETTERS_AGAINST;
    }
    boolean atOnce = people.isEmpty() && rawText.strip().split("\\s+", -1).length >= WORDS_AT_ONCE;
    return most && letters >= LETTERS_ALONE && (before > 0 || atOnce);
  }

  private static int sum(Map<UnicodeScript, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Whether most letters of a turn are of scripts, beside Latin, that are really spoken here. */
  public static boolean isHeldIn(String rawText, Set<UnicodeScript> spoken) {
    if (spoken.isEmpty()) {
      return false;
    }
    int all = 0;
    int held = 0;
    for (Map.Entry<UnicodeScript, Integer> entry : Scripts.letters(rawText).entrySet()) {
      all += entry.getValue();
      held += spoken.contains(entry.getKey()) ? entry.getValue() : 0;
    }
    return 2 * held > all;
  }

  /**
   * Whether a raw turn is no speech at all: nothing but marks, or nearly all letters in a script
   * that nobody speaks here. Digits and the shortest answers are speech.
   */
  public static boolean isNoSpeech(String rawText, Set<UnicodeScript> spoken) {
    Map<UnicodeScript, Integer> letters = Scripts.letters(rawText);
    int foreign = 0;
    int known = 0;
    for (Map.Entry<UnicodeScript, Integer> entry : letters.entrySet()) {
      boolean fine = entry.getKey() == UnicodeScript.LATIN || spoken.contains(entry.getKey());
      known += fine ? entry.getValue() : 0;
      foreign += fine ? 0 : entry.getValue();
    }
    boolean digits = rawText.chars().anyMatch(character -> character >= '0' && character <= '9');
    return foreign > 0 && known < 0.3 * (foreign + known) && !(digits && foreign < 3);
  }
}
