package dev.lumen.cleaner.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

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
  @ValueSource(
      strings = {
        "Ada (host)",
        "Speaker #1",
        "O’Brien, Pat",
        "Dr. A. B. Müller-Lüdenscheidt von und zu Hohenstein",
        "the customer we met yesterday",
        "Speaker [1]",
        "ada@example.org",
        "+49 170 1234567",
        "Note",
        "1",
        "😀"
      })
  void wordsStayWithWhoeverSaidThem(String name) {
    List<TranscriptLine> lines =
        List.of(
            new TranscriptLine("Lumen", "Hello there.", null, null),
            new TranscriptLine(name, "I said this.", null, null),
            new TranscriptLine("Lumen", "Good: very good.", null, null),
            new TranscriptLine("Carl", "And that.", null, null));
    for (TranscriptFormat format : List.of(TranscriptFormat.TXT, TranscriptFormat.MD)) {
      assertThat(Said.in(TranscriptWriter.write(lines, format), format))
          .containsExactly(
              "Lumen: Hello there.",
              name + ": I said this.",
              "Lumen: Good: very good.",
              "Carl: And that.");
    }
  }

  @ParameterizedTest
  @CsvSource({"Dr. Müller: MD,Dr. Müller MD", "12:30,12 30", "a*b,a b"})
  void aNameLosesOnlyWhatWouldEndIt(String name, String read) {
    List<TranscriptLine> lines =
        List.of(
            new TranscriptLine("User", "Hello.", null, null),
            new TranscriptLine(name, "I said this.", null, null));
    for (TranscriptFormat format : List.of(TranscriptFormat.TXT, TranscriptFormat.MD)) {
      assertThat(Said.in(TranscriptWriter.write(lines, format), format))
          .containsExactly("User: Hello.", read + ": I said this.");
    }
  }

  @Test
  void backslashesOfMarkdownStandForMarks() {
    String written =
        "# Call \\#1\n\n`00:00:01` **A\\_b:** Hello \\<there\\>\\.\n\n`00:00:04` **User:** snake\\_case\n";
    assertThat(Said.in(written, TranscriptFormat.MD))
        .containsExactly("A_b: Hello <there>.", "User: snake_case");
    assertThat(TranscriptReader.read(written, TranscriptFormat.MD).turns())
        .extracting(TranscriptTurn::startSeconds)
        .containsExactly(1.0, 4.0);
    List<TranscriptLine> lines =
        List.of(
            new TranscriptLine("User", "C:\\* and \\\\_x and \\d+ ends \\", null, null),
            new TranscriptLine("Lumen", "\\", null, null));
    for (TranscriptFormat format : List.of(TranscriptFormat.TXT, TranscriptFormat.MD)) {
      assertThat(Said.in(TranscriptWriter.write(lines, format), format))
          .containsExactly("User: C:\\* and \\\\_x and \\d+ ends \\", "Lumen: \\");
    }
  }

  @Test
  void namesThatAreReadAsNamesStayPlain() {
    assertThat(TranscriptWriter.write(LINES, TranscriptFormat.TXT)).doesNotContain("**");
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
    assertThat(said.get(2)).isEqualTo("José Ortega: Note: 10:30 --> 11:00 works\\fine");
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
