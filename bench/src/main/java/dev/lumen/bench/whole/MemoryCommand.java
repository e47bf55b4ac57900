package dev.lumen.bench.whole;

import dev.lumen.bench.Node;
import dev.lumen.bench.Part;
import dev.lumen.bench.Results;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./lumen bench memory}. */
@Command(
    name = "memory",
    mixinStandardHelpOptions = true,
    description = "Memory and processor of the server: new, idle, after turns, with idle sockets.")
public final class MemoryCommand extends Part {
  private static final String PART = "memory";

  @Option(names = "--sockets", description = "That only listen (1000).")
  private int sockets = 1_000;

  @Override
  public void measure(Results results) throws IOException, SQLException, InterruptedException {
    onServer(
        (node, folder) -> {
          results.heading(PART, "the server's own process, without PostgreSQL's");
          results.add(PART, "resident after the start", node.residentMegabytes(), "MB");
          results.add(PART, "processor while nobody does anything", idle(node), "% of one");
          try (Talk talk = new Talk(node.port(), 100)) {
            talk.turns("User", 300, 0, 10);
            results.add(PART, "resident after 3,000 turns", node.residentMegabytes(), "MB");
          }
          try (Talk talk = new Talk(node.port(), sockets)) {
            results.add(
                PART,
                "resident with " + talk.sockets() + " idle sockets",
                node.residentMegabytes(),
                "MB");
            results.add(PART, "processor with them", idle(node), "% of one");
          }
        });
  }

  /** Percent of one processor over ten seconds, some time after whatever was before. */
  private static double idle(Node node) throws InterruptedException {
    Thread.sleep(3_000);
    Duration before = node.processorTime();
    Thread.sleep(10_000);
    return node.processorTime().minus(before).toMillis() / 10_000.0 * 100;
  }
}
