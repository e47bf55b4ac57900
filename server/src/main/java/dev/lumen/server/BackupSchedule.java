package dev.lumen.server;

import dev.lumen.server.backup.BackupException;
import dev.lumen.server.backup.BackupWriter;
import dev.lumen.server.backup.Progress;
import dev.lumen.server.backup.Selection;
import dev.lumen.server.backup.StoredBackups;
import dev.lumen.server.database.PostgresServer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A backup every day, and no more of them than wanted. The first of all, and one that was missed
 * because no server ran at that time, is made soon after the start; one that failed is tried again
 * within the hour.
 */
final class BackupSchedule implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(30);
  private static final System.Logger LOG = System.getLogger(BackupSchedule.class.getName());

  private final PostgresServer server;
  private final StoredBackups stored;
  private final OperationSettings settings;
  private final Clock clock;
  private final @Nullable Thread thread;

  BackupSchedule(
      PostgresServer server, StoredBackups stored, OperationSettings settings, Clock clock) {
    this.server = server;
    this.stored = stored;
    this.settings = settings;
    this.clock = clock;
    LocalTime at = settings.backupAt();
    this.thread =
        at == null ? null : Thread.ofVirtual().name("backup-schedule").start(() -> run(at));
  }

  private void run(LocalTime at) {
    try {
      while (true) {
        Thread.sleep(isDue(at) && !made() ? AFTER_FAILURE : LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isDue(LocalTime at) {
    ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
    ZonedDateTime today = now.with(at);
    Instant last = (today.isAfter(now) ? today.minusDays(1) : today).toInstant();
    // Where there is none yet, whatever was due was missed.
    return stored.newest(now.toInstant()).map(newest -> newest.isBefore(last)).orElse(true);
  }

  private boolean made() throws InterruptedException {
    try {
      BackupWriter.Written written =
          new BackupWriter(server, Version.CURRENT, clock)
              .write(stored.fileOf(clock.instant()), Selection.ALL, Progress.NONE);
      stored.keep(settings.backupsKept(), clock.instant());
      LOG.log(
          System.Logger.Level.INFO,
          "Made a backup of {0} rows in {1}.",
          "" + written.summary().rows(),
          stored.folder());
      return true;
    } catch (BackupException | IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LOG.log(
          System.Logger.Level.WARNING,
          "The daily backup failed and is tried again in {0} minutes: {1}",
          "" + AFTER_FAILURE.toMinutes(),
          e.getMessage());
      return false;
    }
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }
}
