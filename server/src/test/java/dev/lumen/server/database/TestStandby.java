package dev.lumen.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A real hot standby of the server that the tests share: a copy of its files, made while it runs,
 * that follows it over a connection for replication.
 *
 * @see <a href="https://www.postgresql.org/docs/18/continuous-archiving.html">"Making a Base Backup
 *     Using the Low Level API"</a>
 */
public final class TestStandby implements AutoCloseable {
  /** What a copy must not have of these: the standby makes its own. */
  private static final Set<String> EMPTY =
      Set.of(
          "pg_wal",
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");

  private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts");

  private final Path directory;
  private final String slot;
  private final PostgresCluster cluster;
  private final int port;

  private TestStandby(Path directory, String slot, PostgresCluster cluster, int port) {
    this.directory = directory;
    this.slot = slot;
    this.cluster = cluster;
    this.port = port;
  }

  /** One that follows and can be asked. */
  public static TestStandby create() {
    EmbeddedPostgresServer primary = TestDatabase.shared();
    try {
      Path directory = Files.createTempDirectory("lumen-standby");
      String slot = "standby_" + ProcessHandle.current().pid() + "_" + System.nanoTime();
      try (Connection connection = primary.openAsSuperuser("postgres");
          Statement statement = connection.createStatement()) {
        statement.execute("select pg_create_physical_replication_slot('" + slot + "', true)");
        copy(statement, directory.resolve("postgres"));
      }
      PostgresCluster cluster =
          PostgresCluster.open(
              directory,
              PostgresBinaries.unpack(TestDatabase.testBinaries()),
              Map.of(
                  "fsync",
                  "off",
                  "max_connections",
                  "200",
                  "primary_slot_name",
                  slot,
                  "primary_conninfo",
                  "host=127.0.0.1 port=%d user=postgres password=%s"
                      .formatted(primary.port(), primary.password())));
      return new TestStandby(directory, slot, cluster, cluster.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Statement statement, Path to) throws SQLException, IOException {
    Path from = Path.of(text(statement, "show data_directory"));
    statement.execute("select pg_backup_start('standby', true)");
    Files.walkFileTree(from, new Copying(from, to));
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
    String label = text(statement, "select labelfile from pg_backup_stop(false)");
    Files.writeString(to.resolve("backup_label"), label);
    Files.createFile(to.resolve("standby.signal"));
  }

  /** As in LUMEN_DATABASE_REPLICA_URL, for a database of the shared server. */
  public String url(TestDatabase database) {
    PostgresServer server = database.server();
    return url(server, server.user());
  }

  /** The same in the name of the superuser, whom row-level security does not bind. */
  public String urlAsSuperuser(TestDatabase database) {
    return url(database.server(), "postgres");
  }

  private String url(PostgresServer server, String user) {
    String name = server.jdbcUrl().replaceFirst(".*/", "");
    return "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(user, server.password(), port, name);
  }

  /** From now on it takes in what is new without showing it. */
  public void pause() {
    ask("select pg_wal_replay_pause()");
    while (!ask("select pg_get_wal_replay_pause_state()").equals("paused")) {
      Thread.onSpinWait();
    }
  }

  /** The contrary of {@link #pause}. */
  public void resume() {
    ask("select pg_wal_replay_resume()");
  }

  /** Makes it a primary of its own. */
  public void promote() {
    ask("select pg_promote(true, 60)");
  }

  /** Waits until it shows what the primary has now. */
  public void awaitReplay() {
    try (Connection connection = TestDatabase.shared().openAsSuperuser("postgres");
        Statement statement = connection.createStatement()) {
      String place = text(statement, "select pg_current_wal_flush_lsn()");
      while (!ask("select pg_last_wal_replay_lsn() >= '" + place + "'").equals("t")) {
        Thread.onSpinWait();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends all its processes as a power cut would. */
  public void kill() {
    List<ProcessHandle> all = processes();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }

  /** Stops all its processes without ending them: connections stay, and nobody answers. */
  public void freeze() {
    signal("-STOP");
  }

  /** The contrary of {@link #freeze}. */
  public void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      for (ProcessHandle process : processes()) {
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<ProcessHandle> processes() {
    try {
      ProcessHandle main = ProcessHandle.of(cluster.runningPid()).orElseThrow();
      return Stream.concat(Stream.of(main), main.descendants()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again where it was, after {@link #kill}. */
  public void startAgain() {
    try {
      cluster.startAgain(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String ask(String sql) {
    try (Connection connection =
            Connections.open(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "postgres",
                TestDatabase.shared().password());
        Statement statement = connection.createStatement()) {
      return text(statement, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  @Override
  public void close() {
    try (Connection connection = TestDatabase.shared().openAsSuperuser("postgres");
        Statement statement = connection.createStatement()) {
      cluster.stop();
      PostgresBinaries.delete(directory);
      // Its connection may not have ended yet, and would forbid the next statement.
      statement.execute(
          "select pg_terminate_backend(active_pid, 10000) from pg_replication_slots"
              + " where active and slot_name = '"
              + slot
              + "'");
      statement.execute("select pg_drop_replication_slot('" + slot + "')");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Copies a data directory that is in use: files may come and go meanwhile. */
  private static final class Copying extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;

    Copying(Path from, Path to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Path name = from.relativize(folder);
      Files.createDirectories(to.resolve(name));
      return EMPTY.contains(name.toString())
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Path name = from.relativize(file);
      if (!LEFT_OUT.contains(name.toString())) {
        try {
          Files.copy(file, to.resolve(name));
        } catch (NoSuchFileException e) {
          // Gone since it was listed: the log tells the standby so.
          return FileVisitResult.CONTINUE;
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}
