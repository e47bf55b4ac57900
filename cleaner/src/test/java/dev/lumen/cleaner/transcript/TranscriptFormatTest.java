package dev.lumen.cleaner.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranscriptFormatTest {

  @ParameterizedTest
  @CsvSource({
    "call.TXT, TXT",
    "notes.markdown, MD",
    "/a/b.json, JSON",
    "a.srt, SRT",
    "a.vtt, VTT",
    "a.ndjson, JSONL",
    "a.JSONL, JSONL"
  })
  void theEndingOfTheNameDecides(String name, TranscriptFormat format) {
    assertThat(TranscriptFormat.detect(name, "{")).isEqualTo(format);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          WEBVTT                                    | VTT
          1\\n00:00:01,000 --> 00:00:02,000\\nHi    | SRT
          [{"speaker":"User"                        | JSON
          [                                         | JSON
          {                                         | JSON
          {"turns":[{"text":"a"}]}                  | JSON
          {"id":1,"raw_text":"a"}                   | JSONL
          {"id":1,"raw_text":"a"}\\n{"id":2}        | JSONL
          [00:01:02] User: Hi                       | TXT
          # A call                                  | MD
          **User:** Hi                              | MD
          User: Hi                                  | TXT
          ##VT_WARM## Hello                         | TXT
          """)
  void elseTheOpeningOfTheTextDecides(String text, TranscriptFormat format) {
    assertThat(TranscriptFormat.detect(null, text.replace("\\n", "\n"))).isEqualTo(format);
    assertThat(TranscriptFormat.detect("call.log", text.replace("\\n", "\n"))).isEqualTo(format);
  }

  @Test
  void nothingIsText() {
    assertThat(TranscriptFormat.detect(null, " \n")).isEqualTo(TranscriptFormat.TXT);
  }

  @Test
  void namesAreReadInAnyCase() {
    assertThat(TranscriptFormat.parse(" MD ")).contains(TranscriptFormat.MD);
    assertThat(TranscriptFormat.parse("JSONL")).contains(TranscriptFormat.JSONL);
    assertThat(TranscriptFormat.parse("pdf")).isEmpty();
    assertThat(TranscriptFormat.SRT.wireName()).isEqualTo("srt");
  }
}
