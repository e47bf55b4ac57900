package dev.lumen.cleaner.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WeightsTest {
  private static final int FEATURES = 200;
  private static final int MOST_AT_ONCE = 128;

  @Test
  @DisplayName("The lanes give the sums, for any number of labels and the largest weights")
  void sums() {
    Random random = new Random(3);
    for (int labels = 1; labels <= 8; labels++) {
      byte[] columns = new byte[labels * FEATURES];
      for (int i = 0; i < columns.length; i++) {
        int kind = random.nextInt(4);
        columns[i] = (byte) (kind == 0 ? -128 : kind == 1 ? 127 : random.nextInt());
      }
      Weights weights = new Weights(FEATURES, labels, 0.5f);
      for (int row = 0; row < FEATURES; row++) {
        weights.put(hash(row), columns, row, FEATURES);
      }
      for (int size : new int[] {0, 1, 70, MOST_AT_ONCE}) {
        assertThat(scores(weights, labels, size)).containsExactly(sums(columns, labels, size));
      }
    }
  }

  @Test
  @DisplayName("More labels than there are lanes are refused")
  void tooMany() {
    assertThatThrownBy(() -> new Weights(FEATURES, 9, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static int hash(int row) {
    return (row + 1) * 0x9E3779B1;
  }

  /** Every third feature is one that training never saw. */
  private static float[] scores(Weights weights, int labels, int size) {
    int[] features = new int[MOST_AT_ONCE];
    for (int i = 0; i < features.length; i++) {
      features[i] = i % 3 == 2 ? hash(FEATURES + i) : hash(i);
    }
    float[] scores = new float[labels];
    weights.score(features, size, new int[MOST_AT_ONCE], new int[MOST_AT_ONCE], scores);
    return scores;
  }

  private static float[] sums(byte[] columns, int labels, int size) {
    float[] sums = new float[labels];
    for (int label = 0; label < labels; label++) {
      for (int i = 0; i < size; i++) {
        sums[label] += i % 3 == 2 ? 0 : 0.5f * columns[label * FEATURES + i];
      }
    }
    return sums;
  }
}
