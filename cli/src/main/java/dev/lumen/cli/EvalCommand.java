package dev.lumen.cli;

import dev.lumen.cli.eval.EvalRun;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./lumen eval}: measures the cleaner on turns with references. */
@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    versionProvider = Lumen.VersionOfBuild.class,
    description = "Measures the cleaner on sets of turns with references.",
    footer = {
      "",
      "A set is a file of JSON lines, a turn a line: {id, conversation, speaker, asr,",
      "raw_text, shared_context?, reference_text, ...}; docs/evaluation.md has all",
      "fields and says what every figure means.",
      "",
      "  ./lumen eval calls.jsonl --json figures.json --failures 5"
    })
final class EvalCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "SET", arity = "1..*", description = "Sets to measure on.")
  List<String> sets = List.of();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description =
          "Keep the figures there; those of the run before are shown beside the new ones.")
  @Nullable Path json;

  @Option(
      names = "--failures",
      paramLabel = "N",
      description = "Show N examples of each kind of failure; none by default.")
  int failures;

  EvalCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    return new EvalRun(shell, json, failures).run(sets);
  }
}
