package dev.lumen.cleaner.context;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Set;

/**
 * What stands around a turn.
 *
 * @param names the names that the conversation has taught
 * @param recentWords lower-case words of the last cleaned turns of both sides
 * @param scripts the scripts, beside Latin, that are really spoken here
 * @param vocabulary the words that people have given the cleaner
 * @param habit how the recogniser has written so far
 * @param manner how people have talked so far
 * @param stammer how often the speaker of the turn has said words twice so far
 * @param begun whether a turn came before this one
 * @param turnBefore the lower-case words of the turn before, empty where no turn is kept
 */
public record Surroundings(
    Knowledge names,
    Set<String> recentWords,
    Set<UnicodeScript> scripts,
    Vocabulary vocabulary,
    WritingHabit habit,
    Manner manner,
    Stammer stammer,
    boolean begun,
    List<String> turnBefore) {

  /** Nothing known: the first turn of a conversation. */
  public static Surroundings none() {
    return new Surroundings(
        new Knowledge(),
        Set.of(),
        Set.of(),
        Vocabulary.EMPTY,
        WritingHabit.NONE,
        Manner.NONE,
        Stammer.NONE,
        false,
        List.of());
  }

  /** Whether any of the words was said in the turn before. */
  public boolean answers(Set<String> words) {
    for (String word : turnBefore) {
      if (words.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether any of the words was said lately. */
  public boolean heard(Set<String> words) {
    for (String word : words) {
      if (recentWords.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
