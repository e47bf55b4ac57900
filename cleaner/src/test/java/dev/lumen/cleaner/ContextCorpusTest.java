package dev.lumen.cleaner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("C-07: a switch of topic is told where a reader would put it")
class ContextCorpusTest {

  /**
   * A line: speaker, text, and the topic that the conversation has reached, where it is a new one.
   */
  private record Line(String speaker, String text, String topic) {
    static Line of(String line) {
      int colon = line.indexOf(": ");
      int arrow = line.indexOf(" => ");
      String text = line.substring(colon + 2, arrow < 0 ? line.length() : arrow);
      return new Line(
          line.substring(0, colon), text.strip(), arrow < 0 ? "" : line.substring(arrow + 4));
    }
  }

  private static List<Line> lines(String name) {
    try (InputStream in = ContextCorpusTest.class.getResourceAsStream("/contexts/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no conversation " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .map(Line::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"renovation.txt", "back-and-forth.txt", "small-talk.txt", "recruiting.txt"})
  void switchesWhereAReaderWould(String name) {
    ConversationMemory memory = new ConversationMemory();
    List<String> expected = new ArrayList<>();
    List<String> found = new ArrayList<>();
    String topic = "";
    for (Line line : lines(name)) {
      Turn turn = Turn.of(line.speaker(), line.text());
      CleanedTurn cleaned = Cleaner.standard().clean(turn, memory);
      memory.remember(turn, cleaned);
      boolean isSwitch = !line.topic().isEmpty() && !line.topic().equals(topic);
      topic = line.topic().isEmpty() ? topic : line.topic();
      expected.add(line.text() + (isSwitch ? " => " + topic : ""));
      ContextTransition transition = cleaned.transition();
      found.add(line.text() + (transition == null ? "" : " => " + transition.to().getFirst()));
    }
    assertThat(found).isEqualTo(expected);
  }
}
