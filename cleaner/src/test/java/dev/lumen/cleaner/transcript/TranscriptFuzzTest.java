package dev.lumen.cleaner.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TranscriptFuzzTest {
  private static final int TEXTS = Integer.getInteger("lumen.fuzz.inputs", 1_000 * 7) / 7;
  private static final String[] PIECES = {
    "User", "AI", ":", "\n", "\n\n", " ", "**", "###", "# ", "- ", "> ", "[00:01]", "00:00:01,000",
    " --> ", "WEBVTT", "NOTE", "<v ", ">", "<", "&lt;", "{", "}", "[", "]", "\"text\"", "\"turns\"",
    ",", "1", "##VT_", "##", "_A", "....", "<noise>", "Speaker 1", "John", "…", "\uD83D", "อ", "\0",
    "\r", "\uFEFF", "\\", "hello there", "(", ")", "</v>", "{\\", "99999999999"
  };

  @ParameterizedTest
  @EnumSource
  void anyTextIsReadOrRefusedWithAMessage(TranscriptFormat format) {
    long seed = Long.getLong("lumen.fuzz.seed", 1);
    System.out.println("seed of the transcripts: " + seed + " (-Dlumen.fuzz.seed)");
    Random random = new Random(seed);
    for (int i = 0; i < TEXTS; i++) {
      String text = randomText(random);
      try {
        Transcript transcript = TranscriptReader.read(text, format);
        assertThat(transcript.stats().totalTurns()).isEqualTo(transcript.turns().size());
      } catch (TranscriptException e) {
        assertThat(e).as("seed %d, text %d", seed, i).hasMessageMatching("(?s)(line \\d+: )?.+");
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", text " + i + ": " + text, e);
      }
    }
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(40);
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  static Stream<String> hardTexts() {
    int size = 200_000;
    return Stream.of(
        "User\n".repeat(size / 5),
        "AI\n\n".repeat(size / 4),
        "a".repeat(size),
        "a: ".repeat(size / 3),
        "a:\n".repeat(size / 3),
        "A b ".repeat(size / 4) + ":",
        "##VT_".repeat(size / 5),
        "##VT_" + "A".repeat(size),
        "[00:".repeat(size / 4),
        "**".repeat(size / 2),
        "# ".repeat(size / 2),
        " ".repeat(size) + "x",
        "User: " + ". ".repeat(size / 2),
        "00:00:01,000 --> 00:00:02,000\na\n\n".repeat(size / 34),
        "00:00:01,000 --> 00:00:02,000\n" + "<v ".repeat(size / 3),
        "00:00:01,000 --> 00:00:02,000\n" + "</c ".repeat(size / 4),
        "[".repeat(size),
        "{\"turns\":".repeat(size / 9),
        "{\"text\":\"a\"}".repeat(size / 12));
  }

  @ParameterizedTest
  @MethodSource("hardTexts")
  void theTimeGrowsNoFasterThanTheText(String text) {
    for (TranscriptFormat format : TranscriptFormat.values()) {
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(10), () -> readOrRefuse(text, format), format::wireName);
    }
  }

  private static void readOrRefuse(String text, TranscriptFormat format) {
    try {
      assertThat(TranscriptReader.read(text, format).turns()).isNotNull();
    } catch (TranscriptException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
