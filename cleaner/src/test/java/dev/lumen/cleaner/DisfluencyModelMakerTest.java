package dev.lumen.cleaner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lumen.cleaner.model.DisfluencyTagger;
import dev.lumen.cleaner.model.Utterance;
import dev.lumen.cleaner.model.Utterance.Pause;
import dev.lumen.cleaner.model.Utterance.Register;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The tagger of disfluencies is made, stored and read")
class DisfluencyModelMakerTest {
  private static final String[] WRITTEN = {
    "We went to the harbour on Sunday, and the boats were out.",
    "They sell doors and windows in Kent.",
    "Joan leads the team in the north. She has done so for years.",
    "The roof is green and the door is red.",
    "The house by the harbour looks like a boat.",
  };

  @TempDir private Path folder;

  private Path text() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 800; i++) {
      lines.add(WRITTEN[i % WRITTEN.length]);
    }
    return Files.write(folder.resolve("text.txt"), lines);
  }

  private byte[] make(String name) throws IOException {
    Path out = folder.resolve(name);
    DisfluencyModelMaker.main(new String[] {out.toString(), text().toString()});
    return Files.readAllBytes(out);
  }

  private static DisfluencyTagger read(byte[] model) throws IOException {
    return DisfluencyTagger.read(
        new DataInputStream(new ByteArrayInputStream(model)), DisfluencyTagger.classes());
  }

  private static float[] judge(DisfluencyTagger tagger, String words) {
    Utterance said = new Utterance(Register.of(0, 0, 0, true));
    for (String word : words.split(" ", -1)) {
      said.add(word, Pause.NONE);
    }
    return tagger.likelihoods(said);
  }

  @Test
  @DisplayName("The same text gives the same bytes, and they have learnt what was planted")
  void reproducible() throws IOException {
    byte[] model = make("one.bin");
    assertThat(make("two.bin")).isEqualTo(model);
    float[] likely = judge(read(model), "joan like leads the team in the north");
    assertThat(likely[1]).isGreaterThan(0.5f);
    assertThat(likely[0]).isLessThan(0.5f);
    assertThat(likely[4]).isLessThan(0.5f);
  }

  @Test
  @DisplayName("A file of something else, or half of one, is refused with a word on what to do")
  void somethingElse() throws IOException {
    byte[] model = make("whole.bin");
    assertThatThrownBy(() -> read(new byte[64])).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(Arrays.copyOf(model, model.length - 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("train it again");
  }

  @Test
  @DisplayName("The tagger that ships reads any words, and none")
  void anything() {
    for (String words : new String[] {"ﬁ 😀 a-b- $3.5", "i i i i i i i i i i", "a"}) {
      for (float likely : judge(DisfluencyTagger.shared(), words)) {
        assertThat(likely).isBetween(0f, 1f);
      }
    }
    Utterance silence = new Utterance(Register.of(0, 0, 0, true));
    assertThat(DisfluencyTagger.shared().likelihoods(silence)).isEmpty();
  }
}
