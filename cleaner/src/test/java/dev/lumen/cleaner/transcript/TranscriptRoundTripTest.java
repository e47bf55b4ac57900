package dev.lumen.cleaner.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@DisplayName("Whoever said what is read back, whatever they are called and have said")
class TranscriptRoundTripTest {
  private static final int TRANSCRIPTS = 400;

  private static final List<String> NAMES =
      List.of(
          "Ada (Sales)",
          "[Speaker 1]",
          "Speaker [1]",
          "O’Brien, Pat",
          "Anna \"Annie\" Berg",
          "Dr: Who",
          "a --> b",
          "-Kim",
          "=SUM(A1)",
          "<b>",
          "R&D <team>",
          "&lt;Lee&gt;",
          "Jose\u0301 \u00d1",
          "\u200fدانا\u200f",
          "שרה",
          "😀",
          "田中",
          "12",
          "Note",
          "ada@example.org",
          "the one with no name",
          "x".repeat(100),
          "&".repeat(100));

  private static final List<String> PIECES =
      List.of(
          "hello",
          "[applause]",
          "(quietly)",
          "10:30",
          "a --> b",
          "\"yes\"",
          "Ada: no",
          "\nUser: I",
          "- first",
          "=1+1",
          "😀👩‍💻",
          "Cafe\u0301",
          "\u200fשלום\u200e",
          "<b>bold</b>",
          "<v Bob>",
          "&amp; &lt;",
          "##",
          "**",
          "3. three",
          "NOTE this",
          "WEBVTT",
          "00:00:01,000 --> 00:00:02,000",
          "12",
          "今日の会議");

  @ParameterizedTest
  @EnumSource(names = "AUTO", mode = Mode.EXCLUDE)
  void readsBackWhatWasWritten(TranscriptFormat format) {
    Random random = new Random(6);
    for (int i = 0; i < TRANSCRIPTS; i++) {
      List<TranscriptLine> lines = lines(random);
      String written = TranscriptWriter.write(lines, format);
      List<String> expected =
          lines.stream()
              .filter(line -> !line.text().isBlank())
              .map(line -> name(line, format) + ": " + text(line, format))
              .toList();
      assertThat(Said.in(written, format)).as(written).isEqualTo(expected);
    }
  }

  /** No two in a row are of one speaker, whose captions would be one turn. */
  private static List<TranscriptLine> lines(Random random) {
    List<TranscriptLine> lines = new ArrayList<>();
    int many = 2 + random.nextInt(5);
    int before = -1;
    for (int i = 0; i < many; i++) {
      int next = random.nextInt(NAMES.size());
      if (next != before) {
        lines.add(new TranscriptLine(NAMES.get(next), said(random), (double) i, i + 1.0));
        before = next;
      }
    }
    return lines;
  }

  private static String said(Random random) {
    List<String> pieces = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      pieces.add(PIECES.get(random.nextInt(PIECES.size())));
    }
    return String.join(" ", pieces);
  }

  private static String name(TranscriptLine line, TranscriptFormat format) {
    boolean loses = format == TranscriptFormat.TXT || format == TranscriptFormat.MD;
    return loses ? line.speaker().replaceAll("[*:]+ *", " ").strip() : line.speaker();
  }

  private static String text(TranscriptLine line, TranscriptFormat format) {
    return format == TranscriptFormat.JSON || format == TranscriptFormat.JSONL
        ? line.text()
        : line.text().replaceAll("\\s+", " ").strip();
  }
}
