package dev.lumen.cleaner.model.training;

import dev.lumen.cleaner.model.Casing;
import dev.lumen.cleaner.model.Features;
import dev.lumen.cleaner.model.WordClasses;
import java.util.Arrays;
import java.util.List;

/** Every place of the training turns: its features and what stands there. */
final class Examples {
  /** Stands for a casing that says nothing: at the start of a sentence. */
  static final byte UNKNOWN = -1;

  private final int[][] features;
  private final byte[] marks;
  private final byte[] casings;
  private final int close;
  private int filled;

  private Examples(int size, int close) {
    this.features = new int[size][];
    this.marks = new byte[size];
    this.casings = new byte[size];
    this.close = close;
  }

  /**
   * Reads turns.
   *
   * @param near turns of the kind that the tagger is for
   * @param far turns of another kind, of which only what both kinds share is learnt
   */
  static Examples of(
      List<TrainingTurn> near, List<TrainingTurn> far, WordClasses classes, FeatureIndex index) {
    for (List<TrainingTurn> turns : List.of(near, far)) {
      for (TrainingTurn turn : turns) {
        Features places = new Features(turn.lower(), classes);
        for (int i = 0; i < places.size(); i++) {
          Arrays.stream(places.at(i)).forEach(index::count);
        }
      }
    }
    Examples examples = new Examples(words(near) + words(far), words(near));
    near.forEach(turn -> examples.add(turn, classes, index));
    far.forEach(turn -> examples.add(turn, classes, index));
    return examples;
  }

  private static int words(List<TrainingTurn> turns) {
    return turns.stream().mapToInt(TrainingTurn::size).sum();
  }

  private void add(TrainingTurn turn, WordClasses classes, FeatureIndex index) {
    Features places = new Features(turn.lower(), classes);
    for (int i = 0; i < turn.size(); i++) {
      features[filled] = Arrays.stream(places.at(i)).map(index::id).filter(id -> id >= 0).toArray();
      marks[filled] = (byte) turn.marks().get(i).label();
      casings[filled] = casing(turn, i);
      filled++;
    }
  }

  /** How a word is written, or {@link #UNKNOWN}. */
  static byte casing(TrainingTurn turn, int place) {
    return turn.startsSentence(place)
        ? UNKNOWN
        : (byte) Casing.of(turn.written().get(place)).label();
  }

  int size() {
    return features.length;
  }

  /** Numbers of the features of a place. */
  int[] features(int place) {
    return features[place];
  }

  int mark(int place) {
    return marks[place];
  }

  int casing(int place) {
    return casings[place];
  }

  /** Whether a place is of the kind of text that the tagger is for. */
  boolean isClose(int place) {
    return place < close;
  }
}
