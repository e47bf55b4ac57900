package dev.lumen.cleaner.model;

import java.util.List;

/** Judges every place of a turn. Immutable and safe for any number of threads. */
public interface Scorer {
  /**
   * Scores marks and casings at every word.
   *
   * @param lower the spoken words in lower case, without punctuation
   * @return {@link TaggerModel#LABELS} numbers for each word: logarithms of likelihoods, but for a
   *     constant in each kind of label
   */
  float[] score(List<String> lower);
}
