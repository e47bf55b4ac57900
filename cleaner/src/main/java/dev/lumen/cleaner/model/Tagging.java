package dev.lumen.cleaner.model;

/** How likely each mark and each casing is at every word of a turn; each kind sums to 1. */
public final class Tagging {
  private final float[] probabilities;

  Tagging(float[] probabilities) {
    this.probabilities = probabilities;
  }

  /** How likely a mark stands behind a word. */
  public float mark(int word, Mark mark) {
    return probabilities[word * TaggerModel.LABELS + mark.label()];
  }

  /** How likely a word is written so, were it to stand inside a sentence. */
  public float casing(int word, Casing casing) {
    return probabilities[word * TaggerModel.LABELS + Mark.count() + casing.label()];
  }

  /** How many words were judged. */
  public int size() {
    return probabilities.length / TaggerModel.LABELS;
  }
}
