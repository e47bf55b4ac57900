package dev.lumen.cleaner.phonetic;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How words sound to an English ear: the pronouncing lexicon for what it knows, letter by letter
 * for abbreviations, a trained letter model for the rest.
 */
public final class Pronunciation {
  private static final PronouncingLexicon LEXICON = PronouncingLexicon.load();
  private static final LetterModel LETTER_MODEL = LetterModel.load();
  private static final int MOST_SEEN = 20_000;
  private static final int LONGEST_SEEN = 24;
  private static final int LONGEST_SPELLED = 5;
  private static final int MOST_READINGS = 6;
  private static final Map<String, List<String>> SEEN = new ConcurrentHashMap<>();
  private static final String[] LETTERS = {
    "A", "bI", "sI", "dI", "I", "ef", "GI", "AC", "Y", "GA", "kA", "el", "em", "en", "O", "pI",
    "kyU", "or", "es", "tI", "yU", "vI", "dubulyU", "eks", "wY", "zI"
  };
  private static final String[] DIGITS = {
    "zIrO", "wun", "tU", "TrI", "for", "fYv", "siks", "sevun", "At", "nYn"
  };

  private Pronunciation() {}

  /** The usual sounds of one written word in any case; empty for one without letters or digits. */
  public static String of(String word) {
    return readings(word).getFirst();
  }

  /** The sounds of several words one after the other, without gaps. */
  public static String of(List<String> words) {
    StringBuilder sounds = new StringBuilder();
    for (String word : words) {
      sounds.append(of(word));
    }
    return sounds.toString();
  }

  /** Every way to say several words one after the other, the usual one first, six at most. */
  public static List<String> readings(List<String> words) {
    List<String> all = List.of("");
    for (String word : words) {
      List<String> longer = new ArrayList<>();
      for (String end : readings(word)) {
        for (String start : all) {
          if (longer.size() < MOST_READINGS) {
            longer.add(start + end);
          }
        }
      }
      all = longer;
    }
    return all;
  }

  /** Every way to say a word that is known, the usual one first. */
  public static List<String> readings(String word) {
    List<String> known = SEEN.get(word);
    if (known != null) {
      return known;
    }
    List<String> readings = List.copyOf(read(word));
    if (SEEN.size() < MOST_SEEN && word.length() < LONGEST_SEEN) {
      SEEN.put(word, readings);
    }
    return readings;
  }

  /** Whether the lexicon has the word, in lower case. */
  public static boolean knows(String lower) {
    return LEXICON.knows(lower);
  }

  private static Set<String> read(String word) {
    String lower = plain(word.toLowerCase(Locale.ROOT));
    Set<String> readings = new LinkedHashSet<>(BusinessSayings.of(lower));
    String letters = withoutPlural(word);
    if (isSpelledOut(letters)) {
      readings.add(lettersOf(letters) + plural(word, letters));
    }
    List<String> listed = LEXICON.find(lower);
    if (listed != null && readings.isEmpty()) {
      readings.addAll(listed);
    } else if (lower.endsWith("'s") && lower.length() > 2) {
      int stem = withoutPossessives(lower);
      String ending = "z".repeat((lower.length() - stem) / 2);
      readings(word.substring(0, stem)).forEach(sounds -> readings.add(sounds + ending));
    } else if (readings.isEmpty() || hasVowel(lower)) {
      readings.add(pieces(letters) + plural(word, letters));
      if (isAcronym(letters)) {
        readings.add(lettersOf(letters) + plural(word, letters));
      }
    }
    return readings;
  }

  /** How long it is without each "'s" at its end: a recogniser can write thousands. */
  private static int withoutPossessives(String lower) {
    int end = lower.length();
    while (end > 2 && lower.startsWith("'s", end - 2)) {
      end -= 2;
    }
    return end;
  }

  private static String lettersOf(String word) {
    return spelled(plain(word.toLowerCase(Locale.ROOT)));
  }

  /** KPI of KPIs: several of what is spelled out. */
  private static String withoutPlural(String word) {
    int last = word.length() - 1;
    boolean plural = last > 1 && word.charAt(last) == 's' && isCapitals(word.substring(0, last));
    return plural ? word.substring(0, last) : word;
  }

  private static String plural(String word, String letters) {
    return word.length() > letters.length() ? "z" : "";
  }

  private static boolean isCapitals(String word) {
    return word.chars().allMatch(letter -> letter >= 'A' && letter <= 'Z');
  }

  /** Capitals that are read as a word by some and letter by letter by others: AFFO, ARPU. */
  private static boolean isAcronym(String word) {
    return word.length() > 1 && word.length() <= LONGEST_SPELLED && isCapitals(word);
  }

  /** The sounds of a word without an entry, hump by hump: "DollarHelp", "ConocoPhillips", "K3". */
  private static String pieces(String word) {
    StringBuilder sounds = new StringBuilder();
    int start = 0;
    for (int i = 1; i <= word.length(); i++) {
      if (i == word.length() || startsPiece(word, i)) {
        String piece = plain(word.substring(start, i).toLowerCase(Locale.ROOT));
        List<String> listed = start == 0 && i == word.length() ? List.of() : known(piece);
        sounds.append(
            listed.isEmpty()
                ? LETTER_MODEL.read(lettersOnly(piece)) + digits(piece)
                : listed.getFirst());
        start = i;
      }
    }
    return sounds.toString();
  }

  private static List<String> known(String lower) {
    List<String> sayings = BusinessSayings.of(lower);
    List<String> listed = sayings.isEmpty() ? LEXICON.find(lower) : sayings;
    return listed == null ? List.of() : listed;
  }

  private static boolean startsPiece(String word, int index) {
    char before = word.charAt(index - 1);
    char here = word.charAt(index);
    boolean hump = Character.isUpperCase(here) && Character.isLowerCase(before);
    return hump || before == '-' || Character.isDigit(here) != Character.isDigit(before);
  }

  /** The sounds of a word read letter by letter. */
  public static String spelled(String word) {
    StringBuilder sounds = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      char letter = word.charAt(i);
      if (letter >= 'a' && letter <= 'z') {
        sounds.append(LETTERS[letter - 'a']);
      } else if (letter >= '0' && letter <= '9') {
        sounds.append(DIGITS[letter - '0']);
      } else if (letter == '&') {
        sounds.append("und");
      }
    }
    return sounds.toString();
  }

  /** Capitals that nobody reads as a word: PPC, SEO, R&D. */
  private static boolean isSpelledOut(String word) {
    int letters = 0;
    int vowels = 0;
    boolean small = false;
    for (int i = 0; i < word.length(); i++) {
      char letter = word.charAt(i);
      small |= Character.isLowerCase(letter);
      letters += Character.isLetter(letter) ? 1 : 0;
      vowels += "AEIOU".indexOf(letter) >= 0 ? 1 : 0;
    }
    return !small && letters > 1 && letters <= LONGEST_SPELLED && (letters <= 3 || vowels <= 1);
  }

  private static boolean hasVowel(String lower) {
    return lower.chars().anyMatch(letter -> "aeiouy".indexOf(letter) >= 0);
  }

  /** Without accents, and with straight apostrophes. */
  private static String plain(String lower) {
    String straight = lower.replace('’', '\'');
    if (straight.chars().allMatch(letter -> letter < 128)) {
      return straight;
    }
    String apart = Normalizer.normalize(straight, Normalizer.Form.NFD);
    StringBuilder letters = new StringBuilder(apart.length());
    apart.chars().filter(letter -> letter < 128).forEach(letter -> letters.append((char) letter));
    return letters.toString();
  }

  private static String lettersOnly(String lower) {
    StringBuilder letters = new StringBuilder(lower.length());
    for (int i = 0; i < lower.length(); i++) {
      if (lower.charAt(i) >= 'a' && lower.charAt(i) <= 'z') {
        letters.append(lower.charAt(i));
      }
    }
    return letters.toString();
  }

  private static String digits(String lower) {
    StringBuilder sounds = new StringBuilder();
    for (int i = 0; i < lower.length(); i++) {
      if (lower.charAt(i) >= '0' && lower.charAt(i) <= '9') {
        sounds.append(DIGITS[lower.charAt(i) - '0']);
      }
    }
    return sounds.toString();
  }
}
