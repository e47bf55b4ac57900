package dev.lumen.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The embedded server after every kind of ending: what was committed is there, and nothing needs a
 * hand.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class EmbeddedPostgresServerTest {
  /** A data directory after its first start, copied for every test that does not test just that. */
  @TempDir private static Path seed;

  @TempDir private Path directory;

  @BeforeAll
  static void startForTheFirstTime() {
    try (EmbeddedPostgresServer server =
        EmbeddedPostgresServer.start(seed, TestDatabase.testBinaries(), Map.of())) {
      Database.open(server, 1).close();
    }
  }

  private void useSeed() throws IOException {
    useSeed(directory);
  }

  private static void useSeed(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(seed)) {
      for (Path file : files.skip(1).toList()) {
        Files.copy(
            file, directory.resolve(seed.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  @Test
  void whatWasStoredIsThereAfterAnOrderlyRestart() throws IOException {
    useSeed();
    try (EmbeddedPostgresServer server = start()) {
      store(server, "kept@example.org");
    }
    try (EmbeddedPostgresServer server = start()) {
      assertThat(users(server)).containsExactly("kept@example.org");
    }
  }

  @Test
  void itIsDurableLogicalAndOnLoopbackOnly() throws IOException {
    useSeed();
    try (EmbeddedPostgresServer server = start();
        Database database = Database.open(server, 1)) {
      Map.of(
              "fsync", "on",
              "synchronous_commit", "on",
              "full_page_writes", "on",
              "wal_level", "logical",
              "listen_addresses", "127.0.0.1",
              "max_replication_slots", "16")
          .forEach((name, value) -> assertThat(setting(database, name)).as(name).isEqualTo(value));
    }
  }

  @Test
  void itOpensNoSocketFile() throws IOException {
    useSeed();
    try (EmbeddedPostgresServer server = start()) {
      assertThat(server.pid()).isPositive();
      assertThat(Files.readAllLines(pidFile()).get(4)).isEmpty();
    }
  }

  @Test
  void itAsksForAPasswordThatOnlyTheOwnerCanRead() throws IOException {
    useSeed();
    try (EmbeddedPostgresServer server = start()) {
      for (String user : List.of("lumen", "postgres")) {
        SQLException refused =
            catchThrowableOfType(
                SQLException.class,
                () -> Connections.open(server.jdbcUrl(), user, "guess").close());
        assertThat(refused.getSQLState()).isEqualTo("28P01");
      }
      Path file = directory.resolve("postgres.password");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(Files.readString(file).strip()).isEqualTo(server.password()).hasSize(43);
    }
  }

  @Test
  void aSecondLumenOnTheSameDirectoryIsRefusedInThisProcessAndInAnother() throws IOException {
    useSeed();
    try (EmbeddedPostgresServer server = start()) {
      store(server, "kept@example.org");
      String expected =
          "Another Lumen (process "
              + ProcessHandle.current().pid()
              + ") is using the data directory";
      assertThat(setup(() -> start().close())).contains(expected).contains("--data-dir");
      try (OtherProcess other = OtherProcess.start(directory)) {
        assertThat(other.said()).contains(expected);
      }
      assertThat(users(server)).containsExactly("kept@example.org");
    }
  }

  @Test
  void aServerThatOutlivedItsLumenIsTakenOver() throws Exception {
    useSeed();
    try (OtherProcess other = OtherProcess.start(directory)) {
      assertThat(other.said()).isEqualTo("ready");
      long orphan = pidInFile();
      other.kill();
      assertThat(ProcessHandle.of(orphan)).isPresent();
      try (EmbeddedPostgresServer server = start()) {
        assertThat(server.pid()).isEqualTo(orphan);
        assertThat(users(server)).containsExactly("user0");
      }
      assertThat(Files.exists(pidFile())).isFalse();
    }
  }

  @Test
  void aServerThatOutlivedALumenWithOtherSettingsIsReplaced() throws Exception {
    useSeed();
    try (OtherProcess other = OtherProcess.start(directory)) {
      assertThat(other.said()).isEqualTo("ready");
      long orphan = pidInFile();
      other.kill();
      try (EmbeddedPostgresServer server = start(Map.of("max_connections", "61"));
          Database database = Database.open(server, 1)) {
        assertThat(server.pid()).isNotEqualTo(orphan);
        assertThat(setting(database, "max_connections")).isEqualTo("61");
        assertThat(users(server)).containsExactly("user0");
      }
    }
  }

  @Test
  void killingBothAtOnceLosesNothing() throws Exception {
    useSeed();
    for (int crash = 0; crash < 3; crash++) {
      try (OtherProcess other = OtherProcess.start(directory)) {
        assertThat(other.said()).isEqualTo("ready");
        long postmaster = pidInFile();
        other.kill();
        // At once after this the process is a zombie or just gone; its children may not have
        // noticed yet.
        ProcessHandle.of(postmaster).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
    try (EmbeddedPostgresServer server = start()) {
      assertThat(users(server)).containsExactly("user0", "user1", "user2");
    }
  }

  @Test
  void aLockFileThatNamesAnUnrelatedProcessIsNoObstacle() throws Exception {
    useSeed();
    start().close();
    // This JVM is alive, of the same user, and no PostgreSQL: as after a reboot, when numbers come
    // round again.
    Files.writeString(
        pidFile(),
        "%d\n%s\n1700000000\n5432\n\n127.0.0.1\n\nready\n"
            .formatted(ProcessHandle.current().pid(), directory.resolve("postgres")));
    try (EmbeddedPostgresServer server = start()) {
      store(server, "here@example.org");
      assertThat(users(server)).containsExactly("here@example.org");
    }
  }

  @Test
  void anotherPostgresThatHasTheNumberByNowIsLeftAlone(@TempDir Path elsewhere) throws Exception {
    useSeed();
    useSeed(elsewhere);
    start().close();
    try (EmbeddedPostgresServer other =
        EmbeddedPostgresServer.start(elsewhere, TestDatabase.testBinaries(), Map.of())) {
      Files.writeString(
          pidFile(),
          "%d\n%s\n1700000000\n5432\n\n127.0.0.1\n\nready\n"
              .formatted(other.pid(), directory.resolve("postgres")));
      try (EmbeddedPostgresServer server = start()) {
        assertThat(server.pid()).isNotEqualTo(other.pid());
        store(other, "untouched@example.org");
        assertThat(users(other)).containsExactly("untouched@example.org");
      }
    }
  }

  @Test
  void anEmptyLockFileIsNoObstacle() throws Exception {
    useSeed();
    start().close();
    Files.createFile(pidFile());
    start().close();
  }

  @Test
  void aFirstStartThatWasCutShortIsBegunAgain() throws Exception {
    Files.createDirectories(directory.resolve("postgres.new/base"));
    Files.writeString(directory.resolve("postgres.new/PG_VERSION"), "18\n");
    start().close();
    // The role and the database, too, can be half made.
    Files.delete(directory.resolve("postgres/lumen.furnished"));
    try (EmbeddedPostgresServer server = start()) {
      assertThat(users(server)).isEmpty();
    }
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThat(setup(() -> EmbeddedPostgresServer.start(file.resolve("data")).close()))
        .contains("cannot write to its data directory " + file.resolve("data"))
        .contains("LUMEN_DATA_DIR");
  }

  @Test
  void dataOfAnotherMajorVersionIsNotTouched() throws IOException {
    Path data = Files.createDirectories(directory.resolve("postgres"));
    Files.writeString(data.resolve("PG_VERSION"), "17\n");
    assertThat(setup(() -> start().close()))
        .contains("written by PostgreSQL 17")
        .contains("backup");
  }

  @Test
  void aBrokenSettingIsReportedAtOnceWithItsReason() throws IOException {
    useSeed();
    start().close();
    Files.writeString(directory.resolve("postgres/user.conf"), "shared_buffers = 'plenty'\n");
    assertThat(setup(() -> start().close())).contains("shared_buffers").contains("postgres.log");
    Files.delete(directory.resolve("postgres/user.conf"));
    start().close();
  }

  @Test
  void itsLogHoldsNoTextThatWasStored() throws IOException {
    useSeed();
    String canary = "my-medical-history-4711";
    try (EmbeddedPostgresServer server = start();
        Database database = Database.open(server, 1)) {
      for (String statement :
          List.of(
              "select cast('" + canary + "' as uuid)",
              "insert into users (email) values ('" + canary + "'), ('" + canary + "')")) {
        assertThatExceptionOfType(DatabaseException.class)
            .isThrownBy(
                () -> database.write(new Actor.Service(), handle -> handle.execute(statement)));
      }
    }
    assertThat(Files.readString(directory.resolve("postgres.log")))
        .contains("ready to accept")
        .doesNotContain(canary);
  }

  private EmbeddedPostgresServer start() {
    return start(Map.of());
  }

  private EmbeddedPostgresServer start(Map<String, String> settings) {
    return EmbeddedPostgresServer.start(directory, TestDatabase.testBinaries(), settings);
  }

  private Path pidFile() {
    return directory.resolve("postgres/postmaster.pid");
  }

  private long pidInFile() throws IOException {
    return PostmasterFile.read(directory.resolve("postgres")).orElseThrow().pid();
  }

  private static void store(EmbeddedPostgresServer server, String email) {
    try (Database database = Database.open(server, 1)) {
      database.write(
          new Actor.Service(),
          handle -> handle.execute("insert into users (email) values (?)", email));
    }
  }

  private static List<String> users(EmbeddedPostgresServer server) {
    try (Database database = Database.open(server, 1)) {
      return database.read(
          new Actor.Service(),
          handle ->
              handle
                  .createQuery("select email from users order by email")
                  .mapTo(String.class)
                  .list());
    }
  }

  private static String setting(Database database, String name) {
    return database.read(
        new Actor.Service(),
        handle -> handle.createQuery("show " + name).mapTo(String.class).one());
  }

  private static String setup(ThrowingCallable action) {
    DatabaseException failure = catchThrowableOfType(DatabaseException.class, action);
    assertThat(failure.kind()).isEqualTo(DatabaseException.Kind.SETUP);
    return String.valueOf(failure.getMessage());
  }
}
