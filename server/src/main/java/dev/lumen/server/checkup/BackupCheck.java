package dev.lumen.server.checkup;

import dev.lumen.server.backup.StoredBackups;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether the daily backups are made, and can be. */
public final class BackupCheck {
  private static final String SUBJECT = "backups";
  private static final Duration OLD = Duration.ofHours(26);

  private BackupCheck() {}

  /** Looks at the folder of the daily backups. */
  public static Finding look(StoredBackups stored, Instant now) {
    Path folder = stored.folder();
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      return Finding.fail(
          SUBJECT, there + " is no folder", "move it away, or correct LUMEN_BACKUP_DIR");
    }
    if (!Files.isWritable(there)) {
      return Finding.fail(
          SUBJECT,
          folder + " cannot be written to",
          "give this user the right, or correct LUMEN_BACKUP_DIR");
    }
    Optional<Instant> newest = stored.newest(now);
    if (newest.isEmpty()) {
      return Finding.warn(
          SUBJECT,
          "the server has made none yet in " + folder,
          "it makes the first soon after its start; if it runs, its log says why not");
    }
    String found = "the newest in %s is of %s".formatted(folder, newest.get());
    return newest.get().isBefore(now.minus(OLD))
        ? Finding.fail(SUBJECT, found, "the server's log says why")
        : Finding.ok(SUBJECT, found);
  }
}
