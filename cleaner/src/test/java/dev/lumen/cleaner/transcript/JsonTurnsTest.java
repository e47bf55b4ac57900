package dev.lumen.cleaner.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTurnsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"speaker\":\"User\",\"raw_text\":\"Hi\"},{\"speaker\":\"AI\",\"raw_text\":\"Yes\"}]",
        "{\"turns\":[{\"speaker\":\"user\",\"text\":\"Hi\"},{\"speaker\":\"Lumen\",\"text\":\"Yes\"}],"
            + "\"total\":2,\"messages\":[{\"role\":\"user\",\"content\":\"again\"}]}",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"be kind\"},"
            + "{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":\"Yes\"}]}",
        "{\"text\":\"Hi Yes\",\"segments\":[{\"speaker\":\"Human\",\"text\":\" Hi\",\"words\":[{\"w\":1}]},"
            + "{\"name\":\"Claude\",\"cleaned_text\":\"Yes\"}]}",
        "{\"speaker\":\"User\",\"raw_text\":\"Hi\"}\n\n{\"speaker\":\"AI\",\"raw_text\":\"Yes\"}\n",
        "\uFEFF[{\"speaker\":\"Customer\",\"text\":\"Hi\"},{\"speaker\":\"AI\",\"text\":\"Yes\"}]"
      })
  void readsTheFormsThatProgramsWrite(String text) {
    List<TranscriptTurn> turns = TranscriptReader.read(text, TranscriptFormat.JSON).turns();
    assertThat(turns).extracting(it -> it.rawText().strip()).containsExactly("Hi", "Yes");
    assertThat(turns).extracting(TranscriptTurn::isFromAssistant).containsExactly(false, true);
  }

  @Test
  void textsAreKeptToTheLetterAndTheirMarksTold() {
    String text = "  two  spaces....\n\nUser: a\tline ##VT_WARM## <noise> \u2026";
    String json =
        "{\"speaker\":\"AI\",\"text\":\"  two  spaces....\\n\\nUser: a\\tline ##VT_WARM## <noise> \u2026\"}";
    TranscriptTurn turn = TranscriptReader.read(json, TranscriptFormat.JSONL).turns().getFirst();
    assertThat(turn.rawText()).isEqualTo(text);
    assertThat(turn.vtTags()).containsExactly("##VT_WARM##");
    assertThat(turn.hasNoise()).isTrue();
    assertThat(turn.hasForeignText()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "speaker, AI, AI",
    "speaker, Claude, Claude",
    "speaker, customer, customer",
    "speaker, Lumen (AI), Lumen",
    "name, Assistant, Assistant",
    "role, user, User",
    "role, assistant, Lumen"
  })
  void aSpeakerIsCalledAsWrittenAndARoleStandsForOne(String field, String name, String speaker) {
    String json = "[{\"%s\":\"%s\",\"text\":\"Hi\"}]".formatted(field, name);
    TranscriptTurn turn = TranscriptReader.read(json, TranscriptFormat.JSON).turns().getFirst();
    assertThat(turn.speaker()).isEqualTo(speaker);
    assertThat(turn.originalSpeakerLabel()).isEqualTo(name);
  }

  @Test
  void theRawTextIsPreferredAndTimesAreRead() {
    TranscriptTurn turn =
        TranscriptReader.read(
                "[{\"speaker\":1,\"cleaned_text\":\"C\",\"raw_text\":\"R\",\"start\":1.5,\"end\":\"2\"}]",
                TranscriptFormat.JSON)
            .turns()
            .getFirst();
    assertThat(turn.rawText()).isEqualTo("R");
    assertThat(turn.speaker()).isEqualTo("Speaker 1");
    assertThat(turn.startSeconds()).isEqualTo(1.5);
    assertThat(turn.endSeconds()).isEqualTo(2.0);
  }

  @Test
  void aTurnWithoutASpeakerIsOfUserWithAWarning() {
    Transcript transcript =
        TranscriptReader.read("{\"segments\":[\n{\"text\":\"Hi\"}]}", TranscriptFormat.JSON);
    assertThat(Said.in(transcript.turns())).containsExactly("User: Hi");
    assertThat(transcript.warnings()).extracting(Warning::line).containsExactly(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [\\n{"speaker":"User","text":"secret"},\\n{"speaker" "AI"}] | line 3
          [\\n{"speaker":"User"}]                                     | line 2
          ["secret"]                                                  | line 1
          {"turns":[{"speaker":"User","text":"secret"}                | line 1
          17                                                          | line 1
          {"a":1}                                                     | line 1
          """)
  void whatIsNoTranscriptIsRefusedWithItsLineAndNoWordOfIt(String text, String line) {
    String json = text.replace("\\n", "\n");
    assertThatThrownBy(() -> TranscriptReader.read(json, TranscriptFormat.JSON))
        .isInstanceOf(TranscriptException.class)
        .hasMessageStartingWith(line)
        .hasNoCause()
        .message()
        .doesNotContain("secret");
  }

  @Test
  void aNameTooLongToStoreIsRefused() {
    String json = "[{\"speaker\":\"%s\",\"text\":\"Hi\"}]".formatted("x".repeat(101));
    assertThatThrownBy(() -> TranscriptReader.read(json, TranscriptFormat.JSON))
        .isInstanceOf(TranscriptException.class)
        .hasMessageContaining("100");
  }

  @Test
  void readsWhatRecognisersAndAssistantsWrite() {
    assertThat(
            Said.in(
                """
                {"metadata": {"duration": 3.0}, "results": {"channels": [{"alternatives": [{"transcript": "x"}]}],
                 "utterances": [{"speaker": 0, "transcript": "hello there", "start": 0.1, "end": 2.0},
                                {"speaker": 1, "transcript": "hi", "start": 2.1, "end": 3.0}]}}
                """,
                TranscriptFormat.JSON))
        .containsExactly("Speaker 0: hello there", "Speaker 1: hi");
    assertThat(
            Said.in(
                """
                [{"role": "user", "content": [{"type": "text", "text": "hi"}, {"type": "image_url", "image_url": {}}]},
                 {"role": "assistant", "content": "hello"}]
                """,
                TranscriptFormat.JSON))
        .containsExactly("User: hi", "Lumen: hello");
    assertThat(
            Said.in(
                "[{\"speaker_name\": \"Ann\", \"sentence\": \"Hello.\"}]", TranscriptFormat.JSON))
        .containsExactly("Ann: Hello.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"utterances\": [{\"speaker\": \"A\", \"text\": \"Hello there.\", \"start\": 1250, \"end\": 3400}]}",
        "[{\"speaker\": \"A\", \"text\": \"Hello there.\", \"start\": 1.25, \"end\": \"3.4\"}]",
        "[{\"speaker\": \"A\", \"text\": \"Hello there.\", \"startTime\": \"00:01.250\", \"endTime\": \"00:00:03,4\"}]"
      })
  void timesAreSecondsHoweverTheyAreWritten(String json) {
    assertThat(TranscriptReader.read(json, TranscriptFormat.JSON).turns())
        .singleElement()
        .satisfies(
            turn -> {
              assertThat(turn.startSeconds()).isEqualTo(1.25);
              assertThat(turn.endSeconds()).isEqualTo(3.4);
            });
  }

  @Test
  void wholeSecondsStaySeconds() {
    String json = "[{\"speaker\": \"A\", \"text\": \"Hello there.\", \"start\": 5, \"end\": 25}]";
    assertThat(TranscriptReader.read(json, TranscriptFormat.JSON).turns().getFirst().endSeconds())
        .isEqualTo(25.0);
  }
}
