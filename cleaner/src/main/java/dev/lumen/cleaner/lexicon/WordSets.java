package dev.lumen.cleaner.lexicon;

import java.util.HashSet;
import java.util.Set;

/** Lists of words and short phrases that ship as data, in lower case. */
public final class WordSets {
  /** What a person can be director or head of, whatever else is said. */
  public static final Set<String> FIELDS = load("fields.txt", false);

  /** Fields that mean one only beside a sign that a role is meant. */
  public static final Set<String> OPEN_FIELDS = load("fields.txt", true);

  /** What people call "our". */
  public static final Set<String> POSSESSIONS = load("possessions.txt", false);

  /** Last words of firm names that hardly mean anything else. */
  public static final Set<String> FIRM_WORDS = load("firm-words.txt", false);

  /** Last words of firm names that are common things too. */
  public static final Set<String> OPEN_FIRM_WORDS = load("firm-words.txt", true);

  /** Small words of other languages that no English sentence has. */
  public static final Set<String> FOREIGN_WORDS = load("foreign-words.txt", false);

  /** Small words of other languages that are names or English words too. */
  public static final Set<String> OPEN_FOREIGN_WORDS = load("foreign-words.txt", true);

  /** Brands that are written small everywhere, at the start of a sentence too. */
  public static final Set<String> SMALL_NAMES = load("small-names.txt", false);

  private WordSets() {}

  private static Set<String> load(String name, boolean open) {
    Set<String> words = new HashSet<>();
    for (String line : Resources.lines(name)) {
      boolean marked = line.endsWith(" ?");
      if (marked == open) {
        words.add(marked ? line.substring(0, line.length() - 2) : line);
      }
    }
    return Set.copyOf(words);
  }
}
