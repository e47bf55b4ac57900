package dev.lumen.cleaner.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lumen.cleaner.model.Mark;
import dev.lumen.cleaner.model.NetworkFile;
import dev.lumen.cleaner.model.ReadingNetwork;
import dev.lumen.cleaner.model.Tagger;
import dev.lumen.cleaner.model.Tagging;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The reading network is made, stored and read")
class TrainNetworkTest {
  private static final NetworkLearner.Sizes SMALL =
      new NetworkLearner.Sizes(8, 8, 8, 0.1f, 0.02f, 4);
  private static final NetworkLearner.Sizes EXACT = new NetworkLearner.Sizes(5, 6, 7, 0, 0, 1);

  private static final List<TrainingTurn> TURNS =
      List.of(
              "Good morning, everybody. My name is Joan, and I lead the sales team.",
              "Do you sell doors? Yes, we do. We sell doors, windows and roofs in Kent.",
              "Good morning, Joan. How are you today? I am fine, thank you.")
          .stream()
          .flatMap(line -> TrainingTurn.read(line).stream())
          .toList();

  private static NetworkLearner learner(NetworkLearner.Sizes sizes) {
    return new NetworkLearner(TrainNetwork.pieces(TURNS, 1, 1), sizes, 7);
  }

  private static ReadingNetwork trained() {
    NetworkLearner learner = learner(SMALL);
    for (int round = 0; round < 150; round++) {
      learner.round(TURNS, 0.01f);
    }
    return learner.network();
  }

  private static byte[] bytes(ReadingNetwork network) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NetworkFile.write(network, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static ReadingNetwork read(byte[] file) throws IOException {
    return NetworkFile.read(new DataInputStream(new ByteArrayInputStream(file)));
  }

  @Test
  @DisplayName("The same turns give the same bytes, and they have learnt them")
  void reproducible() throws IOException {
    byte[] file = bytes(trained());
    assertThat(bytes(trained())).isEqualTo(file);
    Tagging tagging =
        new Tagger(read(file)).tag(List.of("do", "you", "sell", "doors", "yes", "we", "do"));
    assertThat(tagging.mark(3, Mark.QUESTION)).isGreaterThan(0.5f);
    assertThat(tagging.mark(4, Mark.COMMA)).isGreaterThan(0.5f);
    assertThat(tagging.mark(1, Mark.NONE)).isGreaterThan(0.5f);
  }

  @Test
  @DisplayName("A file of something else, or half of one, is refused with a word on what to do")
  void somethingElse() throws IOException {
    byte[] file = bytes(learner(SMALL).network());
    assertThatThrownBy(() -> read(new byte[64]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("train it again");
    assertThatThrownBy(() -> read(Arrays.copyOf(file, file.length - 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too early");
  }

  @Test
  @DisplayName("What is learnt from is the slope of the loss, in every kind of weight")
  void slopes() {
    NetworkLearner learner = learner(EXACT);
    TrainingTurn turn = TURNS.get(1);
    learner.learn(turn);
    List<float[]> slopes =
        learner.parameters().stream().map(parameter -> parameter.gradient.clone()).toList();
    for (int kind = 0; kind < slopes.size(); kind++) {
      float[] values = learner.parameters().get(kind).values;
      for (int at = 0; at < values.length; at += Math.max(1, values.length / 5)) {
        float before = values[at];
        float little = 5e-4f; // a rectified unit has a bend, best not stepped over
        values[at] = before + little;
        double more = learner.learn(turn);
        values[at] = before - little;
        double less = learner.learn(turn);
        values[at] = before;
        assertThat((double) slopes.get(kind)[at])
            .as("kind %d, weight %d", kind, at)
            .isCloseTo((more - less) / (2 * little), within(0.05));
      }
    }
  }
}
