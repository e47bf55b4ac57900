package dev.lumen.cleaner;

import java.util.List;

/** Logistic regression with a ridge penalty, by Newton's method over standardised features. */
@SuppressWarnings("ArrayRecordComponent") // Never compared: a result that is read once.
record LogisticFit(double bias, double[] weights) {
  private static final double RIDGE = 3;
  private static final int ROUNDS = 30;

  static LogisticFit of(List<double[]> rows, List<Boolean> outcomes) {
    int n = rows.getFirst().length;
    double[] mean = new double[n];
    double[] deviation = new double[n];
    for (double[] row : rows) {
      for (int j = 0; j < n; j++) {
        mean[j] += row[j] / rows.size();
      }
    }
    for (double[] row : rows) {
      for (int j = 0; j < n; j++) {
        deviation[j] += (row[j] - mean[j]) * (row[j] - mean[j]) / rows.size();
      }
    }
    for (int j = 0; j < n; j++) {
      deviation[j] = Math.sqrt(deviation[j]) + 1e-9;
    }
    double[] w = new double[n + 1];
    for (int round = 0; round < ROUNDS; round++) {
      step(rows, outcomes, mean, deviation, w);
    }
    double bias = w[n];
    double[] weights = new double[n];
    for (int j = 0; j < n; j++) {
      weights[j] = deviation[j] < 1e-6 ? 0 : w[j] / deviation[j];
      bias -= weights[j] * mean[j];
    }
    return new LogisticFit(bias, weights);
  }

  private static void step(
      List<double[]> rows, List<Boolean> outcomes, double[] mean, double[] deviation, double[] w) {
    int n = w.length;
    double[][] hessian = new double[n][n];
    double[] gradient = new double[n];
    double[] x = new double[n];
    x[n - 1] = 1;
    for (int i = 0; i < rows.size(); i++) {
      double sum = w[n - 1];
      for (int j = 0; j < n - 1; j++) {
        x[j] = (rows.get(i)[j] - mean[j]) / deviation[j];
        sum += w[j] * x[j];
      }
      double p = 1 / (1 + StrictMath.exp(-Math.clamp(sum, -30, 30)));
      double error = p - (outcomes.get(i) ? 1 : 0);
      double spread = p * (1 - p);
      for (int j = 0; j < n; j++) {
        gradient[j] += error * x[j];
        for (int k = 0; k <= j; k++) {
          hessian[j][k] += spread * x[j] * x[k];
        }
      }
    }
    for (int j = 0; j < n; j++) {
      double ridge = j == n - 1 ? 1e-6 : RIDGE;
      gradient[j] += ridge * w[j];
      hessian[j][j] += ridge;
      for (int k = j + 1; k < n; k++) {
        hessian[j][k] = hessian[k][j];
      }
    }
    double[] move = solve(hessian, gradient);
    for (int j = 0; j < n; j++) {
      w[j] -= move[j];
    }
  }

  /** Gauss's elimination for a positive definite matrix. */
  private static double[] solve(double[][] a, double[] b) {
    int n = b.length;
    for (int i = 0; i < n; i++) {
      for (int k = i + 1; k < n; k++) {
        double factor = a[k][i] / a[i][i];
        for (int j = i; j < n; j++) {
          a[k][j] -= factor * a[i][j];
        }
        b[k] -= factor * b[i];
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int j = i + 1; j < n; j++) {
        b[i] -= a[i][j] * b[j];
      }
      b[i] /= a[i][i];
    }
    return b;
  }

  /** The log odds of a row. */
  double odds(double[] features) {
    double sum = bias;
    for (int j = 0; j < weights.length; j++) {
      sum += weights[j] * features[j];
    }
    return sum;
  }

  double probability(double[] features) {
    return 1 / (1 + StrictMath.exp(-odds(features)));
  }
}
