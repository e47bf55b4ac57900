package dev.lumen.cli.clean;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.cli.Door;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleanTest {
  private static final String CALL = "User: Hello um there.\nAI: Hi um you.\nUser: Fine.\n";

  @TempDir Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void theTextFormIsALineATurn() {
    Door door = Door.run(CALL, "clean");
    assertThat(door.out()).isEqualTo("User: Hello there.\nLumen: Hi um you.\nUser: Fine.\n");
    assertThat(door.exitCode()).isZero();
    assertThat(door.err()).isEmpty();
  }

  @Test
  void textWithoutLabelsComesBackWithoutLabels() {
    assertThat(Door.run("Hello um there.\n", "clean", "-").out()).isEqualTo("Hello there.\n");
  }

  @Test
  void theLevelNoneLeavesEverything() {
    assertThat(Door.run("Hello um there.", "clean", "--level", "none").out())
        .isEqualTo("Hello um there.\n");
  }

  @Test
  void theDiffMarksWhatWentAndSaysWhy() {
    Door door = Door.run(CALL, "clean", "--output", "diff");
    assertThat(door.out()).contains("[-", "um", "-]", "HIGH", "\" left out", "Lumen  unchanged");
  }

  @Test
  void onATerminalTheDiffHasColours() {
    Door door = Door.run(CALL, Map.of("TERM", "xterm"), true, "clean", "--output", "diff");
    assertThat(door.out()).contains("\u001b[31;9m", "\u001b[1mUser\u001b[0m").doesNotContain("[-");
    Door plain = Door.run(CALL, Map.of("NO_COLOR", "1"), true, "clean", "--output", "diff");
    assertThat(plain.out()).doesNotContain("\u001b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "diff", "json", "jsonl"})
  void whatCouldCommandATerminalIsShownThereAndElsewherePassedOn(String form) {
    String said = "User: Hello \u001b]0;owned\u0007um \u009b31mthere\u202e.\n";
    Map<String, String> env = Map.of("TERM", "dumb");
    String terminal = Door.run(said, env, true, "clean", "--output", form).out();
    assertThat(terminal)
        .contains("there")
        .doesNotContainPattern("[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]");
    String pipe = Door.run(said, env, false, "clean", "--output", form).out();
    assertThat(pipe).contains("\u009b", "\u202e");
  }

  @Test
  void aNameOfAFileCommandsNoTerminalEither() {
    assertThat(Door.run("", "clean", "\u001b[2Jgone.txt").err())
        .contains("\u241b[2Jgone.txt: there is no such file.");
  }

  @Test
  @DisplayName("C-08: a file is shown as it reads in the end, a stream as it was known then")
  void aFileIsShownAsItReadsInTheEnd() throws IOException {
    String call =
        """
        User: I'm at kestrover systems
        Lumen: Who decides at Kestrova Systems?
        User: The vector of marketing
        User: Actually, I meant Director of Operations
        """;
    assertThat(Door.run("", "clean", file("call.txt", call)).out())
        .startsWith("User: I'm at Kestrova Systems\n");
    assertThat(Door.run(call, "clean").out()).startsWith("User: I'm at kestrover systems\n");
    assertThat(Door.run("", "clean", "--output", "diff", file("again.txt", call)).out())
        .contains("is taken back later: \"Director of Operations\"");
  }

  @Test
  void severalFilesAreSeveralConversations() throws IOException {
    String one = file("one.txt", CALL);
    String two = file("two.srt", "1\n00:00:01,000 --> 00:00:02,000\nUser: Yes um sure.\n");
    Door door = Door.run("", "clean", one, two);
    assertThat(door.out())
        .startsWith("==> " + one + " <==\nUser: Hello there.\n")
        .contains("\n\n==> " + two + " <==\n")
        .endsWith("Yes sure.\n");
  }

  @Test
  void aFileThatCannotBeReadDoesNotStopTheOthers() throws IOException {
    String bad = file("bad.srt", "00:0x --> 1\nsecret\n");
    String good = file("good.txt", CALL);
    Door door = Door.run("", "clean", folder + "/absent.txt", bad, folder.toString(), good);
    assertThat(door.exitCode()).isEqualTo(1);
    assertThat(door.out()).contains("User: Hello there.");
    assertThat(door.err().lines()).hasSize(3);
    assertThat(door.err())
        .contains("absent.txt: there is no such file.", "bad.srt: line 1: ", "this is a folder")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
  void aMarkAtTheBeginningSaysHowTheTextIsWritten(String encoding) throws IOException {
    byte[] call = "\uFEFFUser: Um caf\u00e9.\nAI: Um.\n".getBytes(Charset.forName(encoding));
    Path file = Files.write(folder.resolve("call.txt"), call);
    assertThat(Door.run("", "clean", file.toString()).out())
        .isEqualTo("User: Caf\u00e9.\nLumen: Um.\n");
  }

  @Test
  void whatIsNotTextIsRefusedAndNotGarbled() throws IOException {
    Path file =
        Files.write(
            folder.resolve("call.txt"), "User: Hello.\nUser: Caf\u00e9.\n".getBytes(ISO_8859_1));
    Door door = Door.run("", "clean", file.toString());
    assertThat(door.exitCode()).isEqualTo(1);
    assertThat(door.out()).isEmpty();
    assertThat(door.err())
        .contains("call.txt: line 2: this is not text in UTF-8")
        .contains("iconv");
    assertThat(Door.run("", "clean", "--context", "@" + file, file.toString()).err())
        .contains("cannot be read as UTF-8 text");
  }

  @Test
  void aLineOfJsonThatIsNotTextIsAnsweredAndTheNextIsCleaned() throws IOException {
    String lines =
        """
        {"id":1,"speaker":"User","raw_text":"Caf\u00e9."}
        {"id":2,"speaker":"User","raw_text":"Um yes."}
        """;
    Path file = Files.write(folder.resolve("turns.jsonl"), lines.getBytes(ISO_8859_1));
    Door door = Door.run("", "clean", "--format", "jsonl", "--output", "jsonl", file.toString());
    assertThat(door.exitCode()).isEqualTo(1);
    assertThat(door.out().lines()).hasSize(2);
    assertThat(door.out()).contains("line 1: this is not text in UTF-8", "\"Yes.\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          md   | **User:** Hello um there.
          json | {"turns":[{"speaker":"User","text":"Hello um there."}]}
          vtt  | WEBVTT\\n\\n00:01.000 --> 00:02.000\\n<v User>Hello um there.
          srt  | 1\\n00:00:01,000 --> 00:00:02,000\\nUser: Hello um there.
          """)
  void everyFormatIsReadFromAPipeByNameOrBySight(String format, String text) {
    String input = text.replace("\\n", "\n");
    assertThat(Door.run(input, "clean", "--format", format).out()).endsWith("Hello there.\n");
    assertThat(Door.run(input, "clean").out()).endsWith("Hello there.\n");
  }

  @Test
  void theJsonFormIsOneDocument() {
    Door door = Door.run(CALL, "clean", "--output", "json");
    assertThat(door.out().replaceAll("\\s+", ""))
        .startsWith("{\"transcripts\":[{\"name\":\"stdin\",\"turns\":[{\"speaker\":\"User\"")
        .contains("\"raw_text\":\"Helloumthere.\",\"id\":\"stdin:0\",\"conversation\":\"stdin\"")
        .endsWith("}]}]}");
  }

  @Test
  void theContextMayComeFromAFile() throws IOException {
    String context = file("context.txt", "Customer: Quick Fit Windows");
    Door door = Door.run("Hello um there.", "clean", "--context", "@" + context);
    assertThat(door.exitCode()).isZero();
    assertThat(door.out()).isEqualTo("Hello there.\n");
  }

  @Test
  void outputIsUtf8WhateverTheLocale() {
    byte[] bytes = Door.run("Café “ok” 😀.", "clean").out().getBytes(UTF_8);
    assertThat(new String(bytes, UTF_8)).isEqualTo("Café “ok” 😀.\n");
  }
}
