package dev.lumen.cleaner.model.training;

import dev.lumen.cleaner.model.Features;
import dev.lumen.cleaner.model.TaggerModel;
import dev.lumen.cleaner.model.WordClasses;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The command that makes the tagger's model: {@code --out FILE --close FILE... --far FILE...},
 * every text with one turn a line, written as a person would. It takes two minutes and 5 GB.
 */
public final class TrainTagger {
  private static final int CLASSES = 200;
  private static final int CLASS_ROUNDS = 8;
  private static final int LEAST = 3;
  private static final int KEPT = 350_000;
  private static final float LARGEST = 2.5f;
  private static final long SEED = 1;
  private static final Learner.Recipe RECIPE = new Learner.Recipe(2, 0.02f, 0.5f, 0.5f, 0);

  private TrainTagger() {}

  /** Trains and writes. */
  public static void main(String[] arguments) throws IOException {
    Texts texts = Texts.of(arguments);
    write(train(texts.close(), texts.far(), RECIPE), texts.out());
  }

  static TaggerModel train(
      List<TrainingTurn> close, List<TrainingTurn> far, Learner.Recipe recipe) {
    List<TrainingTurn> all = new ArrayList<>(close);
    all.addAll(far);
    WordClasses classes = ClassInduction.of(all, CLASSES, CLASS_ROUNDS);
    long places = all.stream().mapToLong(TrainingTurn::size).sum();
    FeatureIndex index = new FeatureIndex(LEAST, places * Features.COUNT);
    Examples examples = Examples.of(close, far, classes, index);
    Learner learner = new Learner(examples, index.size(), recipe, SEED);
    float[] weights = learner.learn();
    int[] kept = mostTelling(index, id -> learner.saliency(id, weights), KEPT);
    return compress(classes, index, weights, kept);
  }

  static int[] mostTelling(FeatureIndex index, IntToDoubleFunction saliency, int most) {
    return IntStream.range(0, index.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer id) -> -saliency.applyAsDouble(id)))
        .limit(most)
        .sorted(Comparator.comparingInt(index::hash))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The model of the features that are kept, each weight as a byte. */
  static TaggerModel compress(
      WordClasses classes, FeatureIndex index, float[] weights, int[] kept) {
    int labels = TaggerModel.LABELS;
    float scale = LARGEST / Byte.MAX_VALUE;
    byte[] columns = new byte[labels * kept.length];
    for (int row = 0; row < kept.length; row++) {
      for (int label = 0; label < labels; label++) {
        int steps = Math.round(weights[kept[row] * labels + label] / scale);
        columns[label * kept.length + row] =
            (byte) Math.clamp(steps, -Byte.MAX_VALUE, Byte.MAX_VALUE);
      }
    }
    return new TaggerModel(classes, Arrays.stream(kept).map(index::hash).toArray(), columns, scale);
  }

  private static void write(TaggerModel model, Path out) throws IOException {
    try (DataOutputStream data =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(out)))) {
      model.write(data);
    }
  }
}
