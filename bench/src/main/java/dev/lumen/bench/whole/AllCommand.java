package dev.lumen.bench.whole;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code ./lumen bench all}, which is {@code ./lumen bench} as well. */
@Command(
    name = "all",
    mixinStandardHelpOptions = true,
    description = "turns, reads, import, startup and memory, one after another.")
public final class AllCommand extends Part {
  @Override
  void measure(Results results) throws IOException, SQLException, InterruptedException {
    for (Part part :
        List.of(
            new StartupCommand(),
            new MemoryCommand(),
            new TurnsCommand(),
            new ImportCommand(),
            new ReadsCommand())) {
      part.measure(results);
    }
  }
}
