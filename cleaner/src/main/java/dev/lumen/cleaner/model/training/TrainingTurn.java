package dev.lumen.cleaner.model.training;

import dev.lumen.cleaner.model.Mark;
import dev.lumen.cleaner.text.Tokenizer;
import dev.lumen.cleaner.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One turn of well-written text, taken apart into what a recogniser would give and what a person
 * added.
 *
 * @param lower the spoken words in lower case
 * @param written the same words as the text writes them
 * @param marks what stands behind each
 */
record TrainingTurn(List<String> lower, List<String> written, List<Mark> marks) {
  private static final int LONG_ENOUGH = 25;
  private static final Set<String> SOUNDS =
      Set.of("um", "umm", "uhm", "uh", "uhh", "er", "erm", "hmm", "hm", "mm");

  private TrainingTurn() {
    this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  int size() {
    return lower.size();
  }

  /** Whether a sentence starts at a word: its capital says nothing then. */
  boolean startsSentence(int index) {
    return index == 0 || marks.get(index - 1).endsSentence();
  }

  /**
   * Cuts a line of text as a recogniser cuts a talk: at a sentence end, once {@value #LONG_ENOUGH}
   * words are there. Sounds of thinking and words said twice go, since the cleaner takes them out
   * before it sets marks.
   */
  static List<TrainingTurn> read(String line) {
    List<TrainingTurn> turns = new ArrayList<>();
    TrainingTurn turn = new TrainingTurn();
    boolean afterSpoken = false;
    for (Word word : Tokenizer.tokenize(line)) {
      if (word.isSpoken()) {
        if (turn.isWhole()) {
          turns.add(turn);
          turn = new TrainingTurn();
        }
        afterSpoken = turn.add(word);
      } else if (afterSpoken && !word.spaceBefore()) {
        turn.mark(Mark.of(word.text()));
      }
    }
    if (turn.size() > 0) {
      turns.add(turn);
    }
    return turns;
  }

  private boolean isWhole() {
    return size() >= LONG_ENOUGH && marks.getLast().endsSentence();
  }

  private boolean add(Word word) {
    if (SOUNDS.contains(word.lower()) || word.lower().endsWith("-")) {
      return false;
    }
    dropWhatIsSaidAgain(word.lower());
    lower.add(word.lower());
    written.add(word.text().replace('’', '\''));
    marks.add(Mark.NONE);
    return true;
  }

  private void dropWhatIsSaidAgain(String next) {
    int last = size() - 1;
    if (last >= 0 && lower.get(last).equals(next) && !marks.get(last).endsSentence()) {
      lower.removeLast();
      written.removeLast();
      marks.removeLast();
    }
  }

  private void mark(Mark mark) {
    if (size() > 0 && mark != Mark.NONE && marks.getLast() == Mark.NONE) {
      marks.set(size() - 1, mark);
    }
  }
}
