package dev.lumen.cleaner.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lumen.cleaner.model.Casing;
import dev.lumen.cleaner.model.FeatureScorer;
import dev.lumen.cleaner.model.Mark;
import dev.lumen.cleaner.model.Tagger;
import dev.lumen.cleaner.model.TaggerModel;
import dev.lumen.cleaner.model.Tagging;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The tagger's model is made, stored and read")
class TrainTaggerTest {
  private static final String TEXT =
      """
      Good morning, everybody. My name is Joan, and I lead the sales team of Harbour Foods.
      Do you sell doors? Yes, we do. We sell doors, windows and roofs in three towns of Kent.
      Good morning, Joan. How are you today? I am fine, thank you. We had a good year in Kent.
      """;

  @TempDir private Path folder;

  private byte[] train(String name) throws IOException {
    Path text = Files.writeString(folder.resolve("calls.txt"), TEXT.repeat(40));
    Path out = folder.resolve(name);
    TrainTagger.main(new String[] {"--out", out.toString(), "--close", text.toString()});
    return Files.readAllBytes(out);
  }

  private static Tagger read(byte[] model) throws IOException {
    return new Tagger(
        new FeatureScorer(TaggerModel.read(new DataInputStream(new ByteArrayInputStream(model)))));
  }

  @Test
  @DisplayName("The same text gives the same bytes, and they have learnt it")
  void reproducible() throws IOException {
    byte[] model = train("one.bin");
    assertThat(train("two.bin")).isEqualTo(model);
    Tagging tagging = read(model).tag(List.of("do", "you", "sell", "doors", "yes", "we", "do"));
    assertThat(tagging.mark(3, Mark.QUESTION)).isGreaterThan(0.5f);
    assertThat(tagging.mark(4, Mark.COMMA)).isGreaterThan(0.5f);
    assertThat(tagging.mark(1, Mark.NONE)).isGreaterThan(0.5f);
  }

  @Test
  @DisplayName("A file of something else is refused with a word on what to do")
  void somethingElse() throws IOException {
    byte[] model = train("whole.bin");
    assertThatThrownBy(() -> read(new byte[64]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("train it again");
    assertThatThrownBy(() -> read(java.util.Arrays.copyOf(model, model.length - 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too early");
  }

  @Test
  @DisplayName("Of the model that ships, each kind of likelihood sums to one for any words")
  void likelihoods() {
    List<String> words = List.of("i'm", "marlowe", "ﬁ", "75", "", "😀", "a-b-", "$3.5", "kent");
    Tagging tagging = Tagger.shared().tag(words);
    assertThat(tagging.size()).isEqualTo(words.size());
    for (int word = 0; word < words.size(); word++) {
      float marks = 0;
      for (Mark mark : Mark.values()) {
        marks += tagging.mark(word, mark);
      }
      float casings = 0;
      for (Casing casing : Casing.values()) {
        casings += tagging.casing(word, casing);
      }
      assertThat(marks).isCloseTo(1, within(1e-4f));
      assertThat(casings).isCloseTo(1, within(1e-4f));
    }
    assertThat(Tagger.shared().tag(List.of()).size()).isZero();
  }
}
