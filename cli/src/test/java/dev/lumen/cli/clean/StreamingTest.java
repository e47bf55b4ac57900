package dev.lumen.cli.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.cli.Lumen;
import dev.lumen.cli.Shell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The output is read while the input is still open, so a missing line would hang, not be late. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamingTest {

  private static final class Conversation implements AutoCloseable {
    final PipedOutputStream input = new PipedOutputStream();
    final PipedOutputStream output = new PipedOutputStream();
    final BufferedReader lines;
    final CompletableFuture<Integer> exitCode;

    Conversation(String... args) throws IOException {
      lines = new BufferedReader(new InputStreamReader(new PipedInputStream(output), UTF_8));
      Shell shell =
          new Shell(
              new PipedInputStream(input),
              output,
              new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
              Map.of(),
              false);
      exitCode = CompletableFuture.supplyAsync(() -> Lumen.run(List.of(args), shell));
    }

    void say(String text) throws IOException {
      input.write(text.getBytes(UTF_8));
      input.flush();
    }

    @Override
    public void close() throws IOException {
      input.close();
      exitCode.join();
      output.close();
    }
  }

  @Test
  void eachJsonLineIsAnsweredBeforeTheNextIsComplete() throws IOException {
    try (Conversation it = new Conversation("clean", "--format", "jsonl", "--output", "jsonl")) {
      it.say("{\"id\":1,\"speaker\":\"User\",\"raw_text\":\"Fine.\"}\n{\"id\":2,\"speak");
      assertThat(it.lines.readLine()).startsWith("{\"id\":1,");
      it.say("er\":\"User\",\"raw_text\":\"Fine.\"}\n");
      assertThat(it.lines.readLine()).startsWith("{\"id\":2,");
    }
  }

  @Test
  void jsonLinesAreKnownByTheirFirstLine() throws IOException {
    try (Conversation it = new Conversation("clean", "--output", "jsonl")) {
      it.say("{\"id\":1,\"speaker\":\"User\",\"raw_text\":\"Fine.\"}\n");
      assertThat(it.lines.readLine()).startsWith("{\"id\":1,");
    }
  }

  @Test
  void aTurnOfTextIsShownWhenTheNextOneBegins() throws IOException {
    try (Conversation it = new Conversation("clean")) {
      it.say("User: Hello um there.\nAI: Hi.\n");
      assertThat(it.lines.readLine()).isEqualTo("User: Hello there.");
      it.say("User: Fine.\n");
      assertThat(it.lines.readLine()).isEqualTo("Lumen: Hi.");
      it.input.close();
      assertThat(it.lines.readLine()).isEqualTo("User: Fine.");
      assertThat(it.exitCode.join()).isZero();
    }
  }
}
