package dev.lumen.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for one run, which goes with everything in it when the run is over. */
public record Scratch(Path path) implements AutoCloseable {

  /** Makes an empty one. */
  public static Scratch make() throws IOException {
    return new Scratch(Files.createTempDirectory("lumen-bench"));
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(path)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
