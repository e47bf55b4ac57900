package dev.lumen.cleaner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.cleaner.PlantedTalk.Line;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Disfluencies are planted into written lines")
class PlantedTalkTest {
  private static final List<String> LINES =
      Collections.nCopies(400, "We went to the harbour on Sunday, and the boats were out at sea.");

  private static List<Line> talk() {
    PlantedTalk talk = new PlantedTalk(LINES);
    return IntStream.range(0, LINES.size())
        .mapToObj(
            line -> {
              talk.startsTalk(line);
              return talk.say(line);
            })
        .toList();
  }

  @Test
  @DisplayName("what is meant stays, in its order, among what was planted")
  void meantStays() {
    for (Line line : talk()) {
      List<String> left = words(line.meant());
      int at = 0;
      for (String word : words(line.said())) {
        at += at < left.size() && left.get(at).equals(word) ? 1 : 0;
      }
      assertThat(at).as(line.said()).isEqualTo(left.size());
    }
  }

  @Test
  @DisplayName("the same lines give the same talk, of which some is as it was and some is not")
  void same() {
    List<Line> talk = talk();
    assertThat(talk()).isEqualTo(talk);
    assertThat(talk).anyMatch(line -> line.said().equals(line.meant()));
    assertThat(talk).anyMatch(line -> line.said().contains(", like,"));
    assertThat(talk).anyMatch(line -> line.said().contains("- "));
  }

  private static List<String> words(String text) {
    return List.of(text.toLowerCase(Locale.ROOT).replaceAll("[,.]", "").split(" +", -1));
  }
}
