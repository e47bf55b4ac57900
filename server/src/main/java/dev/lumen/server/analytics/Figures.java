package dev.lumen.server.analytics;

/** Numbers as they are shown. */
final class Figures {
  private Figures() {}

  static double rounded(double value, int digits) {
    double scale = Math.pow(10, digits);
    return Math.round(value * scale) / scale;
  }

  /** A percentile of sorted values, between two of them in proportion; 0 of none. */
  static double percentile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return 0;
    }
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** A share with four decimals; {@code none} where there is nothing to judge. */
  static double share(double part, double whole, double none) {
    return whole == 0 ? none : rounded(Math.clamp(part / whole, 0, 1), 4);
  }
}
