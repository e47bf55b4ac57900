package dev.lumen.cleaner.model.training;

import dev.lumen.cleaner.model.WordClasses;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds classes of words that stand in the same places, by the exchange algorithm (Kneser and Ney
 * 1993; Martin, Liermann and Ney 1998): each word in turn moves to the class that makes the text
 * most likely under a class bigram model. Marks are classes of their own and never move.
 */
final class ClassInduction {
  private static final double[] ENTROPIES = new double[1 << 16];

  static {
    for (int i = 1; i < ENTROPIES.length; i++) {
      ENTROPIES[i] = i * StrictMath.log(i);
    }
  }

  private final int learnt;
  private final int total;
  private final Bigrams bigrams;
  private final int[] classOf;
  private final int[][] pairs;
  private final int[] sums;

  private ClassInduction(Bigrams bigrams, int learnt) {
    this.bigrams = bigrams;
    this.learnt = learnt;
    this.total = learnt + bigrams.size() - bigrams.words();
    this.classOf = new int[bigrams.size()];
    this.pairs = new int[total][total];
    this.sums = new int[total];
  }

  /**
   * Classes for the words of these turns that were seen often enough.
   *
   * @param learnt how many classes
   * @param rounds how often every word may move
   */
  static WordClasses of(List<TrainingTurn> turns, int learnt, int rounds) {
    ClassInduction induction = new ClassInduction(Bigrams.of(turns), learnt);
    induction.start();
    for (int round = 0; round < rounds; round++) {
      induction.exchange();
    }
    Map<String, Integer> classes = new HashMap<>();
    for (int i = 0; i < induction.bigrams.words(); i++) {
      classes.put(induction.bigrams.word(i), induction.classOf[i]);
    }
    return new WordClasses(classes, learnt);
  }

  private void start() {
    int words = bigrams.words();
    for (int i = 0; i < classOf.length; i++) {
      classOf[i] = i < words ? i % learnt : learnt + i - words;
    }
    for (int i = 0; i < classOf.length; i++) {
      sums[classOf[i]] += bigrams.count(i);
      int from = classOf[i];
      bigrams.after(i).forEach((next, count) -> pairs[from][classOf[next]] += count);
    }
  }

  private void exchange() {
    int[] before = new int[total];
    int[] after = new int[total];
    for (int word = 0; word < bigrams.words(); word++) {
      int self = bigrams.after(word).getOrDefault(word, 0);
      sumUp(bigrams.before(word), word, before);
      sumUp(bigrams.after(word), word, after);
      Neighbours around = new Neighbours(before, after, self, bigrams.count(word));
      move(classOf[word], around, -1);
      classOf[word] = best(around);
      move(classOf[word], around, 1);
    }
  }

  /** Counts of the classes beside a word, the word itself left out. */
  private static final class Neighbours {
    final int[] before;
    final int[] after;
    final int[] befores;
    final int[] afters;
    final int self;
    final int count;

    Neighbours(int[] before, int[] after, int self, int count) {
      this.before = before;
      this.after = after;
      this.befores = nonZero(before);
      this.afters = nonZero(after);
      this.self = self;
      this.count = count;
    }
  }

  private void sumUp(Map<Integer, Integer> neighbours, int word, int[] byClass) {
    Arrays.fill(byClass, 0);
    neighbours.forEach((next, count) -> byClass[classOf[next]] += next == word ? 0 : count);
  }

  private void move(int to, Neighbours around, int sign) {
    for (int c : around.afters) {
      pairs[to][c] += sign * around.after[c];
    }
    for (int c : around.befores) {
      pairs[c][to] += sign * around.before[c];
    }
    pairs[to][to] += sign * around.self;
    sums[to] += sign * around.count;
  }

  private int best(Neighbours around) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int candidate = 0; candidate < learnt; candidate++) {
      double gain = gain(candidate, around);
      if (gain > most) {
        most = gain;
        best = candidate;
      }
    }
    return best;
  }

  private double gain(int to, Neighbours around) {
    double gain = 0;
    for (int c : around.afters) {
      if (c != to) {
        gain += entropy(pairs[to][c] + around.after[c]) - entropy(pairs[to][c]);
      }
    }
    for (int c : around.befores) {
      if (c != to) {
        gain += entropy(pairs[c][to] + around.before[c]) - entropy(pairs[c][to]);
      }
    }
    int inner = pairs[to][to];
    int joined = inner + around.before[to] + around.after[to] + around.self;
    gain += entropy(joined) - entropy(inner);
    return gain - 2 * (entropy(sums[to] + around.count) - entropy(sums[to]));
  }

  private static double entropy(int count) {
    return count < ENTROPIES.length ? ENTROPIES[count] : count * StrictMath.log(count);
  }

  private static int[] nonZero(int[] values) {
    return IntStream.range(0, values.length).filter(i -> values[i] != 0).toArray();
  }
}
