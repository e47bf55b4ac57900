package dev.lumen.bench;

import dev.lumen.server.database.EmbeddedPostgresServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PostgreSQL of one's own, set up as the embedded one is, fully durable, for several nodes. */
public final class Store implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("(?<=:)\\d+(?=/)");

  private final Path folder;
  private final EmbeddedPostgresServer server;

  private Store(Path folder, EmbeddedPostgresServer server) {
    this.folder = folder;
    this.server = server;
  }

  /** Starts one in a folder. When it is killed it is started again, on the same port. */
  public static Store start(Path folder) {
    return new Store(folder, EmbeddedPostgresServer.start(folder));
  }

  /** What {@code LUMEN_DATABASE_URL} is for nodes that reach it at a port. */
  public String urlAt(int port) {
    return PORT.matcher(server.jdbcUrl()).replaceFirst("" + port)
        + (server.jdbcUrl().contains("?") ? "&" : "?")
        + "user="
        + encoded(server.user())
        + "&password="
        + encoded(server.password());
  }

  /** The port that it listens on. */
  public int port() {
    Matcher port = PORT.matcher(server.jdbcUrl());
    if (!port.find()) {
      throw new IllegalStateException("The address of the database has no port");
    }
    return Integer.parseInt(port.group());
  }

  /** A connection that sees everything. */
  public Connection open() throws SQLException {
    Connection connection =
        DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    try (Statement statement = connection.createStatement()) {
      statement.execute("select set_config('lumen.actor', 'service', false)");
    }
    return connection;
  }

  /** The id of the database's first process. */
  public long pid() throws IOException {
    return Long.parseLong(
        Files.readAllLines(folder.resolve("postgres/postmaster.pid")).getFirst().strip());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close();
  }
}
