package dev.lumen.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jspecify.annotations.Nullable;

/**
 * Connections to a standby that was found to be the right one. A read begins only when the standby
 * has taken in the log as far as a position of the primary, so that it shows no older state than
 * the primary would have.
 */
final class Standby implements AutoCloseable {
  /** How long a read waits for the standby, in all that comes before its first statement. */
  static final Duration PATIENCE = Duration.ofMillis(5);

  private static final Duration BETWEEN_LOOKS = Duration.ofNanos(500_000);
  private static final int CONNECTIONS = 8;

  /** One that has frozen is to be noticed by the first statement, not by the longest. */
  private static final Duration LONGEST_OPENING = Duration.ofMillis(250);

  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(250);

  /**
   * Who asks, and whether the standby has come far enough. What follows in the transaction takes a
   * picture of its own for each statement (READ COMMITTED), so a later one than this was true for.
   */
  private static final String OPEN =
      "select set_config('lumen.actor', ?, true),"
          + " pg_is_in_recovery() and pg_last_wal_replay_lsn() >= ?::pg_lsn";

  private static final String LOOK =
      """
      select pg_is_in_recovery() and replayed >= place as there,
             greatest(0, pg_wal_lsn_diff(place, replayed))::bigint as bytes,
             coalesce(extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()), 0)::float8
               as seconds
        from (select pg_last_wal_replay_lsn() as replayed, ?::pg_lsn as place) now
      """;

  private final String timeline;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final Connection watched;
  private final Semaphore places = new Semaphore(CONNECTIONS);

  /**
   * How far behind a standby is.
   *
   * @param reached whether it has come to the position
   * @param bytes of the log that it lacks
   * @param seconds since the last commit that it has taken in, 0 when it lacks nothing
   */
  record Lag(boolean reached, long bytes, double seconds) {}

  /**
   * Opens the connections.
   *
   * @param watched one that is open already, for {@link #look}; closed with this
   */
  Standby(PostgresServer server, StandbyFacts facts, Connection watched, SqlLogger logger) {
    this.timeline = facts.timeline();
    this.watched = watched;
    HikariConfig config = Database.poolSettings(server, CONNECTIONS, LONGEST_WAIT);
    config.setPoolName("lumen-replica");
    config.setConnectionInitSql(facts.proof());
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    this.pool = new HikariDataSource(config);
    this.jdbi = Database.jdbi(pool);
    measure(logger);
  }

  /** Has somebody measure its statements. */
  void measure(SqlLogger logger) {
    jdbi.setSqlLogger(logger);
  }

  /**
   * Runs the work there.
   *
   * @throws NotFromReplica when it has not come as far, or has no connection left
   */
  <T extends @Nullable Object> T read(Actor actor, Position position, HandleWork<T> work)
      throws SQLException {
    if (!follows(position)) {
      throw new NotFromReplica(NotFromReplica.Reason.BEHIND);
    }
    if (!place()) {
      throw new NotFromReplica(NotFromReplica.Reason.BUSY);
    }
    try {
      return new Transaction<T>(
              true,
              handle -> {
                open(handle.getConnection(), actor, position);
                return Dialogue.introduced(actor);
              },
              work)
          .run(jdbi);
    } finally {
      places.release();
    }
  }

  /** Whether its log and the position are of the same timeline. */
  boolean follows(Position position) {
    return position.timeline().equals(timeline);
  }

  private boolean place() {
    try {
      return places.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void open(Connection connection, Actor actor, Position position)
      throws SQLException {
    connection.setNetworkTimeout(Runnable::run, (int) LONGEST_OPENING.toMillis());
    try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
      statement.setString(1, actor.setting());
      statement.setString(2, position.lsn());
      if (!reaches(statement)) {
        throw new NotFromReplica(NotFromReplica.Reason.BEHIND);
      }
    }
    connection.setNetworkTimeout(Runnable::run, (int) LONGEST_STATEMENT.toMillis());
  }

  private static boolean reaches(PreparedStatement statement) throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        if (row.getBoolean(2)) {
          return true;
        }
      }
      if (System.nanoTime() >= end || !pause()) {
        return false;
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How far it is behind a position, after as much patience as a read has. */
  Lag look(Position position) throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (PreparedStatement statement = watched.prepareStatement(LOOK)) {
      statement.setString(1, position.lsn());
      while (true) {
        Lag lag = lag(statement, follows(position));
        if (lag.reached() || System.nanoTime() >= end || !pause()) {
          return lag;
        }
      }
    }
  }

  private static Lag lag(PreparedStatement statement, boolean sameTimeline) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      boolean reached = sameTimeline && row.getBoolean("there");
      return new Lag(reached, row.getLong("bytes"), reached ? 0 : row.getDouble("seconds"));
    }
  }

  /** Ends the connections at once; who reads over one of them is told that it broke. */
  @Override
  public void close() {
    pool.close();
    Connections.drop(watched);
  }
}
