package dev.lumen.cleaner.model.training;

import dev.lumen.cleaner.model.GatedUnit;
import dev.lumen.cleaner.model.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Learns the weights of one {@link GatedUnit} by backpropagation through time. */
final class GatedUnitLearner {
  private final int inputs;
  private final int units;
  private final int columns;
  private final boolean backwards;
  private final Parameter input;
  private final Parameter bias;
  private final Parameter recurrent;
  private final float[][] inputTurned;
  private final float[][] recurrentTurned;

  GatedUnitLearner(int inputs, int units, boolean backwards, Random random) {
    this.inputs = inputs;
    this.units = units;
    this.backwards = backwards;
    this.columns = GatedUnit.COLUMNS * units;
    this.input = Parameter.random(inputs * columns, 1 / Math.sqrt(inputs), random);
    this.bias = new Parameter(columns);
    this.recurrent = Parameter.random(units * columns, 1 / Math.sqrt(units), random);
    this.inputTurned = new float[columns][inputs];
    this.recurrentTurned = new float[columns][units];
  }

  List<Parameter> parameters() {
    return List.of(input, bias, recurrent);
  }

  /** The unit as it stands; it goes on changing. */
  GatedUnit unit() {
    return new GatedUnit(inputs, units, input.values, bias.values, recurrent.values);
  }

  /** To be called when weights have changed. */
  void turn() {
    turn(input.values, inputs, inputTurned);
    turn(recurrent.values, units, recurrentTurned);
  }

  private void turn(float[] matrix, int rows, float[][] out) {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        out[column][row] = matrix[row * columns + column];
      }
    }
  }

  /**
   * Adds to the gradients.
   *
   * @param vectors what was read
   * @param blame by how much the loss grows with each number that was kept
   * @param vectorBlame is added to: the same of each number that was read
   */
  void learn(
      float[] vectors, int length, GatedUnit.Trace trace, float[] blame, float[] vectorBlame) {
    float[] carried = new float[units];
    float[] judged = new float[columns];
    float[] read = new float[inputs];
    for (int step = length - 1; step >= 0; step--) {
      int place = backwards ? length - 1 - step : step;
      int before = step == 0 ? -1 : backwards ? place + 1 : place - 1;
      judge(trace, place, before, blame, carried, judged);
      Vectors.addProduct(judged, 0, recurrentTurned, carried);
      Arrays.fill(read, 0);
      Vectors.addProduct(judged, 0, inputTurned, read);
      for (int i = 0; i < inputs; i++) {
        vectorBlame[place * inputs + i] += read[i];
      }
      outer(vectors, place * inputs, inputs, judged, input.gradient);
      for (int i = 0; i < columns; i++) {
        bias.gradient[i] += judged[i];
      }
      if (before >= 0) {
        outer(trace.hidden(), before * units, units, judged, recurrent.gradient);
      }
    }
  }

  /** From the blame of what is kept to that of gates and candidates; the rest stays carried. */
  private void judge(
      GatedUnit.Trace trace,
      int place,
      int before,
      float[] blame,
      float[] carried,
      float[] judged) {
    int at = place * units;
    for (int i = 0; i < units; i++) {
      float all = carried[i] + blame[at + i];
      float update = trace.update()[at + i];
      float candidate = trace.candidate()[at + i];
      float earlier = before < 0 ? 0 : trace.hidden()[before * units + i];
      judged[i] = all * (earlier - candidate) * update * (1 - update);
      judged[units + i] = all * (1 - update) * (1 - candidate * candidate);
      carried[i] = all * update;
    }
  }

  /** Adds the product of two vectors, each element with each, to a matrix. */
  static void outer(float[] left, int from, int rows, float[] right, float[] matrix) {
    for (int row = 0; row < rows; row++) {
      float factor = left[from + row];
      int at = row * right.length;
      if (factor != 0) {
        for (int i = 0; i < right.length; i++) {
          matrix[at + i] += factor * right[i];
        }
      }
    }
  }
}
