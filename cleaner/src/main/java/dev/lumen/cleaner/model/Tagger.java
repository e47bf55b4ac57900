package dev.lumen.cleaner.model;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Reads the words of a turn and says where marks and capitals belong: the mean opinion of its
 * scorers (the geometric mean of their likelihoods). Immutable and safe for any number of threads.
 */
public final class Tagger {
  private static final String FEATURES = "tagger.bin";
  private static final String NETWORK = "network.bin";

  private final List<Scorer> scorers;

  /** A tagger that asks these, each as much as the other. */
  public Tagger(Scorer... scorers) {
    this.scorers = List.of(scorers);
  }

  /** The tagger that ships, read when it is first asked for. */
  public static Tagger shared() {
    return Shared.TAGGER;
  }

  /** The classes of words that the shared tagger knows. */
  static WordClasses sharedClasses() {
    return Shared.CLASSES;
  }

  private static final class Shared {
    static final Tagger TAGGER;
    static final WordClasses CLASSES;

    static {
      TaggerModel features = read(FEATURES, TaggerModel::read);
      TAGGER = new Tagger(new FeatureScorer(features), read(NETWORK, NetworkFile::read));
      CLASSES = features.classes();
    }
  }

  /** Reads a model. */
  interface Reading<T> {
    T of(DataInputStream in) throws IOException;
  }

  /** Reads a model that ships. */
  static <T> T read(String resource, Reading<T> reading) {
    try (InputStream in = Tagger.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "the cleaner's model " + resource + " is missing from its jar; rebuild the jar");
      }
      return reading.of(new DataInputStream(new BufferedInputStream(in, 1 << 16)));
    } catch (IOException e) {
      throw new UncheckedIOException("the cleaner's model " + resource + " cannot be read", e);
    }
  }

  /**
   * Judges every place of a turn.
   *
   * @param lower the spoken words in lower case, without punctuation
   */
  public Tagging tag(List<String> lower) {
    float[] likelihoods = new float[lower.size() * TaggerModel.LABELS];
    for (Scorer scorer : scorers) {
      add(scorer.score(lower), 1f / scorers.size(), likelihoods);
    }
    for (int i = 0; i < likelihoods.length; i += TaggerModel.LABELS) {
      normalise(likelihoods, i, i + Mark.count());
      normalise(likelihoods, i + Mark.count(), i + TaggerModel.LABELS);
    }
    return new Tagging(likelihoods);
  }

  private static void add(float[] scores, float share, float[] sums) {
    for (int i = 0; i < scores.length; i++) {
      sums[i] += share * scores[i];
    }
  }

  /** From scores to likelihoods that sum to 1. */
  private static void normalise(float[] scores, int from, int to) {
    float most = scores[from];
    for (int i = from + 1; i < to; i++) {
      most = Math.max(most, scores[i]);
    }
    float sum = 0;
    for (int i = from; i < to; i++) {
      scores[i] = (float) Math.exp(scores[i] - most);
      sum += scores[i];
    }
    for (int i = from; i < to; i++) {
      scores[i] /= sum;
    }
  }
}
