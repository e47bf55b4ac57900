package dev.lumen.cleaner.model;

import java.util.Arrays;

/** Sums over arrays of numbers, written so that the compiler makes vector instructions of them. */
public final class Vectors {
  private static final float STEEPEST = 4.97f;

  private Vectors() {}

  /** The rows of a matrix that lies row by row in an array, so many numbers in each. */
  public static float[][] rows(float[] matrix, int columns) {
    float[][] rows = new float[matrix.length / columns][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = Arrays.copyOfRange(matrix, row * columns, (row + 1) * columns);
    }
    return rows;
  }

  /**
   * Adds the product of a vector and a matrix. Rows are arrays of their own: the compiler makes
   * vector instructions only where all arrays are read at the same index.
   *
   * @param vector where the vector is; as many elements count as the matrix has rows
   * @param from its first element
   * @param out one element for each column; is added to
   */
  public static void addProduct(float[] vector, int from, float[][] rows, float[] out) {
    int row = 0;
    for (; row + 7 < rows.length; row += 8) { // many at once: sums are loaded and stored less often
      addEight(vector, from + row, rows, row, out);
    }
    for (; row + 3 < rows.length; row += 4) {
      addFour(vector, from + row, rows, row, out);
    }
    for (; row < rows.length; row++) {
      addOne(vector[from + row], rows[row], out);
    }
  }

  private static void addOne(float factor, float[] row, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] += factor * row[i];
    }
  }

  /**
   * As {@link #addProduct(float[], int, float[][], float[])}, for a matrix that does not fit into
   * the fastest cache and is used again and again: read once from the first row on and once from
   * the last row back, so that each time starts with the rows that were read last.
   */
  static void addProductBack(float[] vector, float[][] rows, float[] out) {
    int row = rows.length;
    for (; row >= 8; row -= 8) {
      addEight(vector, row - 8, rows, row - 8, out);
    }
    for (; row > 0; row--) {
      addOne(vector[row - 1], rows[row - 1], out);
    }
  }

  /** Sums by fours, in the order in which {@link #addFour} would: the same bits. */
  private static void addEight(float[] vector, int from, float[][] rows, int row, float[] out) {
    float a = vector[from];
    float b = vector[from + 1];
    float c = vector[from + 2];
    float d = vector[from + 3];
    float e = vector[from + 4];
    float f = vector[from + 5];
    float g = vector[from + 6];
    float h = vector[from + 7];
    float[] first = rows[row];
    float[] second = rows[row + 1];
    float[] third = rows[row + 2];
    float[] fourth = rows[row + 3];
    float[] fifth = rows[row + 4];
    float[] sixth = rows[row + 5];
    float[] seventh = rows[row + 6];
    float[] eighth = rows[row + 7];
    for (int i = 0; i < out.length; i++) {
      out[i] =
          out[i]
              + (a * first[i] + b * second[i] + c * third[i] + d * fourth[i])
              + (e * fifth[i] + f * sixth[i] + g * seventh[i] + h * eighth[i]);
    }
  }

  private static void addFour(float[] vector, int from, float[][] rows, int row, float[] out) {
    float a = vector[from];
    float b = vector[from + 1];
    float c = vector[from + 2];
    float d = vector[from + 3];
    float[] first = rows[row];
    float[] second = rows[row + 1];
    float[] third = rows[row + 2];
    float[] fourth = rows[row + 3];
    for (int i = 0; i < out.length; i++) {
      out[i] += a * first[i] + b * second[i] + c * third[i] + d * fourth[i];
    }
  }

  /** Makes each element its hyperbolic tangent: Lambert's fraction, right to four digits. */
  public static void tanh(float[] values) {
    for (int i = 0; i < values.length; i++) {
      float x = Math.max(-STEEPEST, Math.min(STEEPEST, values[i]));
      float s = x * x;
      values[i] =
          x * (135135 + s * (17325 + s * (378 + s))) / (135135 + s * (62370 + s * (3150 + s * 28)));
    }
  }
}
