package dev.lumen.server.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** How connections to PostgreSQL are opened. */
public final class Connections {
  private Connections() {}

  /** Driver settings of every connection, by the driver's names. */
  static Properties settings() {
    Properties settings = new Properties();
    settings.setProperty("ApplicationName", "lumen");
    // The details of an error quote rows; they must not reach an exception, let alone a log.
    settings.setProperty("logServerErrorDetail", "false");
    settings.setProperty("reWriteBatchedInserts", "true");
    settings.setProperty("tcpKeepAlive", "true");
    settings.setProperty("connectTimeout", "10");
    // What accepts a connection and never says a word, as a proxy without its server, is away.
    settings.setProperty("loginTimeout", "10");
    settings.setProperty("assumeMinServerVersion", "15");
    return settings;
  }

  /** A connection outside any pool, as the role of Lumen. */
  public static Connection open(PostgresServer server) throws SQLException {
    return open(server.jdbcUrl(), server.user(), server.password());
  }

  /** One whose server has to answer within that time, now and later: for short questions alone. */
  public static Connection open(PostgresServer server, Duration patience) throws SQLException {
    return open(server.jdbcUrl(), server.user(), server.password(), patience);
  }

  static Connection open(String jdbcUrl, String user, String password, Duration patience)
      throws SQLException {
    Properties settings = settings();
    settings.setProperty("user", user);
    settings.setProperty("password", password);
    String seconds = Long.toString(Math.max(1, patience.toSeconds()));
    settings.setProperty("connectTimeout", seconds);
    settings.setProperty("loginTimeout", seconds);
    settings.setProperty("socketTimeout", seconds);
    return DriverManager.getConnection(jdbcUrl, settings);
  }

  /** Closes a connection that may be broken already. */
  static void drop(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      System.getLogger(Connections.class.getName())
          .log(System.Logger.Level.DEBUG, "Closing a connection failed", SqlFailure.scrub(e));
    }
  }

  static Connection open(String jdbcUrl, String user, String password) throws SQLException {
    Properties settings = settings();
    settings.setProperty("user", user);
    settings.setProperty("password", password);
    return DriverManager.getConnection(jdbcUrl, settings);
  }
}
