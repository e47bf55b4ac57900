package dev.lumen.cleaner.model.training;

import dev.lumen.cleaner.model.Utterance;

/** A turn to learn from: its words, and of each whether a writer would leave it out. */
public final class LabelledUtterance {
  /** The word stays. */
  public static final byte KEPT = 0;

  /** The word is left out. */
  public static final byte LEFT_OUT = 1;

  /** Nothing is known. */
  public static final byte UNKNOWN = -1;

  private final Utterance said;
  private final byte[] labels;

  /** A turn with a label for each of its words. */
  public LabelledUtterance(Utterance said, byte[] labels) {
    this.said = said;
    this.labels = labels.clone();
  }

  Utterance said() {
    return said;
  }

  byte label(int word) {
    return labels[word];
  }
}
