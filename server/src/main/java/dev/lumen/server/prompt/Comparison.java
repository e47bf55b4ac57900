package dev.lumen.server.prompt;

import org.jspecify.annotations.Nullable;

/**
 * A test with what it has shown so far.
 *
 * @param test the test
 * @param a what became of the turns that A was asked about
 * @param b likewise of B
 * @param better A or B once the shares of edits that were kept differ by more than chance explains;
 *     null until then
 * @param verdict the same in a sentence
 */
record Comparison(
    AbTest test, UsageFacts a, UsageFacts b, @Nullable String better, String verdict) {
  /** Bounds that hold 95 times in 100. */
  private static final double Z = 1.96;

  static Comparison of(AbTest test, UsageFacts a, UsageFacts b) {
    @Nullable String better = better(a, b);
    return new Comparison(test, a, b, better, verdict(a, b, better));
  }

  private static @Nullable String better(UsageFacts a, UsageFacts b) {
    double[] ofA = bounds(a);
    double[] ofB = bounds(b);
    if (ofA[0] > ofB[1]) {
      return "A";
    }
    return ofB[0] > ofA[1] ? "B" : null;
  }

  /** Between which shares of kept edits the true one lies (Wilson 1927). */
  private static double[] bounds(UsageFacts facts) {
    double n = facts.keptEdits() + facts.refusedEdits();
    if (n == 0) {
      return new double[] {0, 1};
    }
    double share = facts.keptEdits() / n;
    double middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n);
    double half = Z / (1 + Z * Z / n) * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
    return new double[] {middle - half, middle + half};
  }

  private static String verdict(UsageFacts a, UsageFacts b, @Nullable String better) {
    String counts =
        "A: %d of %d edits kept; B: %d of %d."
            .formatted(
                a.keptEdits(),
                a.keptEdits() + a.refusedEdits(),
                b.keptEdits(),
                b.keptEdits() + b.refusedEdits());
    return better == null
        ? counts + " That is too little, or too much alike, to tell them apart."
        : counts + " The bounds of both shares (95 %) do not touch: " + better + " is better.";
  }
}
