package dev.lumen.server.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The numbered steps that the schema is built by. */
public final class Migrations {
  /** The newest file of db/migration; a test holds it to that. */
  public static final int NEWEST = 29;

  private Migrations() {}

  /**
   * One step.
   *
   * @param state as {@code Success}, {@code Pending} or {@code Failed}
   * @param appliedAt when it was taken, empty where it was not
   */
  public record Step(int version, String description, String state, Optional<Instant> appliedAt) {}

  /**
   * Brings the schema up to date.
   *
   * @return how many steps that took
   * @throws DatabaseException also when a newer Lumen has taken steps that this one does not know
   */
  public static int apply(PostgresServer server) {
    int applied = applied(server);
    if (applied > NEWEST) {
      throw DatabaseException.setup(newer(applied));
    }
    try {
      return applied == NEWEST ? 0 : flyway(server).load().migrate().migrationsExecuted;
    } catch (FlywayException e) {
      throw failed(e);
    }
  }

  /** What to say of a schema that a newer Lumen has made. */
  public static String newer(int applied) {
    return "The database belongs to a newer Lumen: its schema is %d, this Lumen knows %d. Use that version or a newer one. Nothing was changed."
        .formatted(applied, NEWEST);
  }

  /** Brings an older or empty schema to one version, as a backup of that time needs it. */
  public static void upTo(PostgresServer server, int version) {
    try {
      flyway(server).target(Integer.toString(version)).load().migrate();
    } catch (FlywayException e) {
      throw failed(e);
    }
  }

  /** Removes the whole schema with everything in it. */
  public static void removeAll(PostgresServer server) {
    try {
      flyway(server).cleanDisabled(false).load().clean();
    } catch (FlywayException e) {
      throw failed(e);
    }
  }

  /** All steps there are, those that were taken and those that were not. */
  public static List<Step> steps(PostgresServer server) {
    try {
      return Arrays.stream(flyway(server).load().info().all())
          .filter(info -> info.getVersion() != null)
          .map(Migrations::step)
          .toList();
    } catch (FlywayException e) {
      throw failed(e);
    }
  }

  /**
   * The newest step that was taken; 0 where none was or one failed. Asking takes a few
   * milliseconds, loading the migration library several hundred.
   */
  public static int applied(PostgresServer server) {
    try (Connection connection = Connections.open(server)) {
      return applied(connection);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  static int applied(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!holds(statement, "select to_regclass('flyway_schema_history') is not null")
          || !holds(statement, "select bool_and(success) from flyway_schema_history")) {
        return 0;
      }
      try (ResultSet row =
          statement.executeQuery(
              "select max(version::int) from flyway_schema_history where version is not null")) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private static Step step(MigrationInfo info) {
    return new Step(
        Integer.parseInt(info.getVersion().getVersion()),
        info.getDescription(),
        info.getState().getDisplayName(),
        Optional.ofNullable(info.getInstalledOn()).map(date -> date.toInstant()));
  }

  private static FluentConfiguration flyway(PostgresServer server) {
    LibraryLogs.keepWarningsOnly();
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(patient(server.jdbcUrl()), server.user(), server.password())
        .locations("classpath:db/migration");
  }

  /** One connection holds a lock in an idle transaction for as long as another takes a step. */
  private static String patient(String url) {
    return url
        + (url.contains("?") ? '&' : '?')
        + "options=-c%20idle_in_transaction_session_timeout=0&connectTimeout=10&loginTimeout=10";
  }

  private static DatabaseException failed(Exception e) {
    return DatabaseException.setup(
        "The database's schema could not be brought up to date: "
            + (e instanceof SQLException sql
                ? "SQLSTATE " + sql.getSQLState() + "."
                : e.getMessage())
            + " Lumen has not started; nothing of your data was removed.",
        e);
  }

  private static boolean holds(Statement statement, String question) throws SQLException {
    try (ResultSet row = statement.executeQuery(question)) {
      return row.next() && row.getBoolean(1);
    }
  }
}
