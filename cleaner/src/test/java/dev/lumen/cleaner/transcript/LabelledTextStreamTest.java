package dev.lumen.cleaner.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelledTextStreamTest {
  private final List<TranscriptTurn> turns = new ArrayList<>();
  private final LabelledTextStream stream = new LabelledTextStream(turns::add, warning -> {});

  private List<String> after(String... lines) {
    for (String line : lines) {
      stream.line(line);
    }
    return Said.in(turns);
  }

  @Test
  void aTurnIsHandedOnWhenTheNextOneBegins() {
    assertThat(after("User: Hello.")).isEmpty();
    assertThat(after("AI: Hi.")).containsExactly("User: Hello.");
    assertThat(after("and welcome")).hasSize(1);
    assertThat(after("User: Ok.")).hasSize(2).endsWith("Lumen: Hi. and welcome");
    stream.end();
    assertThat(Said.in(turns)).endsWith("User: Ok.");
  }

  @Test
  void aLabelAloneOnItsLineIsSettledByTheNextLine() {
    assertThat(after("Welcome.", "", "User", "", "Hello.", "", "AI")).hasSize(1);
    assertThat(after("")).containsExactly("Lumen: Welcome.", "User: Hello.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "User\n\nA.\n\nAI\n\nB\nAI\nC.\n\nUser\n\nAI\n\nAI\n\nD.\n",
        "AI\n\nA.\nUser\n\nB.\nAI\n\nC.\n",
        "User: A.\nAI: B.\nmore\n\nUser: C.\n",
        "opening\n\n**User:** A.\n\n**AI:** B.\n",
        "Speaker 1: A.\nSpeaker 2: B.\nSpeaker 1: C.\n",
        "no label here\n\nnone here\n"
      })
  void lineByLineGivesTheSameTurnsAsTheWholeText(String text) {
    text.lines().forEach(stream::line);
    stream.end();
    assertThat(turns).isEqualTo(TranscriptReader.read(text, TranscriptFormat.TXT).turns());
  }
}
