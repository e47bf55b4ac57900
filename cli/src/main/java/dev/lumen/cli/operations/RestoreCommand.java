package dev.lumen.cli.operations;

import dev.lumen.cli.Shell;
import dev.lumen.server.Maintenance;
import dev.lumen.server.Settings;
import dev.lumen.server.backup.BackupFile;
import dev.lumen.server.backup.Conflicts;
import dev.lumen.server.backup.Restore;
import dev.lumen.server.backup.Selection;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./lumen restore}: a backup back into a database. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    versionProvider = Operation.VersionOfBuild.class,
    description = "Brings a backup, or some of it, into the database.",
    footer = {
      "",
      "The file is read and checked to its end before anything is changed. Into a new",
      "folder it comes as it was, and is brought up to date. Where there is something",
      "already, the server may run on, and:",
      "  a conversation comes whole or not at all; see --conflicts",
      "  (with --tables row by row, and what is in other tables stays)",
      "  a user who is there stays as they are; with the same address under another",
      "  id, they get the conversations; who is not there is added",
      "  the audit trail stays the database's own",
      "Conversations are committed 50 at a time. If it is cut short, run it again with",
      "--conflicts skip."
    })
public final class RestoreCommand extends Operation implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "Made by ./lumen backup.")
  private Path file = Path.of("");

  @Option(
      names = "--conflicts",
      paramLabel = "WHAT",
      description = {
        "For conversations that are there already:",
        "fail (default): restore nothing at all; skip: keep those; replace: take the backup's."
      })
  private Conflicts conflicts = Conflicts.FAIL;

  @Option(
      names = "--tables",
      paramLabel = "TABLE",
      split = ",",
      description = "Only these tables of the backup.")
  private List<String> tables = List.of();

  @Option(
      names = "--conversation",
      paramLabel = "ID",
      split = ",",
      description = "Only these conversations, with all that is theirs.")
  private List<UUID> conversations = List.of();

  @Option(
      names = "--clean",
      description = "First removes everything there is; no server may run. Needs --yes.")
  private boolean clean;

  @Option(names = "--check", description = "Only checks the file and says what it holds.")
  private boolean check;

  @Option(names = "--yes", description = "Do what --clean says.")
  private boolean sure;

  public RestoreCommand(Shell shell) {
    super(shell, "restore");
  }

  @Override
  public Integer call() {
    if (clean && !sure) {
      return fail(
          "--clean removes everything that is in the database now, for good; say --yes if you mean it",
          ExitCode.USAGE);
    }
    if (clean && !(tables.isEmpty() && conversations.isEmpty())) {
      return fail("--clean restores everything; leave out what chooses a part", ExitCode.USAGE);
    }
    return with(this::restore);
  }

  private int restore(Settings settings) {
    try (ProgressLine progress = new ProgressLine(shell())) {
      BackupFile backup = BackupFile.check(file, progress);
      if (check) {
        progress.end();
        describe(backup);
        return ExitCode.OK;
      }
      try (Maintenance open = Maintenance.openOrCreate(settings)) {
        Selection selection = new Selection(Set.copyOf(tables), Set.copyOf(conversations));
        Restore.Outcome outcome =
            clean
                ? open.restoreInPlaceOfAll(backup, progress)
                : open.restore(backup, selection, conflicts, progress);
        progress.end();
        tell(outcome);
        return ExitCode.OK;
      }
    }
  }

  private void describe(BackupFile backup) {
    say(
        "Whole and undamaged: made at %s by Lumen %s, schema %d, %s"
            .formatted(
                backup.manifest().createdAt(),
                backup.manifest().lumen(),
                backup.manifest().schema(),
                backup.manifest().whole() ? "everything" : "a part"));
    backup
        .summary()
        .tables()
        .forEach(
            (table, content) ->
                say(String.format(Locale.ROOT, "  %-28s %,12d rows", table, content.rows())));
  }

  private void tell(Restore.Outcome outcome) {
    say(
        String.format(
            Locale.ROOT,
            "Restored %,d conversations, %,d turns, %,d rows in all. %,d conversations replaced, %,d kept as they were.",
            outcome.conversations(),
            outcome.rows().getOrDefault("turns", 0L),
            outcome.rows().values().stream().mapToLong(Long::longValue).sum(),
            outcome.replaced(),
            outcome.skipped()));
  }
}
