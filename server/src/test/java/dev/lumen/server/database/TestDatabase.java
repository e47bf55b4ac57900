package dev.lumen.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database of its own for a test class, with the schema in it, on a real server that all tests of
 * this JVM share. The server does not wait for the disk; a test of crashes starts one that does.
 *
 * {@snippet :
 * try (TestDatabase test = TestDatabase.create()) {
 *   UUID user = test.user("someone@example.org");
 *   UUID conversation = test.conversation(user);
 *   test.database().write(new Actor.User(user), handle -> ...);
 * }
 * }
 */
public final class TestDatabase implements AutoCloseable {
  private static final int POOL = 8;
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final String name;
  private final Database database;

  private TestDatabase(String name, Database database) {
    this.name = name;
    this.database = database;
  }

  /** A fresh copy of the schema, empty. */
  public static TestDatabase create() {
    String name = "test_" + NEXT.incrementAndGet();
    asSuperuser(
        "create database " + name + " template lumen_template owner lumen strategy wal_log");
    return new TestDatabase(name, Database.open(new Named(name), POOL));
  }

  /** A database whose schema is that of an earlier version, until its migrations are applied. */
  static PostgresServer older(int version) {
    String name = "test_" + NEXT.incrementAndGet();
    asSuperuser("create database " + name + " owner lumen");
    PostgresServer server = new Named(name);
    Migrations.upTo(server, version);
    return server;
  }

  /** The server that all of them are on. */
  static EmbeddedPostgresServer shared() {
    return Shared.SERVER;
  }

  public Database database() {
    return database;
  }

  /** Its address, role and password, as the change feed needs them; closing it stops nothing. */
  public PostgresServer server() {
    return database.server();
  }

  /** Adds a user. */
  public UUID user(String email) {
    return insert("insert into users (email) values (?) returning id", email);
  }

  /** Adds a conversation of that user. */
  public UUID conversation(UUID user) {
    return insert(
        "insert into conversations (user_id, name) values (?, 'A conversation') returning id",
        user);
  }

  /**
   * A connection with all rights, as an operator with psql has it: row-level security does not bind
   * it.
   */
  public Connection openAsSuperuser() throws SQLException {
    return Shared.SERVER.openAsSuperuser(name);
  }

  @Override
  public void close() {
    database.close();
    // A feed that was closed a moment ago may still be there, and would forbid the next statement.
    asSuperuser(
        "select pg_terminate_backend(active_pid, 10000) from pg_replication_slots"
            + " where active and database = '"
            + name
            + "'");
    asSuperuser("drop database " + name + " with (force)");
  }

  private UUID insert(String sql, Object value) {
    return database.write(
        new Actor.Service(),
        handle -> handle.createQuery(sql).bind(0, value).mapTo(UUID.class).one());
  }

  private static void asSuperuser(String sql) {
    try (Connection connection = Shared.SERVER.openAsSuperuser("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The server of this JVM: started by the first test that asks, stopped with the JVM. */
  private static final class Shared {
    static final EmbeddedPostgresServer SERVER = start();

    private static EmbeddedPostgresServer start() {
      try {
        Path directory = Files.createTempDirectory("lumen-test");
        EmbeddedPostgresServer server =
            EmbeddedPostgresServer.start(
                directory,
                testBinaries(),
                Map.of("fsync", "off", "full_page_writes", "off", "max_connections", "200"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, directory)));
        Database.open(server, 1).close();
        try (Connection connection = server.openAsSuperuser("postgres");
            Statement statement = connection.createStatement()) {
          statement.execute("alter database lumen rename to lumen_template");
        }
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private static void stop(EmbeddedPostgresServer server, Path directory) {
      server.close();
      try {
        PostgresBinaries.delete(directory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Unpacked once for a working copy, not once for every test run. */
  static Path testBinaries() {
    return Path.of("target", "postgres-binaries").toAbsolutePath();
  }

  private record Named(String name) implements PostgresServer {
    @Override
    public String jdbcUrl() {
      return Shared.SERVER.jdbcUrl(name);
    }

    @Override
    public String user() {
      return Shared.SERVER.user();
    }

    @Override
    public String password() {
      return Shared.SERVER.password();
    }

    @Override
    public void close() {}
  }
}
