package dev.lumen.cleaner.model;

import java.util.List;

/** A log-linear model: the weights of a place's features, summed. */
public final class FeatureScorer implements Scorer {
  private final WordClasses classes;
  private final Weights weights;

  /** A scorer with the weights of a model. */
  public FeatureScorer(TaggerModel model) {
    this.classes = model.classes();
    this.weights = model.weights();
  }

  @Override
  public float[] score(List<String> lower) {
    Features features = new Features(lower, classes);
    float[] all = new float[features.size() * TaggerModel.LABELS];
    int[] found = new int[Features.COUNT];
    int[] keys = new int[Features.COUNT];
    float[] scores = new float[TaggerModel.LABELS];
    for (int i = 0; i < features.size(); i++) {
      weights.score(features.at(i), Features.COUNT, found, keys, scores);
      System.arraycopy(scores, 0, all, i * scores.length, scores.length);
    }
    return all;
  }
}
