package dev.lumen.cleaner.model.training;

import dev.lumen.cleaner.model.GatedUnit;
import dev.lumen.cleaner.model.Mark;
import dev.lumen.cleaner.model.ReadingNetwork;
import dev.lumen.cleaner.model.TaggerModel;
import dev.lumen.cleaner.model.Vectors;
import dev.lumen.cleaner.model.WordPieces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Learns a {@link ReadingNetwork} by Adam, some turns at a time, with dropout of words, of what is
 * read and of what is kept (Srivastava et al. 2014). One thread and a fixed seed: the same turns
 * give the same network.
 */
final class NetworkLearner {
  private static final int LABELS = TaggerModel.LABELS;
  private static final int MARKS = Mark.count();
  private static final int LONGEST = 80;
  private static final float STEEPEST = 1;

  private final Sizes sizes;
  private final Random random;
  private final WordPieces pieces;
  private final Parameter rows;
  private final GatedUnitLearner there;
  private final GatedUnitLearner back;
  private final Parameter hidden;
  private final Parameter hiddenBias;
  private final Parameter output;
  private final Parameter outputBias;
  private final List<Parameter> dense = new ArrayList<>();
  private final Set<Integer> touched = new HashSet<>();
  private float[][] hiddenTurned = {};
  private int steps;

  /**
   * How large, and how to learn.
   *
   * @param inputs numbers for each word
   * @param units numbers that are kept in each direction
   * @param layer units of the hidden layer
   * @param dropped the share of numbers that is left out
   * @param unread the share of words that count as unknown
   * @param together turns in one step
   */
  record Sizes(int inputs, int units, int layer, float dropped, float unread, int together) {}

  NetworkLearner(WordPieces pieces, Sizes sizes, long seed) {
    this.sizes = sizes;
    this.random = new Random(seed);
    this.pieces = pieces;
    int both = 2 * sizes.units();
    rows = Parameter.random(pieces.size() * sizes.inputs(), 0.1, random);
    there = new GatedUnitLearner(sizes.inputs(), sizes.units(), false, random);
    back = new GatedUnitLearner(sizes.inputs(), sizes.units(), true, random);
    hidden = Parameter.random(both * sizes.layer(), 1 / Math.sqrt(both), random);
    hiddenBias = new Parameter(sizes.layer());
    output = Parameter.random(sizes.layer() * LABELS, 1 / Math.sqrt(sizes.layer()), random);
    outputBias = new Parameter(LABELS);
    dense.addAll(there.parameters());
    dense.addAll(back.parameters());
    dense.addAll(List.of(hidden, hiddenBias, output, outputBias));
    turn();
  }

  ReadingNetwork network() {
    return new ReadingNetwork(
        pieces,
        rows.values,
        there.unit(),
        back.unit(),
        hidden.values,
        hiddenBias.values,
        output.values,
        outputBias.values);
  }

  /** Reads all turns once, in an order of its own; returns the mean loss of a word. */
  double round(List<TrainingTurn> turns, float rate) {
    int[] order = new int[turns.size()];
    Arrays.setAll(order, i -> i);
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int held = order[i];
      order[i] = order[other];
      order[other] = held;
    }
    double loss = 0;
    long words = 0;
    for (int from = 0; from < order.length; from += sizes.together()) {
      int places = 0;
      for (int i = from; i < Math.min(order.length, from + sizes.together()); i++) {
        TrainingTurn turn = turns.get(order[i]);
        loss += learn(turn);
        places += Math.min(LONGEST, turn.size());
      }
      step(rate, places);
      words += places;
    }
    return loss / words;
  }

  /** Everything that is learnt but the rows of words. */
  List<Parameter> parameters() {
    return List.copyOf(dense);
  }

  /** Adds a turn's part to the gradients; returns its loss. */
  double learn(TrainingTurn turn) {
    int length = Math.min(LONGEST, turn.size());
    int[][] found = new int[length][];
    ReadingNetwork network = network();
    float[] vectors = new float[length * sizes.inputs()];
    for (int i = 0; i < length; i++) {
      found[i] = pieces.rows(turn.lower().get(i));
      if (random.nextFloat() < sizes.unread()) {
        found[i][0] = WordPieces.UNKNOWN;
      }
      network.add(found[i], vectors, i * sizes.inputs());
    }
    float[] shown = mask(vectors.length);
    multiply(vectors, shown);
    GatedUnit.Trace forwards = new GatedUnit.Trace(length, sizes.units());
    GatedUnit.Trace backwards = new GatedUnit.Trace(length, sizes.units());
    network.forwards().read(seen(network.forwards(), vectors), false, forwards);
    network.backwards().read(seen(network.backwards(), vectors), true, backwards);
    float[] forwardBlame = new float[length * sizes.units()];
    float[] backwardBlame = new float[length * sizes.units()];
    double loss = 0;
    for (int i = 0; i < length; i++) {
      loss += judge(network, turn, i, forwards, backwards, forwardBlame, backwardBlame);
    }
    float[] vectorBlame = new float[vectors.length];
    there.learn(vectors, length, forwards, forwardBlame, vectorBlame);
    back.learn(vectors, length, backwards, backwardBlame, vectorBlame);
    multiply(vectorBlame, shown);
    for (int i = 0; i < length; i++) {
      blame(found[i], vectorBlame, i * sizes.inputs());
    }
    return loss;
  }

  private static float[][] seen(GatedUnit unit, float[] vectors) {
    float[][] seen = new float[vectors.length / unit.inputs()][];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = unit.see(vectors, i * unit.inputs());
    }
    return seen;
  }

  private double judge(
      ReadingNetwork network,
      TrainingTurn turn,
      int place,
      GatedUnit.Trace forwards,
      GatedUnit.Trace backwards,
      float[] forwardBlame,
      float[] backwardBlame) {
    int units = sizes.units();
    float[] kept = new float[2 * units];
    System.arraycopy(forwards.hidden(), place * units, kept, 0, units);
    System.arraycopy(backwards.hidden(), place * units, kept, units, units);
    float[] shown = mask(kept.length);
    multiply(kept, shown);
    float[] layer = network.layer(kept);
    float[] scores = network.judge(layer);
    float[] wrong = new float[LABELS];
    double loss = compare(scores, 0, MARKS, turn.marks().get(place).label(), wrong);
    int casing = Examples.casing(turn, place);
    if (casing >= 0) {
      loss += compare(scores, MARKS, LABELS, MARKS + casing, wrong);
    }
    GatedUnitLearner.outer(layer, 0, layer.length, wrong, output.gradient);
    float[] layerBlame = new float[layer.length];
    for (int i = 0; i < layer.length; i++) {
      for (int label = 0; label < LABELS && layer[i] > 0; label++) {
        layerBlame[i] += wrong[label] * output.values[i * LABELS + label];
      }
      hiddenBias.gradient[i] += layerBlame[i];
    }
    for (int label = 0; label < LABELS; label++) {
      outputBias.gradient[label] += wrong[label];
    }
    GatedUnitLearner.outer(kept, 0, kept.length, layerBlame, hidden.gradient);
    float[] keptBlame = new float[kept.length];
    Vectors.addProduct(layerBlame, 0, hiddenTurned, keptBlame);
    multiply(keptBlame, shown);
    System.arraycopy(keptBlame, 0, forwardBlame, place * units, units);
    System.arraycopy(keptBlame, units, backwardBlame, place * units, units);
    return loss;
  }

  /** Cross entropy of one kind of labels; the slope goes to {@code wrong}. */
  private static double compare(float[] scores, int from, int to, int right, float[] wrong) {
    double most = scores[from];
    for (int i = from; i < to; i++) {
      most = Math.max(most, scores[i]);
    }
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += StrictMath.exp(scores[i] - most);
    }
    for (int i = from; i < to; i++) {
      wrong[i] = (float) (StrictMath.exp(scores[i] - most) / sum) - (i == right ? 1 : 0);
    }
    return StrictMath.log(sum) + most - scores[right];
  }

  private void blame(int[] found, float[] vectorBlame, int at) {
    for (int row : found) {
      if (row != WordPieces.NONE) {
        touched.add(row);
        int to = row * sizes.inputs();
        for (int i = 0; i < sizes.inputs(); i++) {
          rows.gradient[to + i] += vectorBlame[at + i];
        }
      }
    }
  }

  private void step(float rate, int places) {
    double norm = 0;
    for (Parameter parameter : dense) {
      norm += parameter.squaredNorm(0, parameter.values.length);
    }
    int wide = sizes.inputs();
    for (int row : touched) {
      norm += rows.squaredNorm(row * wide, row * wide + wide);
    }
    float length = (float) Math.sqrt(norm) / places;
    float scale = Math.min(1, STEEPEST / length) / places;
    float corrected = rate * Parameter.correction(++steps);
    for (Parameter parameter : dense) {
      parameter.step(0, parameter.values.length, corrected, scale);
    }
    for (int row : touched) {
      rows.step(row * wide, row * wide + wide, corrected, scale);
    }
    touched.clear();
    turn();
  }

  private void turn() {
    there.turn();
    back.turn();
    int both = 2 * sizes.units();
    int layer = sizes.layer();
    hiddenTurned = new float[layer][both];
    for (int row = 0; row < both; row++) {
      for (int column = 0; column < layer; column++) {
        hiddenTurned[column][row] = hidden.values[row * layer + column];
      }
    }
  }

  /** What is left out counts 0, and the rest so much more that the sum stays. */
  private float[] mask(int size) {
    float[] mask = new float[size];
    for (int i = 0; i < size; i++) {
      mask[i] = random.nextFloat() < sizes.dropped() ? 0 : 1 / (1 - sizes.dropped());
    }
    return mask;
  }

  private static void multiply(float[] values, float[] factors) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factors[i];
    }
  }
}
