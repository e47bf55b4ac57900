package dev.lumen.cli.clean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.cli.Door;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {

  private static List<String> lines(String... input) {
    return run(input).out().lines().toList();
  }

  private static Door run(String... input) {
    return Door.run(
        String.join("\n", input) + "\n", "clean", "--format", "jsonl", "--output", "jsonl");
  }

  @Test
  void aLineOfInputGivesALineOfOutput() {
    List<String> lines =
        lines(
            """
            {"id":"t1","conversation":"c","turn_index":3,"speaker":"User","asr":"x","raw_text":"Hello um there.","words":[{"w":1}]}""");
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst())
        .startsWith(
            """
            {"id":"t1","conversation":"c","turn_index":3,"cleaned_text":"Hello there.","cleaning_applied":true,"cleaning_level":\"""")
        .containsPattern(
            "\"corrections\":\\[\\{\"original\":\" ?um ?\",\"corrected\":\" ?\","
                + "\"confidence\":\"HIGH\",\"reason\":\"[^\"]+\","
                + "\"position\":\\{\"start\":[56],\"end\":[89]\\},\"applied\":true\\}\\],"
                + "\"context_detected\":\"")
        .containsPattern(
            "\"transcription_error_detected\":false,\"processing_time_ms\":[0-9.]+\\}$");
  }

  @Test
  void theAiVoiceComesBackByteForByte() {
    assertThat(
            lines(
                """
                {"id":1,"conversation":7,"turn_index":0,"speaker":"Lumen","raw_text":" Um,  hi.... ##VT_X## "}"""))
        .singleElement()
        .asString()
        .startsWith(
            """
            {"id":1,"conversation":7,"turn_index":0,"cleaned_text":" Um,  hi.... ##VT_X## ","cleaning_applied":false,"cleaning_level":"none","confidence_score":"HIGH","corrections":[],"context_detected":"lumen_response",""");
  }

  @Test
  void aBrokenLineIsAnsweredAndTheRunGoesOn() {
    Door door =
        run(
            "{\"id\":\"x\",\"speaker\":\"User\"}",
            "{\"id\":9,\"speaker\":\"User\",\"raw_text\":5}",
            "secret {",
            "",
            "{\"id\":\"ok\",\"speaker\":\"User\",\"raw_text\":\"Fine.\"}");
    assertThat(door.exitCode()).isEqualTo(1);
    List<String> lines = door.out().lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.getFirst())
        .startsWith("{\"id\":\"x\",\"error\":\"line 1 has no raw_text;")
        .endsWith("\"}");
    assertThat(lines.get(1)).startsWith("{\"id\":9,\"error\":\"line 2 ");
    assertThat(lines.get(2)).startsWith("{\"error\":\"line 3 is not valid JSON");
    assertThat(lines.get(3))
        .startsWith("{\"id\":\"ok\",\"conversation\":null,\"turn_index\":null,\"cleaned_text\":");
    assertThat(door.out()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1]",
        "17",
        "{\"speaker\":\"User\",\"raw_text\":\"a\"} trailing",
        "{\"speaker\":\"User\",\"raw_text\":\"a\"}{}",
        "{\"speaker\":\"User\",\"raw_text\":\"a\"",
        "{\"id\":{},\"speaker\":\"User\",\"raw_text\":\"a\"}",
        "{\"speaker\":\"User\",\"raw_text\":\"a\",\"turn_index\":\"0\"}",
        "{\"speaker\":\"User\",\"raw_text\":\"a\",\"turn_index\":1.5}",
        "{\"speaker\":\"User\",\"raw_text\":\"a\",\"shared_context\":{}}"
      })
  void whatIsNoTurnIsAnError(String line) {
    assertThat(lines(line)).singleElement().asString().startsWith("{\"error\":\"line 1 ");
  }

  @Test
  void linesOfOtherFormatsThatSayTextAreRead() {
    assertThat(lines("{\"speaker\":\"Lumen\",\"text\":\"Fine.\"}"))
        .singleElement()
        .asString()
        .contains("\"cleaned_text\":\"Fine.\"");
  }

  @Test
  void halfCharactersComeBackAsTheyWere() {
    String text = "a\\ud83d b \\ude00 \\ud83d\\ude00 \\ud83d";
    assertThat(lines("{\"speaker\":\"Lumen\",\"raw_text\":\"" + text + "\"}"))
        .singleElement()
        .asString()
        .contains("\"cleaned_text\":\"a\\ud83d b \\ude00 😀 \\ud83d\"");
  }
}
