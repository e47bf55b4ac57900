package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.context.Manner;
import dev.lumen.cleaner.context.WritingHabit;
import dev.lumen.cleaner.model.Utterance;
import dev.lumen.cleaner.model.Utterance.Pause;
import dev.lumen.cleaner.model.Utterance.Register;
import java.util.ArrayList;
import java.util.List;

/**
 * The spoken words of a passage as the tagger of disfluencies reads them, and where each stands.
 *
 * @param utterance the words with the pauses between them
 * @param places for each of them its index in the passage
 */
public record SpokenWords(Utterance utterance, List<Integer> places) {

  /** Reads a passage. The register is that of the conversation so far, this turn included. */
  public static SpokenWords of(Passage passage) {
    WritingHabit heard = WritingHabit.of(passage.heard()).and(passage.surroundings().habit());
    boolean bare = passage.habit().isBare();
    Register register = Register.of(heard.words(), heard.sounds(), heard.likes(), bare);
    Utterance utterance = new Utterance(register);
    List<Integer> places = new ArrayList<>(passage.size());
    Pause pause = Pause.NONE;
    for (int i = 0; i < passage.size(); i++) {
      if (passage.at(i).isSpoken()) {
        boolean gap = !places.isEmpty() && passage.hadPauseBefore(i);
        utterance.add(passage.lower(i), gap ? pause.or(Pause.GAP) : pause);
        places.add(i);
        pause = Pause.NONE;
      } else {
        pause = pause.or(Pause.of(passage.at(i).text()));
      }
    }
    utterance.endsWith(pause);
    return new SpokenWords(utterance, places);
  }

  /** Whether the people of a passage's conversation chat, as far as is known. */
  static boolean isChat(Passage passage) {
    return Manner.of(passage.heard()).and(passage.surroundings().manner()).isChat();
  }

  /** A word and the next. */
  String pair(int word) {
    return word(word) + " " + word(word + 1);
  }

  /** How many words. */
  int size() {
    return places.size();
  }

  /** A word in lower case. */
  String word(int index) {
    return utterance.word(index);
  }

  /** The index of a word in the passage. */
  int place(int index) {
    return places.get(index);
  }
}
