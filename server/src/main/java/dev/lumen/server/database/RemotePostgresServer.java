package dev.lumen.server.database;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A PostgreSQL that somebody else runs. It is asked at the start for all that Lumen will need, so
 * that a server set up differently is one clear message now and no riddle later.
 */
public final class RemotePostgresServer implements PostgresServer {
  private static final Logger LOG = System.getLogger(RemotePostgresServer.class.getName());

  /** Managed services grant replication by membership in a role of their own. */
  private static final String FACTS =
      """
      select current_setting('server_version_num')::int as version,
             current_setting('wal_level') as wal_level,
             r.rolsuper or r.rolreplication or exists (
               select from pg_roles m where m.rolname in ('rds_replication', 'cloudsqlsuperuser')
                 and pg_has_role(current_user, m.oid, 'member')) as replicates,
             r.rolsuper or r.rolbypassrls as unbound
        from pg_roles r where r.rolname = current_user
      """;

  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

  private final DatabaseAddress address;

  /** The server at an address, whatever it is. */
  RemotePostgresServer(DatabaseAddress address) {
    this.address = address;
  }

  /**
   * What a server says of itself and of the role.
   *
   * @param version as {@code 150004}
   * @param replicates whether the role may open replication connections
   * @param unbound whether row-level security does not apply to the role
   */
  record Facts(int version, String walLevel, boolean replicates, boolean unbound) {}

  /**
   * Connects once and checks.
   *
   * @param url as in LUMEN_DATABASE_URL: {@code postgresql://user:password@host:port/database},
   *     {@code postgres://...} or {@code jdbc:postgresql://...}
   * @throws DatabaseException with one message that says what is wrong and what to do
   */
  public static RemotePostgresServer connect(String url) {
    return connect(url, Duration.ZERO, () -> true);
  }

  /**
   * As {@link #connect(String)}, with patience for a server that is away at the moment: it may be
   * starting as well. What does not pass by itself, a wrong password, ends the wait at once.
   *
   * @param givenUp asked before each further try
   */
  public static RemotePostgresServer connect(
      String url, Duration patience, BooleanSupplier givenUp) {
    DatabaseAddress address = DatabaseAddress.parse("LUMEN_DATABASE_URL", url);
    long begin = System.nanoTime();
    for (boolean told = false; ; told = true) {
      try (Connection connection =
          Connections.open(address.jdbcUrl(), address.user(), address.password(), ANSWER)) {
        check(factsOf(connection), address.user());
        return new RemotePostgresServer(address);
      } catch (SQLException e) {
        boolean late = System.nanoTime() - begin >= patience.toNanos();
        if (late || !SqlFailure.of(e).passes() || givenUp.getAsBoolean() || !pause()) {
          throw DatabaseException.setup(unreachable(address, e.getSQLState()), e);
        }
        if (!told) {
          LOG.log(
              Level.WARNING,
              "{0} It is tried again for {1} seconds (LUMEN_DATABASE_WAIT_SECONDS).",
              unreachable(address, e.getSQLState()),
              patience.toSeconds());
        }
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(BETWEEN_TRIES);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public String jdbcUrl() {
    return address.jdbcUrl();
  }

  @Override
  public String user() {
    return address.user();
  }

  @Override
  public String password() {
    return address.password();
  }

  /** Leaves the server as it is. */
  @Override
  public void close() {}

  static void check(Facts facts, String user) {
    if (facts.version() < 150000) {
      throw DatabaseException.setup(
          "LUMEN_DATABASE_URL leads to PostgreSQL %d; Lumen needs 15 or newer. Upgrade it, or leave the setting"
                  .formatted(facts.version() / 10000)
              + " out to have Lumen run its own database.");
    }
    if (!facts.walLevel().equals("logical")) {
      throw DatabaseException.setup(
          "The PostgreSQL of LUMEN_DATABASE_URL runs with wal_level=%s, so Lumen cannot follow its changes."
                  .formatted(facts.walLevel())
              + " As an administrator, run there: alter system set wal_level = logical; then restart it.");
    }
    if (!facts.replicates()) {
      throw DatabaseException.setup(
          ("The role \"%1$s\" of LUMEN_DATABASE_URL may not follow changes. As an administrator, run there:"
                  + " alter role \"%1$s\" replication")
              .formatted(user));
    }
    if (facts.unbound()) {
      LOG.log(
          Level.WARNING,
          "The role of LUMEN_DATABASE_URL is a superuser or bypasses row-level security: the database does not"
              + " double-check who sees which conversation. An ordinary role with REPLICATION is safer.");
    }
  }

  private static Facts factsOf(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(FACTS)) {
      row.next();
      return new Facts(
          row.getInt("version"),
          row.getString("wal_level"),
          row.getBoolean("replicates"),
          row.getBoolean("unbound"));
    }
  }

  private static String unreachable(DatabaseAddress address, String state) {
    return "The database of LUMEN_DATABASE_URL (%s) cannot be used: %s."
        .formatted(address.place(), address.obstacle(state));
  }
}
