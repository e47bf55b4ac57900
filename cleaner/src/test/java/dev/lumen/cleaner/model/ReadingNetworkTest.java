package dev.lumen.cleaner.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReadingNetworkTest {
  private static final int INPUTS = 5;
  private static final int UNITS = 11;
  private static final int COLUMNS = GatedUnit.COLUMNS * UNITS;
  private static final int LAYER = 7;
  private static final List<String> WORDS =
      List.of("do", "you", "sell", "doors", "in", "kent", "do", "you");

  /** "doors" and "kent" are not known, but their endings are. */
  private static final int[] KEYS =
      IntStream.of(
              WordPieces.key("do", 0),
              WordPieces.key("you", 0),
              WordPieces.key("sell", 0),
              WordPieces.key("doors", 1),
              WordPieces.key("kent", 1))
          .sorted()
          .toArray();

  private final Random random = new Random(5);
  private final WordPieces pieces = new WordPieces(KEYS);
  private final ReadingNetwork network =
      new ReadingNetwork(
          pieces,
          numbers(pieces.size() * INPUTS),
          unit(),
          unit(),
          numbers(2 * UNITS * LAYER),
          numbers(LAYER),
          numbers(LAYER * TaggerModel.LABELS),
          numbers(TaggerModel.LABELS));

  private float[] numbers(int size) {
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = (float) random.nextGaussian() * 0.7f;
    }
    return numbers;
  }

  private GatedUnit unit() {
    return new GatedUnit(
        INPUTS, UNITS, numbers(INPUTS * COLUMNS), numbers(COLUMNS), numbers(UNITS * COLUMNS));
  }

  /** As learning reads it: both directions first, then the hidden layer word by word. */
  private float[] asLearnt(List<String> words) {
    GatedUnit.Trace there = trace(network.forwards(), words, false);
    GatedUnit.Trace back = trace(network.backwards(), words, true);
    float[] scores = new float[words.size() * TaggerModel.LABELS];
    for (int i = 0; i < words.size(); i++) {
      float[] kept = new float[2 * UNITS];
      System.arraycopy(there.hidden(), i * UNITS, kept, 0, UNITS);
      System.arraycopy(back.hidden(), i * UNITS, kept, UNITS, UNITS);
      float[] judged = network.judge(network.layer(kept));
      System.arraycopy(judged, 0, scores, i * judged.length, judged.length);
    }
    return scores;
  }

  private GatedUnit.Trace trace(GatedUnit unit, List<String> words, boolean backwards) {
    float[][] seen = new float[words.size()][];
    for (int i = 0; i < seen.length; i++) {
      float[] vector = new float[INPUTS];
      network.add(pieces.rows(words.get(i)), vector, 0);
      seen[i] = unit.see(vector, 0);
    }
    GatedUnit.Trace trace = new GatedUnit.Trace(words.size(), UNITS);
    unit.read(seen, backwards, trace);
    return trace;
  }

  @Test
  @DisplayName("What is read for use is what was read while learning, but for the last bits")
  void same() {
    for (int round = 0; round < 2; round++) { // the second time by what is held of each word
      for (int size = 0; size <= WORDS.size(); size++) {
        List<String> words = WORDS.subList(0, size);
        assertThat(network.score(words)).containsExactly(asLearnt(words), within(1e-4f));
      }
    }
  }
}
