package dev.lumen.cleaner.model.training;

import dev.lumen.cleaner.model.NetworkFile;
import dev.lumen.cleaner.model.ReadingNetwork;
import dev.lumen.cleaner.model.WordPieces;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The command that makes the network's file: {@code --out FILE --close FILE... --far FILE...}, with
 * the texts of {@link TrainTagger}. It reads all texts four times, then the close ones twice.
 */
public final class TrainNetwork {
  private static final int LEAST_WORDS = 3;
  private static final int LEAST_PARTS = 20;
  private static final long SEED = 1;
  private static final float RATE = 0.002f;
  private static final NetworkLearner.Sizes SIZES =
      new NetworkLearner.Sizes(64, 72, 64, 0.2f, 0.06f, 48);
  private static final int ROUNDS = 4;
  private static final int CLOSE_ROUNDS = 2;

  private TrainNetwork() {}

  /** Trains and writes. */
  public static void main(String[] arguments) throws IOException {
    Texts texts = Texts.of(arguments);
    ReadingNetwork network = train(texts.close(), texts.far());
    try (DataOutputStream data =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(texts.out())))) {
      NetworkFile.write(network, data);
    }
  }

  static ReadingNetwork train(List<TrainingTurn> close, List<TrainingTurn> far) {
    List<TrainingTurn> all = new ArrayList<>(close);
    all.addAll(far);
    NetworkLearner learner = new NetworkLearner(pieces(all, LEAST_WORDS, LEAST_PARTS), SIZES, SEED);
    float rate = RATE;
    for (int round = 0; round < ROUNDS + CLOSE_ROUNDS; round++) {
      double loss = learner.round(round < ROUNDS ? all : close, rate);
      System.out.printf("round %d: loss %.4f%n", round + 1, loss);
      rate = round == 0 ? rate : rate / 2;
    }
    return learner.network();
  }

  /** Words that were seen so often, and beginnings and endings that were. */
  static WordPieces pieces(List<TrainingTurn> turns, int leastWords, int leastParts) {
    Map<Integer, Integer> words = new HashMap<>();
    Map<Integer, Integer> parts = new HashMap<>();
    for (TrainingTurn turn : turns) {
      for (String word : turn.lower()) {
        words.merge(WordPieces.key(word, 0), 1, Integer::sum);
        for (int kind = 1; kind < WordPieces.COUNT; kind++) {
          parts.merge(WordPieces.key(word, kind), 1, Integer::sum);
        }
      }
    }
    words.values().removeIf(count -> count < leastWords);
    parts.values().removeIf(count -> count < leastParts);
    words.putAll(parts);
    return new WordPieces(words.keySet().stream().mapToInt(Integer::intValue).sorted().toArray());
  }
}
