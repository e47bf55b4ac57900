package dev.lumen.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A part of the benchmark, on a server of its own: a process, fully durable, on a new folder. */
public abstract class Part implements Callable<Integer> {
  @Option(names = "--json", paramLabel = "FILE", description = "Also writes the figures there.")
  private @Nullable Path json;

  /** Measures. */
  public abstract void measure(Results results)
      throws IOException, SQLException, InterruptedException;

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    Results results = new Results();
    measure(results);
    if (json != null) {
      results.write(json);
    }
    return 0;
  }

  /** What is measured on a server. */
  protected interface Work {
    /** Does it; the folder is the server's, and gone afterwards. */
    void with(Node node, Path folder) throws IOException, SQLException, InterruptedException;
  }

  /** Starts a server, does the work and stops it. */
  protected static void onServer(Work work) throws IOException, SQLException, InterruptedException {
    try (Scratch folder = Scratch.make();
        Node node = Node.start(folder.path(), Map.of())) {
      work.with(node, folder.path());
    }
  }
}
