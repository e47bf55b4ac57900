package dev.lumen.cleaner.model;

import java.util.Arrays;
import java.util.List;

/**
 * A recurrent unit with an update gate (UGRNN; Collins, Sohl-Dickstein and Sussillo 2017): reads a
 * row of vectors in one direction and keeps, at each, what matters of those before. It is a gated
 * recurrent unit without the reset gate, a third of whose products it does without.
 */
public final class GatedUnit {
  /** For each number that is kept: the update gate and the candidate. */
  public static final int COLUMNS = 2;

  private final int inputs;
  private final int units;
  private final float[] input;
  private final float[] bias;
  private final float[] recurrent;
  private final float[][] inputRows;
  private final float[][] recurrentRows;

  /**
   * A unit of its weights as they are now.
   *
   * @param inputs how many numbers each vector has
   * @param units how many numbers are kept
   * @param input weights of the vectors, a row for each of their numbers; columns are the update
   *     gate and the candidate, {@code units} each
   * @param bias one for each column
   * @param recurrent weights of what is kept, a row for each number; columns as above
   */
  public GatedUnit(int inputs, int units, float[] input, float[] bias, float[] recurrent) {
    this.inputs = inputs;
    this.units = units;
    this.input = input;
    this.bias = bias;
    this.recurrent = recurrent;
    this.inputRows = Vectors.rows(input, COLUMNS * units);
    this.recurrentRows = Vectors.rows(recurrent, COLUMNS * units);
  }

  /** How many numbers each vector has. */
  public int inputs() {
    return inputs;
  }

  /** How many numbers are kept. */
  public int units() {
    return units;
  }

  /** The weights: of the vectors, of nothing, of what is kept. */
  List<float[]> weights() {
    return List.of(input, bias, recurrent);
  }

  /**
   * What a reading leaves behind at each place, as many numbers in a row as the unit keeps.
   * Learning asks for it; who only reads takes a {@link Reader}.
   */
  public static final class Trace {
    private final float[] hidden;
    private final float[] update;
    private final float[] candidate;

    /** Room for so many places. */
    public Trace(int length, int units) {
      int size = length * units;
      hidden = new float[size];
      update = new float[size];
      candidate = new float[size];
    }

    /** What is kept after the place. */
    public float[] hidden() {
      return hidden;
    }

    /** How much of what was kept stays. */
    public float[] update() {
      return update;
    }

    /** What is offered instead of what was kept. */
    public float[] candidate() {
      return candidate;
    }
  }

  /** What the gates and the candidate make of a vector alone; it does not hang on the place. */
  public float[] see(float[] vectors, int from) {
    float[] seen = bias.clone();
    Vectors.addProduct(vectors, from, inputRows, seen);
    return seen;
  }

  /** Reads what was seen of each vector, from the first to the last or back. */
  public void read(float[][] seen, boolean backwards, Trace trace) {
    State state = new State(units);
    float[] product = new float[COLUMNS * units];
    for (int step = 0; step < seen.length; step++) {
      int place = backwards ? seen.length - 1 - step : step;
      Arrays.fill(product, 0);
      if (step > 0) {
        Vectors.addProduct(state.kept, 0, recurrentRows, product);
      }
      state.step(seen[place], product);
      state.note(place * units, trace);
    }
  }

  /** What a reading holds on to between two places; nothing at first. */
  static final class State {
    final float[] kept;

    /** The update gates before they are moved from (-1, 1) to (0, 1), then the candidates. */
    private final float[] judged;

    State(int units) {
      kept = new float[units];
      judged = new float[COLUMNS * units];
    }

    /**
     * Reads on by one place.
     *
     * @param seen what was seen of the vector there
     * @param product of what was kept and the recurrent weights; may be followed by more
     */
    void step(float[] seen, float[] product) {
      int units = kept.length;
      for (int i = 0; i < units; i++) {
        judged[i] = 0.5f * (seen[i] + product[i]); // the logistic function, by way of tanh
      }
      for (int i = units; i < judged.length; i++) {
        judged[i] = seen[i] + product[i];
      }
      Vectors.tanh(judged);
      for (int i = 0; i < units; i++) {
        float candidate = judged[units + i];
        kept[i] = candidate + update(i) * (kept[i] - candidate);
      }
    }

    /** How much of what was kept stays, from 0 to 1. */
    private float update(int number) {
      return 0.5f + 0.5f * judged[number];
    }

    private void note(int to, Trace trace) {
      int units = kept.length;
      System.arraycopy(kept, 0, trace.hidden, to, units);
      System.arraycopy(judged, units, trace.candidate, to, units);
      for (int i = 0; i < units; i++) {
        trace.update[to + i] = update(i);
      }
    }
  }
}
