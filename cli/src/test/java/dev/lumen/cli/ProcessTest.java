package dev.lumen.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program as a process of its own, in a locale and an encoding that are not ours. */
@Timeout(60)
class ProcessTest {

  private static Process start(String... args) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder = new ProcessBuilder(java, "-Dfile.encoding=ISO-8859-1", "-Xmx128m");
    builder.command().addAll(List.of("-cp", System.getProperty("java.class.path")));
    builder.command().add("dev.lumen.cli.Lumen");
    builder.command().addAll(List.of(args));
    builder.environment().put("LC_ALL", "C");
    return builder.start();
  }

  @Test
  void aPipeIsCleanedAndKeepsItsCharacters() throws IOException, InterruptedException {
    Process lumen = start("clean");
    try (var in = lumen.outputWriter(UTF_8)) {
      in.write("User: Hello um café “yes” 😀.\nAI: Fine.\n");
    }
    assertThat(new String(lumen.getInputStream().readAllBytes(), UTF_8))
        .isEqualTo("User: Hello café “yes” 😀.\nLumen: Fine.\n");
    assertThat(lumen.waitFor()).isZero();
  }

  @Test
  void aReaderThatHasHadEnoughEndsTheRunWithoutAWord() throws IOException, InterruptedException {
    Process lumen = start("clean", "--format", "jsonl", "--output", "jsonl");
    lumen.getInputStream().close();
    try (var in = lumen.outputWriter(UTF_8)) {
      for (int i = 0; i < 100_000 && lumen.isAlive(); i++) {
        in.write("{\"id\":1,\"speaker\":\"Lumen\",\"raw_text\":\"Fine.\"}\n");
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("pipe");
    }
    assertThat(lumen.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(lumen.exitValue()).isEqualTo(141);
    assertThat(new String(lumen.getErrorStream().readAllBytes(), UTF_8)).isEmpty();
  }
}
