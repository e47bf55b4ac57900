package dev.lumen.server;

import dev.lumen.server.OperationSettings.LogFormat;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@link OperationSettings}, or says what is wrong. */
final class OperationSettingsReader {
  private final Function<Setting, Optional<String>> values;

  /**
   * @param values what each setting was given, stripped; empty for nothing
   */
  OperationSettingsReader(Function<Setting, Optional<String>> values) {
    this.values = values;
  }

  OperationSettings read(
      int backupsKept,
      int conversationDays,
      int databaseWaitSeconds,
      int drainSeconds,
      LogFormat format) {
    return new OperationSettings(
        backupAt(),
        values.apply(Setting.BACKUP_DIR).map(it -> Path.of(it).toAbsolutePath()).orElse(null),
        backupsKept,
        conversationDays,
        Duration.ofSeconds(databaseWaitSeconds),
        Duration.ofSeconds(drainSeconds),
        format);
  }

  private @Nullable LocalTime backupAt() {
    String given = values.apply(Setting.BACKUP_AT).orElse("never");
    if (given.equals("never")) {
      return null;
    }
    try {
      return LocalTime.parse(given);
    } catch (DateTimeException e) {
      throw new SettingsException(
          "LUMEN_BACKUP_AT is \"%s\"; it is a time of the day in UTC as 03:30, or never."
              .formatted(given));
    }
  }
}
