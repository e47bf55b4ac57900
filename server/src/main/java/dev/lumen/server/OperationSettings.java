package dev.lumen.server;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the server looks after itself and its data. {@link Setting} describes each value.
 *
 * @param backupAt when a backup is made every day, in UTC; null for never
 * @param backupFolder where; null for {@code backups} in the data folder
 * @param backupsKept how many of them stay
 * @param conversationDays after how many days without a change a conversation is deleted; 0: never
 * @param databaseWait how long a start waits for a database that is away
 * @param drain how long a server that stops still answers, telling that it is not ready
 * @param logFormat what a line of the log looks like
 */
public record OperationSettings(
    @Nullable LocalTime backupAt,
    @Nullable Path backupFolder,
    int backupsKept,
    int conversationDays,
    Duration databaseWait,
    Duration drain,
    LogFormat logFormat) {

  /** No backups, everything kept, lines for people. */
  public static final OperationSettings STANDARD =
      new OperationSettings(
          null, null, 7, 0, Duration.ofSeconds(30), Duration.ZERO, LogFormat.TEXT);

  /** What a line of the log looks like. */
  public enum LogFormat {
    /** For people. */
    TEXT,
    /** One JSON object a line. */
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
