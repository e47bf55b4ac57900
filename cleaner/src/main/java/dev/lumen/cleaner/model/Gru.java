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
   * Learning asks for all of it, reading alone for what is kept.
   */
  public static final class Trace {
    private final float[] hidden;
    private final float[] update;
    private final float[] reset;
    private final float[] candidate;
    private final float[] inner;

    /** Room for so many places. */
    public Trace(int length, int units) {
      this(length, units, true);
    }

    private Trace(int length, int units, boolean all) {
      int size = all ? length * units : 0;
      hidden = new float[length * units];
      update = new float[size];
      reset = new float[size];
      candidate = new float[size];
      inner = new float[size];
    }

    static Trace ofKept(int length, int units) {
      return new Trace(length, units, false);
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
    int length = seen.length;
    float[] kept = new float[3 * units];
    float[] gates = new float[2 * units];
    float[] offers = new float[units];
    int before = -1;
    for (int step = 0; step < length; step++) {
      int place = backwards ? length - 1 - step : step;
      Arrays.fill(kept, 0);
      if (before >= 0) {
        Vectors.addProduct(trace.hidden, before * units, recurrentRows, kept);
      }
      open(seen[place], kept, gates);
      offer(seen[place], kept, gates, offers);
      keep(gates, offers, before, place, trace);
      if (trace.inner.length > 0) {
        note(kept, gates, offers, place * units, trace);
      }
      before = place;
    }
  }

  private static void note(float[] kept, float[] gates, float[] offers, int to, Trace trace) {
    int units = offers.length;
    System.arraycopy(gates, 0, trace.update, to, units);
    System.arraycopy(gates, units, trace.reset, to, units);
    System.arraycopy(offers, 0, trace.candidate, to, units);
    System.arraycopy(kept, 2 * units, trace.inner, to, units);
  }

  /** The logistic function of both gates, by way of tanh. */
  private static void open(float[] seen, float[] kept, float[] gates) {
    for (int i = 0; i < gates.length; i++) {
      gates[i] = 0.5f * (seen[i] + kept[i]);
    }
    Vectors.tanh(gates);
    for (int i = 0; i < gates.length; i++) {
      gates[i] = 0.5f + 0.5f * gates[i];
    }
  }

  private static void offer(float[] seen, float[] kept, float[] gates, float[] offers) {
    int units = offers.length;
    int reset = units;
    int candidate = 2 * units;
    for (int i = 0; i < units; i++) {
      offers[i] = seen[candidate + i] + gates[reset + i] * kept[candidate + i];
    }
    Vectors.tanh(offers);
  }

  private static void keep(float[] gates, float[] offers, int before, int place, Trace trace) {
    int units = offers.length;
    int to = place * units;
    float[] hidden = trace.hidden;
    if (before < 0) {
      for (int i = 0; i < units; i++) {
        hidden[to + i] = (1 - gates[i]) * offers[i];
      }
    } else {
      int from = before * units;
      for (int i = 0; i < units; i++) {
        hidden[to + i] = (1 - gates[i]) * offers[i] + gates[i] * hidden[from + i];
      }
    }
  }
}
