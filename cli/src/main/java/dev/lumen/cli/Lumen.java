package dev.lumen.cli;

import dev.lumen.cli.operations.BackupCommand;
import dev.lumen.cli.operations.DoctorCommand;
import dev.lumen.cli.operations.ExportCommand;
import dev.lumen.cli.operations.ImportCommand;
import dev.lumen.cli.operations.MigrateCommand;
import dev.lumen.cli.operations.ReportCommand;
import dev.lumen.cli.operations.RestoreCommand;
import dev.lumen.server.NearestName;
import dev.lumen.server.Version;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program behind {@code ./lumen}. */
@Command(
    name = "lumen",
    mixinStandardHelpOptions = true,
    versionProvider = Lumen.VersionOfBuild.class,
    description = "Makes live conversations readable.",
    footer = {"", "./lumen test builds everything and runs all tests."},
    synopsisSubcommandLabel = "COMMAND")
public final class Lumen implements Runnable {
  private final CommandLine commandLine = new CommandLine(this);

  private Lumen() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(List.of(args), Shell.ofProcess()));
  }

  /**
   * Runs a command.
   *
   * @return 0 for success, 1 for a failure, 2 for a command line that cannot be understood, 141
   *     where whoever read the output has gone
   */
  public static int run(List<String> args, Shell process) {
    Output out = new Output(process.out());
    Shell shell = new Shell(process.in(), out, process.err(), process.env(), process.terminal());
    CommandLine commands = new Lumen().commandLine;
    commands
        .addSubcommand(new ServeCommand(shell))
        .addSubcommand(new CleanCommand(shell))
        .addSubcommand(new EvalCommand(shell))
        .addSubcommand(new UserCommand(shell).commandLine())
        .addSubcommand(new BackupCommand(shell))
        .addSubcommand(new RestoreCommand(shell))
        .addSubcommand(new MigrateCommand(shell).commandLine())
        .addSubcommand(new DoctorCommand(shell))
        .addSubcommand(new ExportCommand(shell))
        .addSubcommand(new ImportCommand(shell))
        .addSubcommand(new ReportCommand(shell))
        .registerConverter(UUID.class, Lumen::uuid)
        .registerConverter(LocalDate.class, Lumen::day)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false)
        .setOut(new PrintWriter(shell.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(shell.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(Help.defaultColorScheme(shell.colours() ? Help.Ansi.ON : Help.Ansi.OFF))
        .setParameterExceptionHandler(Lumen::explain);
    commands.getSubcommands().values().forEach(Lumen::tellVersionBelow);
    return out.end(commands.execute(args.toArray(String[]::new)), shell.err());
  }

  /** The commands below another, which are methods, answer --version too. */
  private static void tellVersionBelow(CommandLine command) {
    for (CommandLine below : command.getSubcommands().values()) {
      below.getCommandSpec().versionProvider(new VersionOfBuild());
    }
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException notAnId) {
      throw new TypeConversionException("must be a UUID of 36 characters");
    }
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException notADay) {
      throw new TypeConversionException("must be a day as 2026-01-31");
    }
  }

  /** Without a command there is nothing to do but to say which there are. */
  @Override
  public void run() {
    throw new ParameterException(
        commandLine,
        "a command is missing: " + String.join(", ", commandLine.getSubcommands().keySet()));
  }

  private static int explain(ParameterException e, String[] given) {
    CommandLine asked = e.getCommandLine();
    String command = asked.getCommandSpec().qualifiedName();
    String told = unknownOption(asked.getCommandSpec(), given).orElseGet(() -> oneLine(e));
    asked.getErr().println(command + ": " + told + ". All about it: " + command + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  /**
   * What was misspelt is what to tell of, whatever else it led to: its value was taken for another
   * option or a parameter, or a parameter was missed.
   */
  private static Optional<String> unknownOption(CommandSpec command, String[] given) {
    Set<String> known = new TreeSet<>(command.optionsMap().keySet());
    for (CommandSpec above = command.parent(); above != null; above = above.parent()) {
      known.addAll(above.optionsMap().keySet());
    }
    return Arrays.stream(given)
        .takeWhile(it -> !it.equals("--"))
        .filter(it -> it.startsWith("--"))
        .map(it -> it.replaceFirst("=.*", ""))
        .filter(it -> !known.contains(it))
        .findFirst()
        .map(it -> "Unknown option: '" + it + "'" + meant(it, known));
  }

  private static String meant(String typed, Set<String> known) {
    return NearestName.of(typed, known).map(it -> " (did you mean " + it + "?)").orElse("");
  }

  private static String oneLine(ParameterException e) {
    String message =
        Objects.toString(e.getMessage(), "")
            .lines()
            .findFirst()
            .orElse("")
            .replaceAll("[.;:]$", "");
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      return suggestions.isEmpty()
          ? message
          : message + " (did you mean " + suggestions.getFirst() + "?)";
    }
    return message;
  }

  /** Tells picocli the version. */
  static final class VersionOfBuild implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"lumen " + Version.CURRENT};
    }
  }
}
