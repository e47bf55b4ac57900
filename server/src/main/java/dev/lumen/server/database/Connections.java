package dev.lumen.server.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

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
    settings.setProperty("assumeMinServerVersion", "15");
    return settings;
  }

  /** A connection outside any pool, as the role of Lumen. */
  public static Connection open(PostgresServer server) throws SQLException {
    return open(server.jdbcUrl(), server.user(), server.password());
  }

  static Connection open(String jdbcUrl, String user, String password) throws SQLException {
    Properties settings = settings();
    settings.setProperty("user", user);
    settings.setProperty("password", password);
    return DriverManager.getConnection(jdbcUrl, settings);
  }
}
