package dev.lumen.cleaner.model.training;

import dev.lumen.cleaner.model.DisfluencyTagger;
import dev.lumen.cleaner.model.Signs;
import dev.lumen.cleaner.model.Utterance;
import dev.lumen.cleaner.model.WordClasses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Learns a {@link DisfluencyTagger} from turns of which it is known what may go: logistic
 * regression by AdaGrad (Duchi et al. 2011) with dropout of signs. One thread, a fixed seed and
 * StrictMath: the same turns give the same tagger everywhere.
 */
public final class DisfluencyLearner {
  private static final int LEAST = 3;
  private static final int ROUNDS = 3;
  private static final int PARTS = 4;
  private static final float RATE = 0.03f;
  private static final int DROPPED_OF_256 = 102;
  private static final float DAMPING = 1e-2f;
  private static final float LARGEST = 1.5f;
  private static final int KEPT = 170_000;
  private static final long SEED = 1;

  private final WordClasses classes;
  private final FeatureIndex index;
  private final List<Turn> turns = new ArrayList<>();

  /** A turn with the numbers of the signs of each of its words. */
  private static final class Turn {
    final LabelledUtterance labelled;
    final int[][] signs;

    Turn(LabelledUtterance labelled, int[][] signs) {
      this.labelled = labelled;
      this.signs = signs;
    }
  }

  /** Reads all turns that may be learnt from; signs that are rare among them are not learnt. */
  public DisfluencyLearner(List<LabelledUtterance> all, WordClasses classes) {
    this.classes = classes;
    long words = all.stream().mapToLong(turn -> turn.said().size()).sum();
    index = new FeatureIndex(LEAST, words * 100);
    for (LabelledUtterance turn : all) {
      for (int[] signs : signs(turn.said())) {
        Arrays.stream(signs).forEach(index::count);
      }
    }
    for (LabelledUtterance turn : all) {
      int[][] signs = signs(turn.said());
      for (int i = 0; i < signs.length; i++) {
        signs[i] = Arrays.stream(signs[i]).map(index::id).filter(id -> id >= 0).toArray();
      }
      turns.add(new Turn(turn, signs));
    }
  }

  private int[][] signs(Utterance said) {
    Signs signs = new Signs(said, classes);
    int[][] all = new int[said.size()][];
    for (int i = 0; i < all.length; i++) {
      int[] here = signs.at(i);
      all[i] = Arrays.copyOf(here, signs.count());
    }
    return all;
  }

  /** A tagger that has learnt from all of them. */
  public DisfluencyTagger learn() {
    List<int[]> places = new ArrayList<>();
    for (int turn = 0; turn < turns.size(); turn++) {
      LabelledUtterance labelled = turns.get(turn).labelled;
      for (int i = 0; i < labelled.said().size(); i++) {
        if (labelled.label(i) != LabelledUtterance.UNKNOWN) {
          places.add(new int[] {turn, i});
        }
      }
    }
    return compress(weights(places.toArray(int[][]::new)));
  }

  private float[] weights(int[][] places) {
    Random random = new Random(SEED);
    float[] weights = new float[index.size()];
    float[] squares = new float[index.size()];
    float[] average = new float[index.size()];
    int part = places.length / PARTS + 1;
    for (int round = 1; round <= ROUNDS; round++) {
      shuffle(places, random);
      for (int i = 0; i < places.length; i++) {
        step(places[i], weights, squares, random.nextInt());
        boolean partEnds = i % part == part - 1 || i == places.length - 1;
        for (int k = 0; partEnds && round == ROUNDS && k < average.length; k++) {
          average[k] += weights[k] / PARTS;
        }
      }
    }
    return average;
  }

  private static void shuffle(int[][] places, Random random) {
    for (int i = places.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int[] place = places[i];
      places[i] = places[other];
      places[other] = place;
    }
  }

  private void step(int[] place, float[] weights, float[] squares, int seed) {
    Turn turn = turns.get(place[0]);
    int[] signs = turn.signs[place[1]];
    float scale = 256f / (256 - DROPPED_OF_256);
    int bits = seed;
    double score = 0;
    for (int sign : signs) {
      bits = bits * 1664525 + 1013904223;
      score += bits >>> 24 >= DROPPED_OF_256 ? weights[sign] : 0;
    }
    double likely = 1 / (1 + StrictMath.exp(-score * scale));
    float wrong = (float) (likely - turn.labelled.label(place[1]));
    bits = seed;
    for (int sign : signs) {
      bits = bits * 1664525 + 1013904223;
      if (bits >>> 24 >= DROPPED_OF_256) {
        squares[sign] += wrong * wrong;
        weights[sign] -= RATE * wrong / (float) Math.sqrt(squares[sign] + DAMPING);
      }
    }
  }

  /** The signs that weigh most, each weight as a byte. */
  private DisfluencyTagger compress(float[] weights) {
    int[] kept =
        IntStream.range(0, weights.length)
            .filter(sign -> Math.abs(weights[sign]) > LARGEST / Byte.MAX_VALUE / 2)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer sign) -> -Math.abs(weights[sign])))
            .limit(KEPT)
            .sorted(Comparator.comparingInt(index::hash))
            .mapToInt(Integer::intValue)
            .toArray();
    float scale = LARGEST / Byte.MAX_VALUE;
    byte[] steps = new byte[kept.length];
    for (int i = 0; i < kept.length; i++) {
      int step = Math.round(weights[kept[i]] / scale);
      steps[i] = (byte) Math.clamp(step, -Byte.MAX_VALUE, Byte.MAX_VALUE);
    }
    int[] hashes = Arrays.stream(kept).map(index::hash).toArray();
    return new DisfluencyTagger(classes, hashes, steps, scale);
  }
}
