package dev.lumen.bench.whole;

import dev.lumen.bench.Figures;
import dev.lumen.bench.Node;
import dev.lumen.bench.Part;
import dev.lumen.bench.Results;
import dev.lumen.bench.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./lumen bench startup}. */
@Command(
    name = "startup",
    mixinStandardHelpOptions = true,
    description = "From the command to the line that says it is ready.")
public final class StartupCommand extends Part {
  private static final String PART = "startup";

  @Option(names = "--times", description = "How often (5).")
  private int times = 5;

  @Override
  public void measure(Results results) throws IOException, SQLException, InterruptedException {
    results.heading(PART, "milliseconds until it is ready");
    try (Scratch scratch = Scratch.make()) {
      Path folder = scratch.path();
      Figures first = new Figures();
      Figures plain = new Figures();
      Figures launched = new Figures();
      for (int i = 0; i <= times; i++) {
        time(() -> Node.unprepared(folder, Map.of()), first.size() == 0 ? first : plain);
      }
      for (int i = 0; i < times; i++) {
        time(() -> Node.start(folder, Map.of()), launched);
      }
      results.add(PART, "the very first, with a new database", first, "");
      results.add(PART, "java, without what ./lumen prepares", plain, "");
      results.add(PART, "./lumen serve", launched, "");
    }
  }

  private interface Start {
    Node node() throws IOException;
  }

  private static void time(Start start, Figures times) throws IOException {
    long begun = System.nanoTime();
    try (Node _ = start.node()) {
      times.since(begun);
    }
  }
}
