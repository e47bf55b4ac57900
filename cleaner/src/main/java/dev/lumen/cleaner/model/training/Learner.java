package dev.lumen.cleaner.model.training;

import dev.lumen.cleaner.model.Mark;
import dev.lumen.cleaner.model.TaggerModel;
import java.util.Arrays;
import java.util.Random;

/**
 * Multinomial logistic regression by AdaGrad (Duchi et al. 2011) with dropout of features. Every
 * weight is a shared part, learnt from all texts, plus a part of its own for the close texts (Daumé
 * III 2007, "Frustratingly Easy Domain Adaptation"); the sum is what is kept.
 *
 * <p>One thread, a fixed seed and StrictMath: the same examples give the same weights everywhere.
 */
final class Learner {
  private static final int LABELS = TaggerModel.LABELS;
  private static final int MARKS = Mark.count();
  private static final int PARTS = 4;
  private static final float DAMPING = 1e-2f;

  private final Examples examples;
  private final Recipe recipe;
  private final Random random;
  private final float[] shared;
  private final float[] own;
  private final float[] sharedSquares;
  private final float[] ownSquares;
  private final float[] scores = new float[LABELS];
  private int[] kept = new int[128];

  /**
   * How to learn.
   *
   * @param rounds how often every place is seen
   * @param rate the first step
   * @param dropped the share of features that is left out at each step
   * @param farWeight what a place of the far texts counts
   * @param decay how strongly weights are pulled to 0
   */
  record Recipe(int rounds, float rate, float dropped, float farWeight, float decay) {}

  Learner(Examples examples, int features, Recipe recipe, long seed) {
    this.examples = examples;
    this.recipe = recipe;
    this.random = new Random(seed);
    this.shared = new float[features * LABELS];
    this.own = new float[features * LABELS];
    this.sharedSquares = new float[features * LABELS];
    this.ownSquares = new float[features * LABELS];
  }

  /**
   * Learns and gives the weights, {@link TaggerModel#LABELS} for each feature: the mean of what
   * they were along the last round.
   */
  float[] learn() {
    int[] order = new int[examples.size()];
    Arrays.setAll(order, i -> i);
    float[] average = new float[shared.length];
    int part = order.length / PARTS + 1;
    for (int round = 1; round <= recipe.rounds(); round++) {
      shuffle(order);
      for (int i = 0; i < order.length; i++) {
        step(order[i]);
        boolean partEnds = i % part == part - 1 || i == order.length - 1;
        if (partEnds && round == recipe.rounds()) {
          addTo(average);
        }
      }
    }
    return average;
  }

  private void addTo(float[] average) {
    for (int i = 0; i < average.length; i++) {
      average[i] += (shared[i] + own[i]) / PARTS;
    }
  }

  /**
   * How much the loss would grow without a feature, by the diagonal of the curvature that AdaGrad
   * has gathered (after LeCun et al. 1990, "Optimal Brain Damage").
   */
  double saliency(int feature, float[] weights) {
    double saliency = 0;
    for (int i = feature * LABELS; i < (feature + 1) * LABELS; i++) {
      saliency += (double) weights[i] * weights[i] * (sharedSquares[i] + ownSquares[i]);
    }
    return saliency;
  }

  private void shuffle(int[] order) {
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int place = order[i];
      order[i] = order[other];
      order[other] = place;
    }
  }

  private void step(int place) {
    int count = dropSome(examples.features(place));
    boolean close = examples.isClose(place);
    score(count, close);
    float weight = close ? 1 : recipe.farWeight();
    blame(0, MARKS, examples.mark(place), weight);
    blame(MARKS, LABELS, examples.casing(place), weight);
    for (int i = 0; i < count; i++) {
      int from = kept[i] * LABELS;
      descend(shared, sharedSquares, from);
      if (close) {
        descend(own, ownSquares, from);
      }
    }
  }

  private int dropSome(int[] features) {
    int count = 0;
    int threshold = (int) (recipe.dropped() * 256);
    int bits = random.nextInt();
    for (int feature : features) {
      bits = bits * 1664525 + 1013904223;
      if (bits >>> 24 >= threshold) {
        kept[count++] = feature;
      }
    }
    return count;
  }

  private void score(int count, boolean close) {
    Arrays.fill(scores, 0);
    float scale = 1 / (1 - recipe.dropped());
    for (int i = 0; i < count; i++) {
      int from = kept[i] * LABELS;
      for (int label = 0; label < LABELS; label++) {
        scores[label] += shared[from + label] + (close ? own[from + label] : 0);
      }
    }
    for (int label = 0; label < LABELS; label++) {
      scores[label] *= scale;
    }
  }

  /** Turns the scores of one kind of label into the gradient of its loss. */
  private void blame(int from, int to, int right, float weight) {
    float most = scores[from];
    for (int label = from; label < to; label++) {
      most = Math.max(most, scores[label]);
    }
    float sum = 0;
    for (int label = from; label < to; label++) {
      scores[label] = (float) StrictMath.exp(scores[label] - most);
      sum += scores[label];
    }
    for (int label = from; label < to; label++) {
      float share = scores[label] / sum;
      boolean isRight = label - from == right;
      scores[label] = right == Examples.UNKNOWN ? 0 : weight * (share - (isRight ? 1 : 0));
    }
  }

  private void descend(float[] weights, float[] squares, int from) {
    for (int i = 0; i < LABELS; i++) {
      float gradient = scores[i] + recipe.decay() * weights[from + i];
      squares[from + i] += gradient * gradient;
      weights[from + i] -=
          recipe.rate() * gradient / (float) Math.sqrt(squares[from + i] + DAMPING);
    }
  }
}
