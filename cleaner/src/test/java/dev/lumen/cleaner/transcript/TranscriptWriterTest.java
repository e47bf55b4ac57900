package dev.lumen.cleaner.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class TranscriptWriterTest {
  private static final List<TranscriptLine> LINES =
      List.of(
          new TranscriptLine("Lumen", "Hey… is it \"fine\" & <good>?", 0.5, 2.25),
          new TranscriptLine("User", "AI", 2.25, 3.0),
          new TranscriptLine("José Ortega", "Note: 10:30 --> 11:00\nworks\\fine", 3.0, 4.125),
          new TranscriptLine("User", "User: I said so.", 4.5, 6.0),
          new TranscriptLine("José Ortega", "สุดๆ 😀", 6.0, 7.0));

  @ParameterizedTest
  @EnumSource(
      names = {"AUTO", "SRT"},
      mode = Mode.EXCLUDE)
  void theReaderReadsBackWhatWasWritten(TranscriptFormat format) {
    String text = TranscriptWriter.write(LINES, format);
    String lineEnd = format.wireName().startsWith("json") ? "\n" : " ";
    assertThat(Said.in(text, format))
        .containsExactly(
            "Lumen: Hey… is it \"fine\" & <good>?",
            "User: AI",
            "José Ortega: Note: 10:30 --> 11:00" + lineEnd + "works\\fine",
            "User: User: I said so.",
            "José Ortega: สุดๆ 😀");
    assertThat(TranscriptFormat.detect(null, text)).isEqualTo(format);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"AUTO", "JSON", "JSONL"},
      mode = Mode.EXCLUDE)
  void noLineOfATextReadsAsALabel(TranscriptFormat format) {
    List<TranscriptLine> lines =
        List.of(
            new TranscriptLine("User", "hi", null, null),
            new TranscriptLine("Lumen", "Hello:\nUser: fake label\n\nAI\u2028User", null, null));
    assertThat(Said.in(TranscriptWriter.write(lines, format), format))
        .containsExactly("User: hi", "Lumen: Hello: User: fake label AI User");
  }

  @ParameterizedTest
  @EnumSource(names = {"JSON", "JSONL"})
  void jsonReadsBackToTheLetter(TranscriptFormat format) {
    String text = "Hello:\nUser: fake  label\n\n ##VT_WARM## x....";
    List<TranscriptLine> lines = List.of(new TranscriptLine("AI", text, null, null));
    TranscriptTurn turn =
        TranscriptReader.read(TranscriptWriter.write(lines, format), format).turns().getFirst();
    assertThat(turn.rawText()).isEqualTo(text);
    assertThat(turn.speaker()).isEqualTo("AI");
  }

  @Test
  void subRipReadsBackToo() {
    String text = TranscriptWriter.write(LINES, TranscriptFormat.SRT);
    List<String> said = Said.in(text, TranscriptFormat.SRT);
    assertThat(said).hasSize(5).startsWith("Lumen: Hey… is it \"fine\" & <good>?", "User: AI");
    assertThat(said.get(2)).isEqualTo("José Ortega: Note: 10:30 -> 11:00 works\\fine");
  }

  @ParameterizedTest
  @EnumSource(names = {"SRT", "VTT", "JSON", "JSONL"})
  void timesAreKept(TranscriptFormat format) {
    List<TranscriptTurn> turns =
        TranscriptReader.read(TranscriptWriter.write(LINES, format), format).turns();
    assertThat(turns)
        .extracting(TranscriptTurn::startSeconds)
        .containsExactly(0.5, 2.25, 3.0, 4.5, 6.0);
    assertThat(turns.get(2).endSeconds()).isEqualTo(4.125);
  }

  @Test
  void captionsWithoutTimesFollowOneAnother() {
    List<TranscriptLine> lines =
        List.of(
            new TranscriptLine("User", "A short one.", null, null),
            new TranscriptLine("Lumen", "x".repeat(100), null, null));
    List<TranscriptTurn> turns =
        TranscriptReader.read(
                TranscriptWriter.write(lines, TranscriptFormat.VTT), TranscriptFormat.VTT)
            .turns();
    assertThat(turns.getFirst().startSeconds()).isEqualTo(0.0);
    assertThat(turns.get(1).startSeconds()).isEqualTo(turns.getFirst().endSeconds());
    assertThat(turns.get(1).endSeconds()).isGreaterThan(5.0);
  }
}
