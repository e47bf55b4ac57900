package dev.lumen.cleaner.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CueTurnsTest {

  @Test
  void captionsOfOneSpeakerInARowAreOneTurn() {
    Transcript transcript =
        TranscriptReader.read(
            """
            1
            00:00:01,000 --> 00:00:02,500
            User: I can hear

            2
            00:00:02,500 --> 00:00:04,000
            you <i>clearly</i>.

            3
            00:01:04,000 --> 00:01:05,250
            AI: Good.
            """,
            TranscriptFormat.SRT);
    assertThat(Said.in(transcript.turns()))
        .containsExactly("User: I can hear you clearly.", "Lumen: Good.");
    TranscriptTurn first = transcript.turns().getFirst();
    assertThat(first.startSeconds()).isEqualTo(1.0);
    assertThat(first.endSeconds()).isEqualTo(4.0);
    assertThat(first.line()).isEqualTo(2);
    assertThat(transcript.turns().getLast().startSeconds()).isEqualTo(64.0);
  }

  @Test
  void voicesOfWebVttAreSpeakers() {
    String text =
        """
        WEBVTT Kind: captions

        STYLE
        ::cue { color: red }

        NOTE a remark
        over two lines

        intro
        00:01.000 --> 00:02.000 align:start
        <v.loud Ann Lee>Fish &amp; chips?</v> <v Bob>Yes &lt;noise&gt;

        00:02.000 --> 00:03.000
        <00:02.500><c.yellow>please</c>.
        """;
    Transcript transcript = TranscriptReader.read(text, TranscriptFormat.VTT);
    assertThat(Said.in(transcript.turns()))
        .containsExactly("Ann Lee: Fish & chips?", "Bob: Yes please.");
    assertThat(transcript.turns().getLast().hasNoise()).isTrue();
  }

  @Test
  void withoutNamesATurnEndsWithASentenceOrAPause() {
    String text =
        """
        00:00:01,000 --> 00:00:02,000
        this is
        00:00:02,000 --> 00:00:03,000
        one sentence.
        00:00:03,000 --> 00:00:04,000
        And this
        00:00:09,000 --> 00:00:10,000
        another
        """;
    Transcript transcript = TranscriptReader.read(text, TranscriptFormat.SRT);
    assertThat(Said.in(transcript.turns()))
        .containsExactly("User: this is one sentence.", "User: And this", "User: another");
    assertThat(transcript.warnings()).hasSize(1);
  }

  @Test
  void aWordBeforeAColonIsNoSpeakerByItself() {
    String text =
        """
        1
        00:00:01,000 --> 00:00:02,000
        Ann: One thing.

        2
        00:00:02,000 --> 00:00:03,000
        Careful: it is hot.

        3
        00:00:03,000 --> 00:00:04,000
        Bob: Ok.

        4
        00:00:04,000 --> 00:00:05,000
        Ann: Good.

        5
        00:00:05,000 --> 00:00:06,000
        Bob: Yes.
        """;
    assertThat(Said.in(text, TranscriptFormat.VTT)).startsWith("Ann: One thing.");
  }

  @Test
  void aBadTimeIsRefusedWithItsLine() {
    assertThatThrownBy(
            () -> TranscriptReader.read("1\n00:00:0x --> 00:00:02,000\nHi", TranscriptFormat.SRT))
        .isInstanceOf(TranscriptException.class)
        .hasMessageStartingWith("line 2: ");
    assertThatThrownBy(() -> TranscriptReader.read("\nsecret words\n", TranscriptFormat.SRT))
        .isInstanceOf(TranscriptException.class)
        .hasMessageStartingWith("line 2: ")
        .message()
        .doesNotContain("secret");
  }

  @Test
  void aCaptionThatEndsBeforeItBeginsIsToldOf() {
    Transcript transcript =
        TranscriptReader.read("1\n00:00:05,000 --> 00:00:02,000\nHi", TranscriptFormat.SRT);
    assertThat(transcript.warnings()).extracting(Warning::line).contains(2);
    assertThat(transcript.turns().getFirst().endSeconds()).isEqualTo(5.0);
  }

  @Test
  void namesWithWhatSomebodyIsAreNames() {
    String vtt =
        """
        WEBVTT

        00:00:01.000 --> 00:00:03.000
        Ann Lee: Hello there.

        00:00:03.500 --> 00:00:04.000
        Bob (Sales): Hi Ann.

        00:00:05.000 --> 00:00:06.000
        Ann Lee: Good.
        """;
    assertThat(Said.in(vtt, TranscriptFormat.VTT))
        .containsExactly("Ann Lee: Hello there.", "Bob (Sales): Hi Ann.", "Ann Lee: Good.");
  }
}
