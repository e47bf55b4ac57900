package dev.lumen.cleaner.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Statistics and limits of a transcript (2.1 Parser)")
class TranscriptNumbersTest {

  @Test
  void theStatisticsCountTurnsLengthsAndTags() {
    TranscriptStats stats =
        TranscriptReader.read(
                "User: Hi <noise>\nAI: ##VT_A## Hello ##VT_B## ##VT_A##\nAnn: Да 😀\nAnn: ok",
                TranscriptFormat.TXT)
            .stats();
    assertThat(stats)
        .isEqualTo(
            new TranscriptStats(4, 3, 1, 1, 1, 3.2, 5, 2, Map.of("##VT_A##", 2, "##VT_B##", 1)));
  }

  @Test
  void nothingIsZeroEverywhere() {
    assertThat(TranscriptReader.read("", TranscriptFormat.AUTO).stats())
        .isEqualTo(new TranscriptStats(0, 0, 0, 0, 0, 0.0, 0, 0, Map.of()));
  }

  @Test
  void tenMegabytesAndAThousandTurnsAreTheMost() {
    assertThatCode(() -> TranscriptLimits.requireSize(10_485_760)).doesNotThrowAnyException();
    assertThatThrownBy(() -> TranscriptLimits.requireSize(10_485_761))
        .isInstanceOf(TranscriptException.class)
        .hasMessageContaining("10 MB");
    Transcript full = TranscriptReader.read("User: a\nAI: b\n".repeat(500), TranscriptFormat.TXT);
    assertThatCode(() -> TranscriptLimits.requireTurns(full)).doesNotThrowAnyException();
    Transcript over = TranscriptReader.read("User: a\nAI: b\n".repeat(501), TranscriptFormat.TXT);
    assertThatThrownBy(() -> TranscriptLimits.requireTurns(over))
        .isInstanceOf(TranscriptException.class)
        .hasMessageStartingWith("line 1001: the transcript has 1002 turns");
  }
}
