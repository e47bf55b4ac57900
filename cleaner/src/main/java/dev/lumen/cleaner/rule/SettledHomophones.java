package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.lexicon.Resources;
import dev.lumen.cleaner.text.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Words that sound alike of which the very next words leave only one: "its been", "their going to",
 * "would of gone", "more then fifty". Which, is data: {@code homophones.txt}.
 */
final class SettledHomophones {
  private static final String CLAUSE_START = "^";
  private static final String END = "$";
  private static final Set<String> OPENERS =
      Set.of("and", "so", "but", "then", "okay", "ok", "well", "now", "yeah", "yes", ",");
  private static final Map<String, List<Settled>> BY_WORD = load();

  /**
   * What settles it.
   *
   * @param right what has to stand there instead
   */
  private record Settled(String right, Neighbours before, Neighbours behind) {}

  /**
   * What may stand at one side: anything where there are no words.
   *
   * @param words words, or two joined by a space
   * @param none whether it may be none of them, but has to be a word
   */
  private record Neighbours(Set<String> words, boolean none) {
    static Neighbours of(String column) {
      boolean none = column.startsWith("!");
      String words = none ? column.substring(1) : column;
      List<String> all = words.isEmpty() ? List.of() : List.of(words.split(" ", -1));
      return new Neighbours(
          Set.copyOf(all.stream().map(word -> word.replace('_', ' ')).toList()), none);
    }

    boolean have(Passage passage, int index, int step) {
      if (words.isEmpty()) {
        return true;
      }
      String one = passage.lower(index);
      if (none) {
        return passage.at(index).isWord() && !words.contains(one);
      }
      if (words.contains(one)) {
        return true;
      }
      return step > 0
          ? words.contains(one + " " + passage.lower(index + 1))
              || (words.contains(END) && !passage.at(index).isSpoken())
          : words.contains(passage.lower(index - 1) + " " + one)
              || (words.contains(CLAUSE_START) && startsClause(passage, index + 1));
    }

    private static boolean startsClause(Passage passage, int index) {
      return passage.startsSentence(index) || passage.is(index - 1, OPENERS);
    }
  }

  private SettledHomophones() {}

  private static Map<String, List<Settled>> load() {
    Map<String, List<Settled>> all = new HashMap<>();
    for (String line : Resources.lines("homophones.txt")) {
      int arrow = line.indexOf(" => ");
      List<String> columns = List.of((line.substring(arrow + 4) + " ").split(" *\\| *", -1));
      Settled settled =
          new Settled(
              columns.get(0).strip(),
              Neighbours.of(columns.get(1).strip()),
              Neighbours.of(columns.get(2).strip()));
      all.computeIfAbsent(line.substring(0, arrow), it -> new ArrayList<>()).add(settled);
    }
    return Map.copyOf(all);
  }

  static void propose(Passage passage, Proposals proposals) {
    for (int i = 0; i < passage.size(); i++) {
      for (Settled settled : BY_WORD.getOrDefault(passage.lower(i), List.of())) {
        if (settled.before().have(passage, i - 1, -1) && settled.behind().have(passage, i + 1, 1)) {
          boolean capital = passage.at(i).isCapitalised();
          String word = capital ? Word.capital(settled.right()) : settled.right();
          proposals.replace(i, i + 1, word, Confidence.HIGH);
          break;
        }
      }
    }
  }
}
