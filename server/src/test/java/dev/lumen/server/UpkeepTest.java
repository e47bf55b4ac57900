package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.account.AuditTrail;
import dev.lumen.server.backup.BackupFile;
import dev.lumen.server.backup.Progress;
import dev.lumen.server.backup.StoredBackups;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What the server does by itself")
class UpkeepTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("O-08: the first backup is made at once, whatever the time of the daily one is")
  void firstBackup() throws Exception {
    LocalTime soon = LocalTime.now(ZoneOffset.UTC).plusHours(2);
    String at = String.format(Locale.ROOT, "%02d:%02d", soon.getHour(), soon.getMinute());
    Map<String, String> settings =
        Map.of("LUMEN_BACKUP_AT", at, "LUMEN_BACKUP_DIR", folder.toString());
    try (WatchService watch = FileSystems.getDefault().newWatchService()) {
      folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      try (RunningServer first = RunningServer.secured();
          RunningServer server = first.beside(settings)) {
        assertThat(server.api().get("/health").status()).isEqualTo(200);
        while (new StoredBackups(folder).all().isEmpty()) {
          WatchKey key = watch.poll(60, TimeUnit.SECONDS);
          assertThat(key).as("a first backup was made").isNotNull();
          key.reset();
        }
      }
    }
  }

  @Test
  @DisplayName("O-08: a backup that is due is made, and only as many are kept as wanted")
  void backups() throws Exception {
    StoredBackups stored = new StoredBackups(folder);
    Path oldest = Files.createFile(stored.fileOf(Instant.parse("2026-01-01T00:00:00Z")));
    Path older = Files.createFile(stored.fileOf(Instant.parse("2026-01-02T00:00:00Z")));
    Path own = Files.createFile(folder.resolve("lumen-before-the-move.tar.gz"));
    Map<String, String> settings =
        Map.of(
            "LUMEN_BACKUP_AT", "00:00",
            "LUMEN_BACKUP_DIR", folder.toString(),
            "LUMEN_BACKUP_KEEP", "2");
    try (WatchService watch = FileSystems.getDefault().newWatchService()) {
      folder.register(watch, StandardWatchEventKinds.ENTRY_DELETE);
      try (RunningServer first = RunningServer.secured();
          RunningServer server = first.beside(settings)) {
        assertThat(server.api().get("/health").status()).isEqualTo(200);
        while (Files.exists(oldest)) { // removed after the new one is there
          WatchKey key = watch.poll(60, TimeUnit.SECONDS);
          assertThat(key).as("an old backup was removed").isNotNull();
          key.reset();
        }
      }
    }
    assertThat(older).exists();
    assertThat(own).exists();
    assertThat(stored.all()).hasSize(2);
    BackupFile made = BackupFile.check(stored.all().getFirst(), Progress.NONE);
    assertThat(made.manifest().whole()).isTrue();
    assertThat(made.summary().rows("users")).isPositive();
  }

  @Test
  @DisplayName("O-08: a backup that a wrong clock has dated into the future stands in nobody's way")
  void backupsOfTheFuture() throws Exception {
    StoredBackups stored = new StoredBackups(folder);
    Path strange = Files.createFile(stored.fileOf(Instant.parse("2999-01-01T00:00:00Z")));
    Path old = Files.createFile(stored.fileOf(Instant.parse("2026-01-01T00:00:00Z")));
    Map<String, String> settings =
        Map.of(
            "LUMEN_BACKUP_AT", "00:00",
            "LUMEN_BACKUP_DIR", folder.toString(),
            "LUMEN_BACKUP_KEEP", "1");
    try (WatchService watch = FileSystems.getDefault().newWatchService()) {
      folder.register(watch, StandardWatchEventKinds.ENTRY_DELETE);
      try (RunningServer first = RunningServer.secured();
          RunningServer server = first.beside(settings)) {
        assertThat(server.api().get("/health").status()).isEqualTo(200);
        while (Files.exists(old)) {
          WatchKey key = watch.poll(60, TimeUnit.SECONDS);
          assertThat(key).as("an old backup was removed, as a new one is there").isNotNull();
          key.reset();
        }
      }
    }
    assertThat(strange).exists();
    assertThat(stored.all()).hasSize(2);
    assertThat(stored.newest(Instant.now()).orElseThrow())
        .isAfter(Instant.now().minus(Duration.ofMinutes(5)));
  }

  @Test
  @DisplayName(
      "S-06: a server whose clock runs ahead deletes nothing that is young by the database's")
  void retentionByAWrongClock() throws SQLException {
    try (RunningServer server = RunningServer.with(Map.of("LUMEN_LIMITS", "off"))) {
      Api admin = server.asAdministrator();
      String old = admin.newConversation("Old");
      String recent = admin.newConversation("Recent");
      try (Connection connection = server.database().openAsSuperuser();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "update conversations set updated_at = now() - interval '31 days' where id = '%s'"
                .formatted(old));
      }
      Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofDays(3_650));
      AuditTrail audit = new AuditTrail(server.database().database(), ahead);
      try (ConversationRetention tidy =
          new ConversationRetention(server.database().database(), audit, ahead, 30)) {
        assertThat(tidy).isNotNull();
        while (admin.get("/api/v1/audit?action=conversations_expired").at("total").asInt() == 0) {
          Thread.onSpinWait(); // each look is a request
        }
      }
      assertThat(admin.get("/api/v1/conversations/" + old).status()).isEqualTo(404);
      assertThat(admin.get("/api/v1/conversations/" + recent).status()).isEqualTo(200);
      assertThat(audit.forgetBefore(Duration.ofDays(365))).isZero();
    }
  }

  @Test
  @DisplayName("S-06: conversations that nobody touched long enough are deleted, which is noted")
  void retention() throws SQLException {
    try (RunningServer server = RunningServer.with(Map.of("LUMEN_LIMITS", "off"))) {
      Api admin = server.asAdministrator();
      String old = admin.newConversation("Old");
      String recent = admin.newConversation("Recent");
      admin.say(old, "User", "this was long ago");
      try (Connection connection = server.database().openAsSuperuser();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "update conversations set updated_at = now() - interval '31 days' where id = '%s'"
                .formatted(old));
      }
      try (RunningServer tidy = server.beside(Map.of("LUMEN_RETENTION_DAYS", "30"))) {
        Api there = tidy.asAdministrator();
        String audit = "/api/v1/audit?action=conversations_expired";
        while (there.get(audit).at("total").asInt() == 0) {
          Thread.onSpinWait(); // each look is a request; it is noted in the moment it is done
        }
        assertThat(there.get(audit).at("events.0.details.conversations").asInt()).isEqualTo(1);
        assertThat(there.get("/api/v1/conversations/" + old).status()).isEqualTo(404);
        assertThat(there.get("/api/v1/conversations/" + recent).status()).isEqualTo(200);
      }
    }
  }

  @Test
  @DisplayName("the log as JSON: one object a line, whatever is in it")
  void logLines() throws IOException {
    var logged = new java.util.logging.LogRecord(java.util.logging.Level.WARNING, "two\nlines {0}");
    logged.setParameters(new Object[] {"and \"more\""});
    logged.setThrown(new IllegalStateException("why"));
    logged.setLoggerName("dev.lumen.Example");
    String line = LogLines.in(OperationSettings.LogFormat.JSON).format(logged);
    assertThat(line.lines()).hasSize(1);
    var json = dev.lumen.server.api.Json.tree(line);
    assertThat(json.path("message").asText()).isEqualTo("two\nlines and \"more\"");
    assertThat(json.path("error").asText()).isEqualTo("java.lang.IllegalStateException");
    assertThat(LogLines.in(OperationSettings.LogFormat.TEXT).format(logged))
        .contains(" WARNING Example: two\nlines and \"more\"");
  }
}
