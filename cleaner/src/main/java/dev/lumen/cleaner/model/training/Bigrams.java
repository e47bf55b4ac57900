package dev.lumen.cleaner.model.training;

import dev.lumen.cleaner.model.Mark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which words follow which, how often; marks stand between them as words of their own. */
final class Bigrams {
  private static final int LEAST = 4;
  private static final String RARE = "<rare>";

  private final List<String> vocabulary = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<Map<Integer, Integer>> before = new ArrayList<>();
  private final List<Map<Integer, Integer>> after = new ArrayList<>();
  private final List<Integer> counts = new ArrayList<>();

  private Bigrams() {}

  static Bigrams of(List<TrainingTurn> turns) {
    Bigrams bigrams = new Bigrams();
    bigrams.collect(turns);
    turns.forEach(bigrams::read);
    return bigrams;
  }

  /** How many entries there are, the marks and the one for all rare words included. */
  int size() {
    return vocabulary.size();
  }

  /** How many entries are words; they come first, most frequent first. */
  int words() {
    return vocabulary.size() - Mark.count() - 1;
  }

  String word(int id) {
    return vocabulary.get(id);
  }

  int count(int id) {
    return counts.get(id);
  }

  Map<Integer, Integer> before(int id) {
    return before.get(id);
  }

  Map<Integer, Integer> after(int id) {
    return after.get(id);
  }

  private void collect(List<TrainingTurn> turns) {
    Map<String, Integer> seen = new HashMap<>();
    for (TrainingTurn turn : turns) {
      turn.lower().forEach(word -> seen.merge(word, 1, Integer::sum));
    }
    seen.entrySet().stream()
        .filter(entry -> entry.getValue() >= LEAST)
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> add(entry.getKey()));
    add(RARE);
    for (Mark mark : Mark.values()) {
      add(nameOf(mark));
    }
  }

  private void add(String word) {
    ids.put(word, vocabulary.size());
    vocabulary.add(word);
    before.add(new TreeMap<>());
    after.add(new TreeMap<>());
    counts.add(0);
  }

  private void read(TrainingTurn turn) {
    int edge = id(nameOf(Mark.NONE));
    int last = edge;
    for (int i = 0; i < turn.size(); i++) {
      last = pair(last, id(turn.lower().get(i)));
      Mark mark = turn.marks().get(i);
      last = mark == Mark.NONE ? last : pair(last, id(nameOf(mark)));
    }
    pair(last, edge);
  }

  private static String nameOf(Mark mark) {
    return "<" + mark.name() + ">";
  }

  private int id(String word) {
    Integer id = ids.get(word);
    return id != null ? id : words();
  }

  private int pair(int first, int second) {
    after.get(first).merge(second, 1, Integer::sum);
    before.get(second).merge(first, 1, Integer::sum);
    counts.set(second, counts.get(second) + 1);
    return second;
  }
}
