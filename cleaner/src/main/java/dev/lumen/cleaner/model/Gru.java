package dev.lumen.cleaner.model;

import java.util.Arrays;
import java.util.List;

/**
 * A gated recurrent unit (Cho et al. 2014; the reset gate works on the product, as in cuDNN): reads
 * a row of vectors in one direction and keeps, at each, what matters of those before.
 */
public final class Gru {
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
   *     gate, the reset gate and the candidate, {@code units} each
   * @param bias one for each column
   * @param recurrent weights of what is kept, a row for each number; columns as above
   */
  public Gru(int inputs, int units, float[] input, float[] bias, float[] recurrent) {
    this.inputs = inputs;
    this.units = units;
    this.input = input;
    this.bias = bias;
    this.recurrent = recurrent;
    this.inputRows = Vectors.rows(input, 3 * units);
    this.recurrentRows = Vectors.rows(recurrent, 3 * units);
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
    private final float[] reset;
    private final float[] candidate;
    private final float[] inner;

    /** Room for so many places. */
    public Trace(int length, int units) {
      int size = length * units;
      hidden = new float[size];
      update = new float[size];
      reset = new float[size];
      candidate = new float[size];
      inner = new float[size];
    }

    /** What is kept after the place. */
    public float[] hidden() {
      return hidden;
    }

    /** How much of what was kept stays. */
    public float[] update() {
      return update;
    }

    /** How much of what was kept the candidate sees. */
    public float[] reset() {
      return reset;
    }

    /** What is offered instead of what was kept. */
    public float[] candidate() {
      return candidate;
    }

    /** What of what was kept the candidate could see. */
    public float[] inner() {
      return inner;
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
    float[] product = new float[3 * units];
    for (int step = 0; step < seen.length; step++) {
      int place = backwards ? seen.length - 1 - step : step;
      Arrays.fill(product, 0);
      if (step > 0) {
        Vectors.addProduct(state.kept, 0, recurrentRows, product);
      }
      state.step(seen[place], product);
      state.note(product, place * units, trace);
    }
  }

  /** What a reading holds on to between two places; nothing at first. */
  static final class State {
    final float[] kept;
    private final float[] gates;
    private final float[] offers;

    State(int units) {
      kept = new float[units];
      gates = new float[2 * units];
      offers = new float[units];
    }

    /**
     * Reads on by one place.
     *
     * @param seen what was seen of the vector there
     * @param product of what was kept and the recurrent weights; may be followed by more
     */
    void step(float[] seen, float[] product) {
      open(seen, product);
      offer(seen, product);
      for (int i = 0; i < kept.length; i++) {
        kept[i] = (1 - gates[i]) * offers[i] + gates[i] * kept[i];
      }
    }

    /** The logistic function of both gates, by way of tanh. */
    private void open(float[] seen, float[] product) {
      for (int i = 0; i < gates.length; i++) {
        gates[i] = 0.5f * (seen[i] + product[i]);
      }
      Vectors.tanh(gates);
      for (int i = 0; i < gates.length; i++) {
        gates[i] = 0.5f + 0.5f * gates[i];
      }
    }

    private void offer(float[] seen, float[] product) {
      int units = offers.length;
      int reset = units;
      int candidate = 2 * units;
      for (int i = 0; i < units; i++) {
        offers[i] = seen[candidate + i] + gates[reset + i] * product[candidate + i];
      }
      Vectors.tanh(offers);
    }

    private void note(float[] product, int to, Trace trace) {
      int units = kept.length;
      System.arraycopy(kept, 0, trace.hidden, to, units);
      System.arraycopy(gates, 0, trace.update, to, units);
      System.arraycopy(gates, units, trace.reset, to, units);
      System.arraycopy(offers, 0, trace.candidate, to, units);
      System.arraycopy(product, 2 * units, trace.inner, to, units);
    }
  }
}
