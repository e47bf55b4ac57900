package dev.lumen.server;

import dev.lumen.server.account.AuditAction;
import dev.lumen.server.account.AuditTrail;
import dev.lumen.server.account.Doer;
import dev.lumen.server.backup.BackupFile;
import dev.lumen.server.backup.BackupWriter;
import dev.lumen.server.backup.Conflicts;
import dev.lumen.server.backup.Progress;
import dev.lumen.server.backup.Restore;
import dev.lumen.server.backup.Selection;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.database.EmbeddedPostgresServer;
import dev.lumen.server.database.Migrations;
import dev.lumen.server.database.PostgresServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * The database itself, for commands that save, fill and bring it up to date, whether or not a
 * server runs over it. Unlike {@link Administration} it leaves the schema as it finds it.
 */
public final class Maintenance implements AutoCloseable {
  private final PostgresServer postgres;
  private final Clock clock = Clock.systemUTC();

  private Maintenance(PostgresServer postgres) {
    this.postgres = postgres;
  }

  /**
   * Opens the database of the settings, or the embedded one, which is started for as long as this
   * is open when nobody runs it.
   *
   * @throws StartupException when there is none; its message says what to do
   */
  public static Maintenance open(Settings settings) {
    if (settings.databaseUrl() == null && !EmbeddedPostgresServer.existsIn(settings.dataDir())) {
      throw new StartupException(
          "There is no Lumen in %s yet. Start it once with ./lumen serve, or name its folder with --data-dir or LUMEN_DATA_DIR."
              .formatted(settings.dataDir()));
    }
    return openOrCreate(settings);
  }

  /** As {@link #open}; an embedded database that is not there yet is made, empty. */
  public static Maintenance openOrCreate(Settings settings) {
    Logging.configure();
    try {
      return new Maintenance(CommandDatabase.open(settings));
    } catch (DatabaseException e) {
      throw new StartupException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Writes a backup; see {@link BackupWriter#write}. */
  public BackupWriter.Written backup(Path file, Selection selection, Progress progress) {
    return new BackupWriter(postgres, Version.CURRENT, clock).write(file, selection, progress);
  }

  /** Restores what is chosen; see {@link Restore#into}. Noted in the audit trail. */
  public Restore.Outcome restore(
      BackupFile file, Selection selection, Conflicts conflicts, Progress progress) {
    return noted(file, new Restore(postgres, file, progress).into(selection, conflicts));
  }

  /** Restores in the place of everything; see {@link Restore#inPlaceOfAll}. */
  public Restore.Outcome restoreInPlaceOfAll(BackupFile file, Progress progress) {
    return noted(file, new Restore(postgres, file, progress).inPlaceOfAll());
  }

  /** The steps of the schema, taken and to come. */
  public List<Migrations.Step> migrations() {
    return Migrations.steps(postgres);
  }

  /** Takes the steps to come, and answers how many that were. */
  public int migrate() {
    return Migrations.apply(postgres);
  }

  private Restore.Outcome noted(BackupFile file, Restore.Outcome outcome) {
    try (Database database = Database.open(postgres, 1)) {
      new AuditTrail(database, clock)
          .done(
              Doer.OPERATOR,
              AuditAction.BACKUP_RESTORED,
              Map.of(
                  "made_at", file.manifest().createdAt().toString(),
                  "conversations", outcome.conversations(),
                  "replaced", outcome.replaced(),
                  "skipped", outcome.skipped()));
    }
    return outcome;
  }

  @Override
  public void close() {
    postgres.close();
  }
}
