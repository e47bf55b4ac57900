package dev.lumen.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Transactions on the one store. Plain blocking calls, made for virtual threads: the pool is filled
 * when it is opened and never changes its size.
 */
public final class Database implements AutoCloseable {
  private static final int ATTEMPTS = 6;

  /** For a connection: long enough for a server that starts again, short enough for people. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

  private static final Duration LONGEST_CHECK = Duration.ofSeconds(1);
  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(30);

  private final PostgresServer server;
  private final HikariDataSource pool;
  private final Admission admission;
  private final Storage storage;
  private final Jdbi jdbi;

  private Database(PostgresServer server, HikariDataSource pool) {
    this.server = server;
    this.pool = pool;
    this.storage = new Storage(server);
    this.admission = new Admission(pool.getMaximumPoolSize(), LONGEST_WAIT);
    this.jdbi =
        Jdbi.create(pool)
            .registerArgument(new Jsonb.Arguments())
            .registerArgument(new Instants())
            .registerColumnMapper(Instant.class, Instants.MAPPER)
            .registerColumnMapper(Jsonb.class, Jsonb.MAPPER)
            .registerArrayType(String.class, "text")
            .registerArrayType(UUID.class, "uuid");
  }

  /**
   * Connects, and brings the schema up to date.
   *
   * @param poolSize connections held for as long as this is open; the change feed's comes on top
   * @throws DatabaseException when the server cannot be reached or a migration fails
   */
  public static Database open(PostgresServer server, int poolSize) {
    LibraryLogs.keepWarningsOnly();
    Migrations.apply(server);
    try {
      return new Database(server, new HikariDataSource(poolSettings(server, poolSize)));
    } catch (RuntimeException e) {
      throw SqlFailure.of(e).toException(false);
    }
  }

  /** Runs the work in a read-only transaction, seeing what the actor may see. */
  public <T extends @Nullable Object> T read(Actor actor, HandleWork<T> work) {
    return transact(actor, true, work);
  }

  /**
   * Runs the work in one transaction that is on disk before this returns. When the work throws,
   * nothing is kept and its exception comes out as it is; what the database itself refuses comes as
   * {@link DatabaseException}. Deadlocks and serialization failures are tried again, so the work
   * may run several times.
   */
  public <T extends @Nullable Object> T write(Actor actor, HandleWork<T> work) {
    return transact(actor, false, work);
  }

  /**
   * For statements that need no actor and no transaction of the kind above: they see no protected
   * row.
   */
  public Jdbi jdbi() {
    return jdbi;
  }

  /** Whether it keeps what it is given. */
  public Storage storage() {
    return storage;
  }

  /** Where the change feed opens its own connection. */
  public PostgresServer server() {
    return server;
  }

  /** Closes the pool; the server goes on running. */
  @Override
  public void close() {
    pool.close();
  }

  private <T extends @Nullable Object> T transact(
      Actor actor, boolean readOnly, HandleWork<T> work) {
    for (int attempt = 1; ; attempt++) {
      Attempt<T> tried = new Attempt<>(actor, readOnly, work);
      try (Admission.Place _ = admission.enter()) {
        T result = tried.run(jdbi);
        admission.served();
        return result;
      } catch (JdbiException | SQLException e) {
        SqlFailure failure = SqlFailure.of(e);
        if (!readOnly) {
          storage.failed(failure);
        }
        if (attempt == ATTEMPTS || !tried.mayRunAgain(failure)) {
          throw failure.toException(tried.committing);
        }
        pause(attempt);
      }
    }
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, 8L << attempt)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static HikariConfig poolSettings(PostgresServer server, int poolSize) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("lumen");
    config.setJdbcUrl(server.jdbcUrl());
    config.setUsername(server.user());
    config.setPassword(server.password());
    config.setMinimumIdle(poolSize);
    config.setMaximumPoolSize(poolSize);
    config.setConnectionTimeout(LONGEST_WAIT.toMillis());
    config.setValidationTimeout(LONGEST_CHECK.toMillis());
    // For a server that froze, or a network that swallows: nobody would ever answer.
    config.addDataSourceProperty("socketTimeout", Long.toString(LONGEST_STATEMENT.toSeconds()));
    config.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
    Connections.settings()
        .forEach((name, value) -> config.addDataSourceProperty((String) name, value));
    return config;
  }

  /** One try at a transaction; remembers whether it had come as far as the commit. */
  private static final class Attempt<T extends @Nullable Object> {
    private final Actor actor;
    private final boolean readOnly;
    private final HandleWork<T> work;
    private boolean begun;
    private boolean committing;

    Attempt(Actor actor, boolean readOnly, HandleWork<T> work) {
      this.actor = actor;
      this.readOnly = readOnly;
      this.work = work;
    }

    /**
     * After a deadlock; and when the connection broke before the commit was sent, as all of a
     * pool's do when the server restarts: nothing was kept. Waiting for a new one has its own
     * limit, and is not repeated.
     */
    boolean mayRunAgain(SqlFailure failure) {
      return failure.isConflict() || (failure.isBrokenConnection() && begun && !committing);
    }

    T run(Jdbi jdbi) throws SQLException {
      try (Handle handle = jdbi.open()) {
        begun = true;
        // The driver sends BEGIN [READ ONLY] together with the first statement: no round trip of
        // its own.
        handle.getConnection().setReadOnly(readOnly);
        handle.begin();
        try {
          Actors.set(handle, actor, readOnly);
          T result = work.with(handle);
          committing = !readOnly;
          handle.commit();
          return result;
        } catch (Throwable e) {
          rollBack(handle, e);
          throw e;
        }
      }
    }

    private static void rollBack(Handle handle, Throwable reason) {
      try {
        handle.rollback();
      } catch (RuntimeException e) {
        // A broken connection cannot roll back, and need not: the server has done so.
        reason.addSuppressed(SqlFailure.scrub(e));
      }
    }
  }
}
