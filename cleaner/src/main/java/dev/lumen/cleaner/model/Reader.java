package dev.lumen.cleaner.model;

import java.util.Arrays;

/**
 * Reads a turn in one direction and tells what the hidden layer of a {@link ReadingNetwork} gets
 * from it. The recurrent weights and those of the hidden layer lie side by side: both multiply what
 * is kept, and one long row costs much less than two short ones, since vector instructions leave
 * some numbers at both ends of every row to be computed one by one.
 */
final class Reader {
  private final int units;
  private final int recurrentColumns;
  private final boolean backwards;
  private final float[][] rows;

  /**
   * A reader.
   *
   * @param layer for each number that is kept, its weights in the hidden layer
   */
  Reader(GatedUnit unit, boolean backwards, float[][] layer) {
    this.units = unit.units();
    this.recurrentColumns = GatedUnit.COLUMNS * units;
    this.backwards = backwards;
    float[] recurrent = unit.weights().get(2);
    this.rows = new float[units][];
    for (int row = 0; row < units; row++) {
      rows[row] = Arrays.copyOf(layer[row], recurrentColumns + layer[row].length);
      System.arraycopy(layer[row], 0, rows[row], recurrentColumns, layer[row].length);
      System.arraycopy(recurrent, row * recurrentColumns, rows[row], 0, recurrentColumns);
    }
  }

  /**
   * Reads what the gates see of each word.
   *
   * @param layers the hidden layer at each place; is added to
   */
  void read(float[][] seen, float[][] layers) {
    GatedUnit.State state = new GatedUnit.State(units);
    float[] product = new float[rows[0].length];
    for (int step = 0; step < seen.length; step++) {
      int place = backwards ? seen.length - 1 - step : step;
      state.step(seen[place], product);
      Arrays.fill(product, 0);
      if (step % 2 == 0) {
        Vectors.addProduct(state.kept, 0, rows, product);
      } else {
        Vectors.addProductBack(state.kept, rows, product);
      }
      float[] layer = layers[place];
      for (int i = 0; i < layer.length; i++) {
        layer[i] += product[recurrentColumns + i];
      }
    }
  }
}
