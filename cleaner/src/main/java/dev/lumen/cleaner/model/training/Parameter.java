package dev.lumen.cleaner.model.training;

import java.util.Random;

/**
 * Numbers that are learnt, with what Adam (Kingma and Ba 2015) remembers of them. They are changed
 * in place.
 */
final class Parameter {
  private static final float FIRST = 0.9f;
  private static final float SECOND = 0.99f;
  private static final float LEAST = 1e-8f;

  final float[] values;
  final float[] gradient;
  private final float[] mean;
  private final float[] square;

  Parameter(int size) {
    values = new float[size];
    gradient = new float[size];
    mean = new float[size];
    square = new float[size];
  }

  /** Begins with normally distributed numbers. */
  static Parameter random(int size, double deviation, Random random) {
    Parameter parameter = new Parameter(size);
    for (int i = 0; i < size; i++) {
      parameter.values[i] = (float) (deviation * random.nextGaussian());
    }
    return parameter;
  }

  double squaredNorm(int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) gradient[i] * gradient[i];
    }
    return sum;
  }

  /** One step against the gradient, which is forgotten. */
  void step(int from, int to, float rate, float scale) {
    for (int i = from; i < to; i++) {
      float slope = gradient[i] * scale;
      mean[i] += (1 - FIRST) * (slope - mean[i]);
      square[i] += (1 - SECOND) * (slope * slope - square[i]);
      values[i] -= rate * mean[i] / ((float) Math.sqrt(square[i]) + LEAST);
      gradient[i] = 0;
    }
  }

  /** What the rate of the n-th step is multiplied by, as both memories begin at 0. */
  static float correction(int step) {
    return (float)
        (Math.sqrt(1 - StrictMath.pow(SECOND, step)) / (1 - StrictMath.pow(FIRST, step)));
  }
}
