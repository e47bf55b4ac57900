package dev.lumen.cli.operations;

import dev.lumen.cli.Shell;
import dev.lumen.server.Maintenance;
import dev.lumen.server.Settings;
import dev.lumen.server.backup.BackupWriter;
import dev.lumen.server.backup.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code ./lumen backup}: the database as one file, while the server runs or not. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    versionProvider = Operation.VersionOfBuild.class,
    description = "Writes the database, or some of it, into one compressed file.",
    footer = {
      "",
      "The server may run meanwhile: the file shows one moment. It is there whole or",
      "not at all, and only its owner may read it. It holds all that was said, and",
      "password hashes unless conversations are chosen; no sessions, no signing key.",
      "",
      "  ./lumen backup                                 everything",
      "  ./lumen backup --tables conversations,turns    some tables",
      "  ./lumen backup --conversation ID               one conversation",
      "",
      "A backup every day: LUMEN_BACKUP_AT. Back again: ./lumen restore FILE."
    })
public final class BackupCommand extends Operation implements Callable<Integer> {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file, or a folder/ for it (lumen-TIME.tar.gz here).")
  private String output = "";

  @Option(names = "--tables", paramLabel = "TABLE", split = ",", description = "Only these tables.")
  private List<String> tables = List.of();

  @Option(
      names = "--conversation",
      paramLabel = "ID",
      split = ",",
      description = "Only these conversations, with all that is theirs.")
  private List<UUID> conversations = List.of();

  public BackupCommand(Shell shell) {
    super(shell, "backup");
  }

  @Override
  public Integer call() {
    return with(this::write);
  }

  private int write(Settings settings) throws IOException {
    Path file = Path.of(output).toAbsolutePath();
    if (output.endsWith("/") || Files.isDirectory(file)) {
      file = file.resolve("lumen-" + STAMP.format(Clock.systemUTC().instant()) + ".tar.gz");
    }
    if (Files.exists(file)) {
      return fail(file + " is there already; it is not written over", ExitCode.SOFTWARE);
    }
    Selection selection = new Selection(Set.copyOf(tables), Set.copyOf(conversations));
    try (Maintenance open = Maintenance.open(settings);
        ProgressLine progress = new ProgressLine(shell())) {
      BackupWriter.Written written = open.backup(file, selection, progress);
      progress.end();
      say(
          String.format(
              Locale.ROOT,
              "%s: %,d conversations, %,d turns, %,d rows in all, %,d kB",
              file,
              written.summary().rows("conversations"),
              written.summary().rows("turns"),
              written.summary().rows(),
              (Files.size(file) + 1023) / 1024));
      return ExitCode.OK;
    }
  }
}
