package dev.lumen.cleaner.planted;

import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.phonetic.ListedWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Gives those who are named in a call other names, the same one throughout. The names of the texts
 * are known to the word list and to the language model, which were made from them; the names of a
 * new conversation are not.
 */
final class NameForge {
  private static final double KEPT = 0.3;
  private static final double LISTED = 0.45;
  private static final double OTHER_SPELLING = 0.35;
  private static final double USUAL_FIRST = 0.6;

  /** How many abbreviations are said as a word, and sound like another word: GAAP. */
  private static final double SAYABLE = 0.4;

  /** How many names are two words in one: Evercore. */
  private static final double JOINED = 0.12;

  private static final List<String> STRANGERS = strangers();
  private static final List<String> SHORT = shortWords();

  private final Random random;
  private final Map<String, String> given = new HashMap<>();

  NameForge(Random random) {
    this.random = random;
  }

  /** Words of the pronouncing lexicon that the texts do not have: surnames, places, brands. */
  private static List<String> strangers() {
    List<String> strangers = new ArrayList<>();
    for (String word : ListedWords.all()) {
      boolean plain = word.length() >= 3 && word.length() <= 11 && word.indexOf('\'') < 0;
      if (plain && !CommonWords.isInflected(word)) {
        strangers.add(word);
      }
    }
    return strangers;
  }

  /** Short words that everybody knows. */
  private static List<String> shortWords() {
    List<String> words = new ArrayList<>();
    for (String word : ListedWords.all()) {
      boolean plain = word.length() >= 3 && word.length() <= 5 && word.indexOf('\'') < 0;
      if (plain && CommonWords.magnitude(word) >= 3 && CommonWords.magnitude(word) <= 9) {
        words.add(word);
      }
    }
    return words;
  }

  /** The new name for a word of a name, its possessive s kept. */
  String name(String word) {
    String lower = word.toLowerCase(Locale.ROOT).replace('’', '\'');
    int stem = lower.endsWith("'s") ? word.length() - 2 : word.length();
    String told = word.substring(0, stem);
    return given.computeIfAbsent(told, this::forge) + word.substring(stem);
  }

  private String forge(String word) {
    boolean capitals = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
    boolean everywhere = CommonWords.magnitude(word.toLowerCase(Locale.ROOT)) >= 7;
    if (random.nextDouble() < KEPT || (everywhere && random.nextDouble() < 0.7)) {
      return word;
    }
    if (capitals && word.length() <= 5) {
      return letters(word.length());
    }
    if (KnownFirstNames.has(word) && random.nextDouble() < USUAL_FIRST) {
      return first();
    }
    return invented();
  }

  private String first() {
    String first = KnownFirstNames.all().get(random.nextInt(KnownFirstNames.all().size()));
    return random.nextDouble() < OTHER_SPELLING
        ? capital(OtherSpelling.of(first.toLowerCase(Locale.ROOT), random))
        : first;
  }

  /** Somebody's or something's name that no text has. */
  String invented() {
    if (random.nextDouble() < JOINED) {
      String second = drawn(SHORT);
      return capital(drawn(SHORT)) + (random.nextBoolean() ? capital(second) : second);
    }
    String stranger = stranger();
    double draw = random.nextDouble();
    if (draw < LISTED) {
      return capital(stranger);
    }
    if (draw < LISTED + OTHER_SPELLING) {
      return capital(OtherSpelling.of(stranger, random));
    }
    String other = stranger();
    String start = stranger.substring(0, stranger.length() / 2 + random.nextInt(2));
    return capital(start + other.substring(other.length() / 2));
  }

  private String stranger() {
    return drawn(STRANGERS);
  }

  private String drawn(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  private String letters(int length) {
    if (length > 2 && random.nextDouble() < SAYABLE) {
      return OtherSpelling.of(drawn(SHORT), random).toUpperCase(Locale.ROOT);
    }
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < length; i++) {
      letters.append((char) ('A' + random.nextInt(26)));
    }
    return letters.toString();
  }

  static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
