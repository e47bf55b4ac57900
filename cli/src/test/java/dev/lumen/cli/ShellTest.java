package dev.lumen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShellTest {

  private static boolean colours(boolean terminal, Map<String, String> env) {
    return new Shell(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            System.err,
            env,
            terminal)
        .colours();
  }

  @Test
  void coloursAreForTerminalsAlone() {
    assertThat(colours(true, Map.of("TERM", "xterm"))).isTrue();
    assertThat(colours(false, Map.of("TERM", "xterm"))).isFalse();
  }

  @Test
  void noColorAndDumbTerminalsGetNone() {
    assertThat(colours(true, Map.of("NO_COLOR", "1"))).isFalse();
    assertThat(colours(true, Map.of("NO_COLOR", ""))).isTrue();
    assertThat(colours(true, Map.of("TERM", "dumb"))).isFalse();
  }
}
