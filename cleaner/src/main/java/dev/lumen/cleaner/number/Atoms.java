package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The words of a passage, with hyphenated number words taken apart: "seventy-five" is two. */
public final class Atoms {
  private final List<Word> words;
  private final List<String> atoms = new ArrayList<>();
  private final List<String> turnBefore;
  private final List<Integer> origins = new ArrayList<>();

  private Atoms(List<Word> words, List<String> turnBefore) {
    this.words = words;
    this.turnBefore = turnBefore;
    for (int i = 0; i < words.size(); i++) {
      for (String part : parts(words.get(i).lower())) {
        atoms.add(part);
        origins.add(i);
      }
    }
  }

  /** The atoms of these words, punctuation included. */
  public static Atoms of(List<Word> words) {
    return of(words, List.of());
  }

  /** The same, with the lower-case words of the turn that these words may answer. */
  public static Atoms of(List<Word> words, List<String> turnBefore) {
    return new Atoms(words, turnBefore);
  }

  /** Whether the turn before had any of the words. */
  boolean answers(Set<String> asked) {
    for (String word : turnBefore) {
      if (asked.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether any word can be part of a number; a turn without one needs no further look. */
  public static boolean hasNumber(List<Word> words) {
    for (Word word : words) {
      String lower = word.lower();
      int hyphen = lower.indexOf('-');
      if (NumberWords.isNumberWord(hyphen > 0 ? lower.substring(0, hyphen) : lower)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> parts(String lower) {
    if (lower.indexOf('-') < 0) {
      return List.of(lower);
    }
    List<String> parts = List.of(lower.split("-", -1));
    boolean numbers =
        parts.stream().allMatch(part -> NumberWords.isNumberWord(part) || part.equals("and"));
    return numbers ? parts : List.of(lower);
  }

  /** How many atoms. */
  public int size() {
    return atoms.size();
  }

  /** The atom at an index in lower case; empty beyond the ends. */
  public String at(int index) {
    return index >= 0 && index < atoms.size() ? atoms.get(index) : "";
  }

  /** The word that holds an atom, as it was heard; {@link Word#NONE} beyond the ends. */
  public Word word(int index) {
    return index >= 0 && index < atoms.size() ? words.get(origins.get(index)) : Word.NONE;
  }

  /** The index of the word that holds an atom; the number of words beyond the end. */
  public int wordOf(int index) {
    return index < atoms.size() ? origins.get(index) : words.size();
  }

  /** Whether a word starts at this atom. */
  public boolean startsWord(int index) {
    return index >= atoms.size()
        || index == 0
        || !origins.get(index).equals(origins.get(index - 1));
  }

  /** Whether a sentence starts at this atom. */
  public boolean startsSentence(int index) {
    return index <= 0 || word(index - 1).endsSentence();
  }

  /** Whether the atoms from an index on are exactly these. */
  public boolean reads(int index, String... readings) {
    for (int i = 0; i < readings.length; i++) {
      if (!at(index + i).equals(readings[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether the atom is "oh" or "o", as people say zero. */
  public boolean isOh(int index) {
    return at(index).equals("oh") || at(index).equals("o");
  }

  /** Whether the atom is a digit in a word, "oh" not among them. */
  boolean isDigit(int index) {
    return NumberWords.digit(at(index)) != null;
  }

  /** Whether the atom is a single letter from a to z. */
  public boolean isLetter(int index) {
    String atom = at(index);
    return atom.length() == 1 && atom.charAt(0) >= 'a' && atom.charAt(0) <= 'z';
  }
}
