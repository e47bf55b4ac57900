package dev.lumen.bench.whole;

import dev.lumen.bench.Part;
import dev.lumen.bench.Results;
import dev.lumen.bench.queue.QueueCommand;
import dev.lumen.bench.realtime.RealtimeCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code ./lumen bench all}, which is {@code ./lumen bench} as well. */
@Command(
    name = "all",
    mixinStandardHelpOptions = true,
    description =
        "startup, memory, turns, import, reads, queue and realtime, one after another: about half"
            + " an hour.")
public final class AllCommand extends Part {
  private static final PrintStream OUT = System.out;

  @Override
  public void measure(Results results) throws IOException, SQLException, InterruptedException {
    List<Part> parts =
        new ArrayList<>(
            List.of(
                new StartupCommand(),
                new MemoryCommand(),
                new TurnsCommand(),
                new ImportCommand(),
                new ReadsCommand(),
                new QueueCommand()));
    Optional<String> lacking = RealtimeCommand.lacking();
    if (lacking.isEmpty()) {
      parts.add(new RealtimeCommand());
    } else {
      OUT.println("realtime is left out. " + lacking.get());
    }
    for (Part part : parts) {
      part.measure(results);
    }
  }
}
