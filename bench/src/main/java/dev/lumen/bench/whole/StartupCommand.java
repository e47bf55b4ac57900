package dev.lumen.bench.whole;

import dev.lumen.bench.Caller;
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
    description = "From the command to the line that says it is ready; the first turn after it.")
public final class StartupCommand extends Part {
  private static final String PART = "startup";

  @Option(names = "--times", description = "How often (5).")
  private int times = 5;

  @Override
  public void measure(Results results) throws IOException, SQLException, InterruptedException {
    results.heading(PART, "milliseconds until it is ready");
    try (Scratch scratch = Scratch.make()) {
      Path folder = scratch.path();
      Times first = Times.none();
      Times plain = Times.none();
      Times launched = Times.none();
      for (int i = 0; i <= times; i++) {
        time(() -> Node.unprepared(folder, Map.of()), i == 0 ? first : plain);
      }
      for (int i = 0; i < times; i++) {
        time(() -> Node.start(folder, Map.of()), launched);
      }
      add(results, "the very first, with a new database", first);
      add(results, "java, without what ./lumen prepares", plain);
      add(results, "./lumen serve", launched);
    }
  }

  private interface Start {
    Node node() throws IOException;
  }

  /**
   * What one way to start takes.
   *
   * @param ready until the server says so
   * @param turn until its first turn is answered, which nobody waits to be cleaned
   */
  private record Times(Figures ready, Figures turn) {
    static Times none() {
      return new Times(new Figures(), new Figures());
    }
  }

  private static void add(Results results, String way, Times times) {
    results.add(PART, way, times.ready(), "");
    results.add(PART, way + ": the first turn", times.turn(), "");
  }

  private static void time(Start start, Times times) throws IOException {
    long begun = System.nanoTime();
    try (Node node = start.node()) {
      times.ready().since(begun);
      Caller caller = new Caller(node.port());
      String conversation = caller.conversation("The first");
      long said = System.nanoTime();
      caller.say(conversation, Talk.SAID[0], true);
      times.turn().since(said);
    }
  }
}
