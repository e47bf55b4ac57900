package dev.lumen.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LumenTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "serve --help",
        "clean --help",
        "clean -h",
        "backup --help",
        "restore -h",
        "migrate -h",
        "doctor -h",
        "export -h",
        "import -h",
        "report -h",
        "user add --help",
        "user list -h",
        "user disable -h",
        "user enable -h",
        "user reset-password -h",
        "user erase -h",
        "user delete --help",
        "migrate status --help",
        "migrate up -h",
        "migrate new -h"
      })
  void everyCommandExplainsItself(String line) {
    Door door = Door.run("", line.split(" ", -1));
    assertThat(door.exitCode()).isZero();
    assertThat(door.out()).startsWith("Usage: lumen").contains("--version");
    assertThat(door.out().lines()).allSatisfy(it -> assertThat(it).hasSizeLessThanOrEqualTo(80));
    assertThat(door.err()).isEmpty();
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    assertThat(Door.run("", "--version").out()).matches("lumen [0-9]+\\.[0-9]+\\.[0-9]+.*\\R");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          clean --frmat json      | --frmat
          clean --format pdf      | txt, md, json
          clean --level deep      | none, light or full
          clean --output html     | diff
          clean --context @absent | absent
          claen                   | did you mean clean?
          serve --prot 80         | --prot' (did you mean --port?)
          doctor --hlep           | did you mean --help?
          report --formt html     | --formt' (did you mean --format?)
          user add --nmae Ada     | --nmae
          restore --chekc         | --chekc' (did you mean --check?)
          backup --tabels=turns   | did you mean --tables?
          serve --port eighty     | eighty
          report 2026-13-01       | a day as 2026-01-31
          backup --conversation x | a UUID
          user add --id x a@b.org | a UUID
          """)
  void whatIsNotUnderstoodIsToldInOneLine(String line, String part) {
    Door door = Door.run("", line.split(" ", -1));
    assertThat(door.exitCode()).isEqualTo(2);
    assertThat(door.out()).isEmpty();
    assertThat(door.err().lines()).hasSize(1);
    assertThat(door.err()).startsWith("lumen").contains(part).doesNotContain("java.");
  }

  @Test
  void withoutACommandItSaysWhichThereAre() {
    Door door = Door.run("");
    assertThat(door.exitCode()).isEqualTo(2);
    assertThat(door.err()).contains("serve", "clean", "user");
  }

  @Test
  void anUnknownSettingStopsTheServer() {
    Door door = Door.run("", Map.of("LUMEN_PROT", "1"), false, "serve");
    assertThat(door.exitCode()).isEqualTo(2);
    assertThat(door.err()).contains("LUMEN_PROT").contains("LUMEN_PORT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Broken pipe             | 141 |
          No space left on device | 1   | lumen: the output could not be written to its end (No space
          """)
  @DisplayName("O-06: output that cannot be written is no success, and a closed pipe no trouble")
  void outputThatCannotBeWritten(String why, int exitCode, @Nullable String told) {
    for (List<String> line : List.of(List.of("--help"), List.of("clean"))) {
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      Shell shell =
          new Shell(
              new ByteArrayInputStream("User: um hello".getBytes(UTF_8)),
              new OutputStream() {
                @Override
                public void write(int one) throws IOException {
                  throw new IOException(why);
                }
              },
              new PrintStream(err, true, UTF_8),
              Map.of(),
              false);
      assertThat(Lumen.run(line, shell)).as("%s", line).isEqualTo(exitCode);
      assertThat(err.toString(UTF_8)).startsWith(Objects.toString(told, ""));
      assertThat(err.size() == 0).isEqualTo(told == null);
    }
  }
}
