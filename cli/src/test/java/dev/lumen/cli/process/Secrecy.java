package dev.lumen.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What must appear in no log. */
final class Secrecy {
  /** Part of everything that is said in tests. */
  static final String PHRASE = "My neighbour Cornelius owes eleven thousand";

  private Secrecy() {}

  /** Neither the program nor its database wrote any of these words. */
  static void assertKept(Program program, Path folder, String... words) {
    try {
      String written =
          program.out() + program.err() + Files.readString(folder.resolve("postgres.log"));
      assertThat(written).isNotEmpty().doesNotContain(words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
