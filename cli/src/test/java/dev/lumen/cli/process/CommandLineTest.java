package dev.lumen.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The command line as a process")
class CommandLineTest {

  @ParameterizedTest
  @ValueSource(strings = {"--version", "--help", "serve --help", "clean --help"})
  @DisplayName("O-01: what is asked for is told on standard output, with 0")
  void tells(String line) {
    Program program = Program.run(Map.of(), line.split(" ", -1));
    assertThat(program.exitCode()).isZero();
    assertThat(program.out()).containsIgnoringCase("lumen");
    assertThat(program.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"serv, serve", "serve --prot 1, --prot", "clean --format pdf, pdf"})
  @DisplayName("O-01: what is not understood is told on standard error, with 2")
  void refuses(String line, String told) {
    Program program = Program.run(Map.of(), line.split(" ", -1));
    assertThat(program.exitCode()).isEqualTo(2);
    assertThat(program.out()).isEmpty();
    assertThat(program.err()).contains(told);
    assertThat(program.err().lines()).hasSize(1);
  }
}
