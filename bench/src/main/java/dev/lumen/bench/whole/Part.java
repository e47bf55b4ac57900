package dev.lumen.bench.whole;

import dev.lumen.bench.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A part of the benchmark, on a server of its own: a process, fully durable, on a new folder. */
abstract class Part implements Callable<Integer> {
  @Option(names = "--json", paramLabel = "FILE", description = "Also writes the figures there.")
  private @Nullable Path json;

  /** Measures. */
  abstract void measure(Results results) throws IOException, SQLException, InterruptedException;

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    Results results = new Results();
    measure(results);
    if (json != null) {
      results.write(json);
    }
    return 0;
  }

  interface Work {
    void with(Node node, Path folder) throws IOException, SQLException, InterruptedException;
  }

  static void onServer(Work work) throws IOException, SQLException, InterruptedException {
    Path folder = Files.createTempDirectory("lumen-bench");
    try (Node node = Node.start(folder, Map.of())) {
      work.with(node, folder);
    } finally {
      delete(folder);
    }
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
