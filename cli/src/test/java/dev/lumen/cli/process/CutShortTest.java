package dev.lumen.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("O-06, O-07: a command that is ended while it works")
@Timeout(120)
class CutShortTest {
  @TempDir private Path folder;

  private Path data() {
    return DataFolders.copyTo(folder);
  }

  private void awaitDatabase(Path data) {
    while (!Files.exists(data.resolve("postgres/postmaster.pid"))) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  @DisplayName("stops the database that it has started for itself, and says nothing")
  void leavesNoDatabase(String signal, int exitCode) {
    Path data = data();
    Map<String, String> env = Map.of("LUMEN_DATA_DIR", data.toString());
    try (Program program =
        Program.asking(env, "user", "add", "a@example.org", "--password-stdin")) {
      awaitDatabase(data);
      program.signal(signal);
      assertThat(program.exitCode()).isEqualTo(exitCode);
      assertThat(program.err()).isEmpty();
    }
    assertThat(Kill.processesOf(folder)).isEmpty();
  }

  @Test
  @DisplayName("leaves no half of a backup")
  void leavesNoHalf() throws Exception {
    Path data = data();
    Path target = Files.createDirectory(folder.resolve("backups"));
    Map<String, String> env = Map.of("LUMEN_DATA_DIR", data.toString());
    try (Program program = Program.run(env, "backup", "-o", target + "/")) {
      awaitDatabase(data);
      program.signal("TERM");
      assertThat(program.exitCode()).isIn(143, 0);
      assertThat(program.err()).isEmpty();
    }
    try (var files = Files.list(target)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".partial"));
    }
    assertThat(Kill.processesOf(folder)).isEmpty();
  }
}
