package dev.lumen.cli.operations;

import dev.lumen.cli.Shell;
import dev.lumen.server.Maintenance;
import dev.lumen.server.database.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** {@code ./lumen migrate}: the schema's state, and bringing it up to date. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    versionProvider = Operation.VersionOfBuild.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Shows the steps of the database's schema and takes those to come.",
    footer = {
      "",
      "./lumen serve takes them by itself when it starts; this is for those who want",
      "to do it at a time of their own. Make a backup first: ./lumen backup."
    })
public final class MigrateCommand extends Operation implements Runnable {
  private static final Path FOLDER = Path.of("server/src/main/resources/db/migration");
  private static final int OUT_OF_DATE = 3;

  private final CommandLine commandLine = new CommandLine(this);

  public MigrateCommand(Shell shell) {
    super(shell, "migrate");
  }

  /** With the commands below it. */
  public CommandLine commandLine() {
    return commandLine;
  }

  /** Without a command there is nothing to do but to say which there are. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        commandLine,
        "a command is missing: " + String.join(", ", commandLine.getSubcommands().keySet()));
  }

  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      aliases = "history",
      description = "Lists all steps, and when they were taken; exit code 3 when some are to come.")
  int status() {
    return with(
        settings -> {
          try (Maintenance open = Maintenance.open(settings)) {
            long pending = 0;
            int newest = 0;
            for (Migrations.Step step : open.migrations()) {
              say(
                  String.format(
                      Locale.ROOT,
                      "%3d  %-28s %-8s %s",
                      step.version(),
                      step.description(),
                      step.state().toLowerCase(Locale.ROOT),
                      step.appliedAt().map(at -> at.toString().substring(0, 19) + "Z").orElse("")));
              newest = Math.max(newest, step.version());
              pending += step.appliedAt().isPresent() ? 0 : 1;
            }
            if (newest > Migrations.NEWEST) {
              return fail(Migrations.newer(newest), ExitCode.SOFTWARE);
            }
            say(
                pending == 0
                    ? "Up to date."
                    : pending + " to come: ./lumen migrate up, or start the server.");
            return pending == 0 ? ExitCode.OK : OUT_OF_DATE;
          }
        });
  }

  @Command(name = "up", mixinStandardHelpOptions = true, description = "Takes all steps to come.")
  int up() {
    return with(
        settings -> {
          try (Maintenance open = Maintenance.open(settings)) {
            int taken = open.migrate();
            say(
                taken == 0
                    ? "Up to date; there was nothing to do."
                    : taken + " taken. Up to date.");
            return ExitCode.OK;
          }
        });
  }

  @Command(
      name = "new",
      mixinStandardHelpOptions = true,
      description = "Begins the next step, in the working copy of the source.")
  int create(@Parameters(paramLabel = "WORDS", arity = "1..*") String[] words) {
    return with(
        settings -> {
          if (!Files.isDirectory(FOLDER)) {
            return fail(
                "there is no " + FOLDER + " here; run it in a working copy of Lumen",
                ExitCode.SOFTWARE);
          }
          say(begin(String.join("_", words)).toString());
          return ExitCode.OK;
        });
  }

  private static Path begin(String words) throws IOException {
    String name = words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    Path file =
        FOLDER.resolve(String.format(Locale.ROOT, "V%03d__%s.sql", Migrations.NEWEST + 1, name));
    Files.writeString(
        file,
        "-- What changes, and why. Raise Migrations.NEWEST to %d in the same commit.%n"
            .formatted(Migrations.NEWEST + 1));
    return file;
  }
}
