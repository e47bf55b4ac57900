package dev.lumen.server.database;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * PostgreSQL on the data directory, on 127.0.0.1 and a free port, asking for a password, writing to
 * disk before it says so.
 *
 * <p>It copes with what a crash leaves behind. The lock of the data directory, which the kernel
 * frees with the process, says whether another Lumen lives; so whatever is found under the lock
 * belongs to the dead: a server that outlived its Lumen is taken over when it runs with the same
 * settings, else stopped; a {@code postmaster.pid} whose process is gone, or is somebody else by
 * now, is removed. PostgreSQL checks once more by itself, through the shared memory of the data
 * directory, that nobody else is at work there.
 *
 * <p>While Lumen lives it brings a server that was killed back on the same port, so that every
 * connection only has to be made anew.
 *
 * <p>Layout of the data directory: {@code postgres/} the data, {@code postgres-binaries/VERSION/}
 * the programs, {@code postgres.log}, {@code postgres.password} (0600), {@code lumen.lock}.
 * Settings of one's own go into {@code postgres/user.conf}.
 */
public final class EmbeddedPostgresServer implements PostgresServer {
  /** With its programs, roughly. */
  private static final int NEW_DATABASE_MB = 200;

  private static final Logger LOG = System.getLogger(EmbeddedPostgresServer.class.getName());
  private static final String DATABASE = "lumen";
  private static final String ROLE = "lumen";
  private static final String SUPERUSER = "postgres";

  private final DataDirectoryLock lock;
  private final PostgresCluster cluster;
  private final String password;
  private final int port;
  private final PostgresKeeper keeper;
  private boolean closed;

  private EmbeddedPostgresServer(
      DataDirectoryLock lock, PostgresCluster cluster, String password, int port) {
    this.lock = lock;
    this.cluster = cluster;
    this.password = password;
    this.port = port;
    this.keeper = new PostgresKeeper(cluster, port);
  }

  /**
   * Starts the server of a data directory, making both if need be: about a second the first time, a
   * quarter of one later.
   *
   * @throws DatabaseException when another Lumen has the directory, when it cannot be written to,
   *     or when PostgreSQL does not start; the message says what to do
   */
  public static EmbeddedPostgresServer start(Path dataDirectory) {
    return start(dataDirectory, dataDirectory.resolve("postgres-binaries"), Map.of());
  }

  /**
   * The server that another Lumen runs on a data directory just now, to be used beside it; closing
   * it stops nothing. Empty when none runs there.
   */
  public static Optional<PostgresServer> running(Path dataDirectory) {
    Path data = dataDirectory.resolve("postgres");
    try {
      Optional<PostmasterFile> file =
          PostmasterFile.read(data)
              .filter(found -> found.holder(data) == PostmasterFile.Holder.OURS);
      if (file.isEmpty()) {
        return Optional.empty();
      }
      String password = Files.readString(dataDirectory.resolve("postgres.password")).strip();
      return Optional.of(new Running(jdbcUrl(file.get().port(), DATABASE), password));
    } catch (IOException e) {
      throw DatabaseException.setup(
          "The embedded database in %s runs, but this user may not read how to reach it. Run the command as the user who runs Lumen."
              .formatted(dataDirectory),
          e);
    }
  }

  /** Whether a data directory holds a database at all. */
  public static boolean existsIn(Path dataDirectory) {
    return Files.exists(dataDirectory.resolve("postgres").resolve("PG_VERSION"));
  }

  private record Running(String jdbcUrl, String password) implements PostgresServer {
    @Override
    public String user() {
      return ROLE;
    }

    @Override
    public String toString() {
      return "Running";
    }

    @Override
    public void close() {}
  }

  /** With the programs kept elsewhere, to share them, and further settings of PostgreSQL. */
  static EmbeddedPostgresServer start(
      Path dataDirectory, Path binaries, Map<String, String> settings) {
    Path directory = DataDirectory.prepare(dataDirectory);
    try {
      DataDirectoryLock lock = DataDirectoryLock.take(directory);
      try {
        return start(lock, directory, binaries.toAbsolutePath(), settings);
      } catch (IOException | SQLException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException | SQLException e) {
      throw DatabaseException.setup(
          "The embedded database in %s could not be started: %s. %s"
              .formatted(directory, e.getMessage(), whereToLook(directory)),
          e);
    }
  }

  /** A first start that fails early, as on a full disk, has not written a log yet. */
  private static String whereToLook(Path directory) {
    Path log = directory.resolve("postgres.log");
    if (Files.exists(log)) {
      return "Its log is " + log + ".";
    }
    try {
      long free = Files.getFileStore(directory).getUsableSpace() >> 20;
      return "It has written no log yet; the disk of %s has %d MB free, and a new database takes %d."
          .formatted(directory, free, NEW_DATABASE_MB);
    } catch (IOException e) {
      return "It has written no log yet.";
    }
  }

  private static EmbeddedPostgresServer start(
      DataDirectoryLock lock, Path directory, Path binaries, Map<String, String> settings)
      throws IOException, SQLException {
    String password = Secret.readOrCreate(directory.resolve("postgres.password"));
    PostgresCluster cluster =
        PostgresCluster.open(directory, PostgresBinaries.unpack(binaries), settings);
    cluster.createIfMissing(directory.resolve("postgres.password"));
    int port = cluster.start();
    EmbeddedPostgresServer server = new EmbeddedPostgresServer(lock, cluster, password, port);
    try {
      if (!cluster.isFurnished()) {
        server.furnish();
        cluster.markFurnished();
      }
      server.keeper.start();
      return server;
    } catch (IOException | SQLException e) {
      server.close();
      throw e;
    }
  }

  @Override
  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  @Override
  public String user() {
    return ROLE;
  }

  @Override
  public String password() {
    return password;
  }

  @Override
  public boolean isExclusive() {
    return true;
  }

  @Override
  public OptionalLong room() {
    try {
      return OptionalLong.of(Files.getFileStore(cluster.data()).getUsableSpace());
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** Where it listens. */
  int port() {
    return port;
  }

  /** Another database of this server. */
  String jdbcUrl(String database) {
    return jdbcUrl(port, database);
  }

  private static String jdbcUrl(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** A connection with all rights, for what the role of Lumen must not do. */
  Connection openAsSuperuser(String database) throws SQLException {
    return Connections.open(jdbcUrl(database), SUPERUSER, password);
  }

  /** The server's main process. */
  long pid() throws IOException {
    return cluster.runningPid();
  }

  /** Stops PostgreSQL within a fraction of a second; transactions under way are rolled back. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    keeper.close();
    try {
      cluster.stop();
      lock.close();
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "The embedded database did not stop; the next start will take care of it.",
          e);
    }
  }

  /** The role and the database. Repeatable: a first start can be cut short anywhere. */
  private void furnish() throws SQLException {
    try (Connection connection = openAsSuperuser("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "do $$ begin create role lumen; exception when duplicate_object then null; end $$");
      // No superuser: row-level security binds it. The password is as random as a key, so
      // stretching it would
      // only make every connection slower.
      statement.execute("set scram_iterations = 1");
      statement.execute(
          "alter role lumen login replication nosuperuser password '" + password + "'");
      try (var row = statement.executeQuery("select 1 from pg_database where datname = 'lumen'")) {
        if (row.next()) {
          return;
        }
      }
      statement.execute("create database lumen owner lumen");
    }
  }
}
