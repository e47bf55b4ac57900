package dev.lumen.bench;

import dev.lumen.bench.faults.FaultsCommand;
import dev.lumen.bench.queue.QueueCommand;
import dev.lumen.bench.realtime.RealtimeCommand;
import dev.lumen.bench.whole.AllCommand;
import dev.lumen.bench.whole.ImportCommand;
import dev.lumen.bench.whole.MemoryCommand;
import dev.lumen.bench.whole.ReadsCommand;
import dev.lumen.bench.whole.StartupCommand;
import dev.lumen.bench.whole.TurnsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands behind {@code ./lumen bench}. */
@Command(
    name = "lumen bench",
    mixinStandardHelpOptions = true,
    description = "Measures Lumen and breaks it on purpose.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AllCommand.class,
      TurnsCommand.class,
      ReadsCommand.class,
      ImportCommand.class,
      StartupCommand.class,
      MemoryCommand.class,
      QueueCommand.class,
      RealtimeCommand.class,
      FaultsCommand.class
    })
public final class Bench {
  private Bench() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }
}
