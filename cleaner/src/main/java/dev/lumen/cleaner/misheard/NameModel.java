package dev.lumen.cleaner.misheard;

import dev.lumen.cleaner.lexicon.Resources;
import java.util.List;

/**
 * How likely it is that a name was said: logistic regression over {@link Feature}. Its weights are
 * few enough to read; see docs/models.md for how they were fitted.
 */
public final class NameModel {
  private static final String RESOURCE = "/dev/lumen/cleaner/misheard/name-weights.txt";

  private final double bias;
  private final double[] weights = new double[Feature.values().length];

  private static final class Shared {
    static final NameModel MODEL = new NameModel(Resources.lines(RESOURCE));
  }

  /** A model from lines of a feature's name and its weight; the first is {@code BIAS}. */
  public NameModel(List<String> lines) {
    bias = Double.parseDouble(lines.getFirst().substring("BIAS ".length()));
    for (String line : lines.subList(1, lines.size())) {
      int space = line.indexOf(' ');
      Feature feature = Feature.valueOf(line.substring(0, space));
      weights[feature.place()] = Double.parseDouble(line.substring(space + 1));
    }
  }

  /** The model that ships. */
  public static NameModel shared() {
    return Shared.MODEL;
  }

  /** The probability, 0 to 1, by the features of a candidate. */
  public double probability(double[] features) {
    double sum = bias;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * features[i];
    }
    return 1 / (1 + Math.exp(-sum));
  }
}
