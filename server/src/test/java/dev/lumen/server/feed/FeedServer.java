package dev.lumen.server.feed;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** A PostgreSQL server with one published table, which tests can stop and start again. */
final class FeedServer implements AutoCloseable {
  private final Path directory;
  private EmbeddedPostgres server;

  FeedServer(Path directory) {
    this.directory = directory;
    this.server = start(0);
    execute("CREATE TABLE notes (id int PRIMARY KEY, body text, at timestamptz DEFAULT now())");
    execute("ALTER TABLE notes REPLICA IDENTITY FULL");
    execute("CREATE PUBLICATION notes_pub FOR TABLE notes");
  }

  private EmbeddedPostgres start(int port) {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(directory)
          .setCleanDataDirectory(false)
          .setPort(port)
          .setServerConfig("wal_level", "logical")
          .setPGStartupWait(Duration.ofSeconds(60))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FeedSettings settings() {
    return FeedSettings.of(url(), "postgres", "", List.of("notes_pub"));
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
  }

  void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  String query(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks until the answer is true, or fails after twenty seconds. */
  void waitUntil(String condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!query(condition).equals("t")) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Still not true after 20 s: " + condition);
      }
    }
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), "postgres", "");
  }

  void stop() {
    closeServer();
  }

  void startAgain() {
    server = start(server.getPort());
  }

  @Override
  public void close() {
    closeServer();
  }

  private void closeServer() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
