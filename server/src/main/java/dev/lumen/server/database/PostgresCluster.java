package dev.lumen.server.database;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A data directory of PostgreSQL and the server on it. Whoever uses it holds the lock of its
 * folder.
 */
final class PostgresCluster {
  private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};
  private static final Logger LOG = System.getLogger(PostgresCluster.class.getName());
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final int START_ATTEMPTS = 8;
  private static final long LOG_LIMIT = 1 << 20;

  /** A quarter of the default: commits wait while a new one is made and flushed. */
  private static final int LOG_FILE_MEGABYTES = 4;

  private final Path data;
  private final Path log;
  private final PostgresBinaries binaries;
  private final PostgresPrograms programs;
  private final Map<String, String> settings;

  private PostgresCluster(Path directory, PostgresBinaries binaries, Map<String, String> extra)
      throws IOException {
    this.data = directory.resolve("postgres");
    this.log = directory.resolve("postgres.log");
    this.binaries = binaries;
    this.programs = new PostgresPrograms(binaries);
    this.settings = new TreeMap<>(PostgresSettings.STANDARD);
    this.settings.putAll(extra);
  }

  static PostgresCluster open(Path directory, PostgresBinaries binaries, Map<String, String> extra)
      throws IOException {
    return new PostgresCluster(directory, binaries, extra);
  }

  /**
   * Makes the data directory, beside its place first: an interrupted start leaves no half of one.
   */
  void createIfMissing(Path passwordFile) throws IOException {
    if (Files.exists(data.resolve("PG_VERSION"))) {
      checkVersion();
      return;
    }
    Path fresh = data.resolveSibling("postgres.new");
    PostgresBinaries.delete(fresh);
    PostgresPrograms.Ended made =
        programs.run(
            START,
            "initdb",
            "--pgdata=" + fresh,
            "--username=postgres",
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
            "--wal-segsize=" + LOG_FILE_MEGABYTES,
            "--set=max_connections=60",
            "--set=shared_buffers=64MB");
    if (!made.succeeded()) {
      PostgresBinaries.delete(fresh);
      throw new IOException("initdb failed: " + made.output());
    }
    Files.writeString(
        fresh.resolve("postgresql.conf"),
        "\ninclude_if_exists = 'lumen.conf'\ninclude_if_exists = 'user.conf'\n",
        StandardOpenOption.APPEND);
    Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Sees to it that the server runs.
   *
   * @return its port
   */
  int start() throws IOException {
    Optional<Integer> running = takeOver();
    return running.isPresent() ? running.get() : launch(0);
  }

  /** Where its files are. */
  Path data() {
    return data;
  }

  /** Starts a server that broke down, where its clients look for it. */
  void startAgain(int port) throws IOException {
    if (runningPid() == 0) {
      launch(port);
    }
  }

  /** On that port, or on any free one where it is 0. */
  private int launch(int wanted) throws IOException {
    keepLogSmall();
    PostgresPrograms.Ended started = new PostgresPrograms.Ended(false, "");
    for (int attempt = 1; attempt <= START_ATTEMPTS && !started.succeeded(); attempt++) {
      // A backend that outlived its postmaster needs a moment to notice; a port can be taken
      // meanwhile.
      pause(Duration.ofMillis(attempt == 1 ? 0 : 50L << attempt));
      removeStalePidFile();
      int port = wanted == 0 ? freePort() : wanted;
      long logged = Files.exists(log) ? Files.size(log) : 0;
      writeSettings(port);
      started = control("start", "-l", log.toString(), "-t", Long.toString(START.toSeconds()));
      if (started.succeeded()) {
        return port;
      }
      String reason = LogTail.since(log, logged);
      if (!LogTail.isPassing(reason)) {
        // Somebody who stopped the start itself, as Ctrl-C does, has left a server that is going.
        stop();
        throw new IOException("PostgreSQL did not start: " + started.output() + "\n" + reason);
      }
    }
    throw new IOException(
        "PostgreSQL did not start in " + START_ATTEMPTS + " attempts: " + started.output());
  }

  void stop() throws IOException {
    if (control("stop", "-m", "fast", "-t", Long.toString(STOP.toSeconds())).succeeded()
        || runningPid() == 0) {
      return;
    }
    // What was committed is in the log on disk; an immediate stop only makes the next start read
    // it.
    control("stop", "-m", "immediate", "-t", Long.toString(STOP.toSeconds()));
  }

  /** The number of the server's main process, 0 when none runs. */
  long runningPid() throws IOException {
    return PostmasterFile.read(data)
        .filter(file -> file.holder(data) == PostmasterFile.Holder.OURS)
        .map(PostmasterFile::pid)
        .orElse(0L);
  }

  boolean isFurnished() {
    return Files.exists(furnishedMark());
  }

  void markFurnished() throws IOException {
    Files.writeString(furnishedMark(), "The role and the database of Lumen are in place.\n");
  }

  private Path furnishedMark() {
    return data.resolve("lumen.furnished");
  }

  private void checkVersion() throws IOException {
    String major = Files.readString(data.resolve("PG_VERSION")).strip();
    if (!major.equals(binaries.majorVersion())) {
      throw DatabaseException.setup(
          ("The data in %s was written by PostgreSQL %s; this Lumen brings PostgreSQL %s, which cannot read it."
                  + " Make a backup with the Lumen that wrote it and restore that with this one.")
              .formatted(data, major, binaries.majorVersion()));
    }
  }

  /** The port of a server that outlived its Lumen, if it can be used as it is. */
  private Optional<Integer> takeOver() throws IOException {
    Optional<PostmasterFile> found = PostmasterFile.read(data);
    if (found.isEmpty() || found.get().holder(data) != PostmasterFile.Holder.OURS) {
      return Optional.empty();
    }
    int port = found.get().port();
    if (runsAsWanted(port)) {
      LOG.log(
          Level.INFO,
          "Taking over the embedded database that is still running on port {0}.",
          "" + port);
      return Optional.of(port);
    }
    LOG.log(
        Level.INFO, "Stopping the embedded database that is still running; its settings differ.");
    stop();
    return Optional.empty();
  }

  private boolean runsAsWanted(int port) throws IOException {
    return Files.exists(settingsFile())
        && Files.readString(settingsFile()).equals(PostgresSettings.file(settings, port))
        && answers(port)
        && control("status").succeeded();
  }

  /**
   * Whether it really serves. A connection alone is no proof: the kernel accepts those of a process
   * that has been killed and is not quite gone. The question for encryption needs no sign-in, and
   * only a living server answers it (PostgreSQL's protocol, "SSLRequest").
   */
  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(loopback(), port), 1000);
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(SSL_REQUEST);
      return socket.getInputStream().read() != -1;
    } catch (IOException e) {
      return false;
    }
  }

  private void removeStalePidFile() throws IOException {
    Optional<PostmasterFile> found = PostmasterFile.read(data);
    if (found.isPresent() && found.get().holder(data) == PostmasterFile.Holder.OURS) {
      return;
    }
    if (Files.deleteIfExists(PostmasterFile.in(data))) {
      LOG.log(
          Level.INFO,
          "The embedded database was not stopped properly last time; it recovers by itself.");
    }
  }

  private void writeSettings(int port) throws IOException {
    Files.writeString(settingsFile(), PostgresSettings.file(settings, port));
  }

  private Path settingsFile() {
    return data.resolve("lumen.conf");
  }

  private void keepLogSmall() throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
      Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private PostgresPrograms.Ended control(String action, String... more) throws IOException {
    List<String> arguments = new java.util.ArrayList<>(List.of(action, "-D", data.toString()));
    if (!action.equals("status")) {
      arguments.add("-w");
    }
    arguments.addAll(List.of(more));
    return programs.run(START.plus(STOP), "pg_ctl", arguments.toArray(String[]::new));
  }

  /** Of version 4 always, whatever the JVM prefers: the server listens there. */
  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
      return socket.getLocalPort();
    }
  }

  private static void pause(Duration time) throws IOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting PostgreSQL", e);
    }
  }
}
