package dev.lumen.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
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
  private final @Nullable Replica replica;
  private final Admission admission;
  private final Storage storage;
  private final Jdbi jdbi;
  private final ConnectionTimes connectionTimes;

  private Database(
      PostgresServer server,
      HikariDataSource pool,
      ConnectionTimes connectionTimes,
      @Nullable Replica replica) {
    this.connectionTimes = connectionTimes;
    this.server = server;
    this.pool = pool;
    this.replica = replica;
    this.storage = new Storage(server);
    this.admission = new Admission(pool.getMaximumPoolSize(), LONGEST_WAIT);
    this.jdbi = jdbi(pool);
  }

  /** Statements over a pool, with the types that Lumen stores. */
  static Jdbi jdbi(DataSource pool) {
    Jdbi jdbi = Jdbi.create(pool);
    // No statement is a template; filling one in would write each anew, every time.
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    return jdbi.registerArgument(new Jsonb.Arguments())
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
    return open(server, poolSize, null);
  }

  /**
   * As the other one, with a standby for heavy reads. One that is away may come later.
   *
   * @throws DatabaseException also when the standby is one of something else
   */
  public static Database open(
      PostgresServer server, int poolSize, @Nullable ReplicaSettings standby) {
    LibraryLogs.keepWarningsOnly();
    Migrations.apply(server);
    Replica replica = standby == null ? null : Replica.open(server, standby);
    try {
      ConnectionTimes times = new ConnectionTimes();
      HikariConfig pool = poolSettings(server, poolSize, LONGEST_WAIT);
      pool.setMetricsTrackerFactory(times);
      return new Database(server, new HikariDataSource(pool), times, replica);
    } catch (RuntimeException e) {
      if (replica != null) {
        replica.close();
      }
      throw SqlFailure.of(e).toException(false);
    }
  }

  /** Runs the work in a read-only transaction, seeing what the actor may see. */
  public <T extends @Nullable Object> T read(Actor actor, HandleWork<T> work) {
    return transact(actor, true, work);
  }

  /**
   * As {@link #read}, for what looks at many rows: history, lists, searches, figures. The replica
   * answers it where one is in use, and only if it shows all that had been told by anybody when
   * this was called; else the primary does. The work may run on both. What decides whether somebody
   * may do something is no such read.
   */
  public <T extends @Nullable Object> T readHeavy(Actor actor, HandleWork<T> work) {
    if (replica != null) {
      Replica.Answer<T> answer = replica.read(actor, work);
      if (answer != null) {
        return answer.value();
      }
    }
    return read(actor, work);
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
   * Runs the work as {@link #write} does, unmeasured, and keeps nothing of it: so that a connection
   * and the code have done once what they are here for.
   *
   * @throws JdbiException when it fails
   */
  public <T> T rehearse(Actor actor, Function<Handle, T> work) {
    try (Handle handle = jdbi.open()) {
      handle.getConfig(SqlStatements.class).setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
      handle.begin();
      try {
        handle.setStatementBuilder(Dialogue.rehearsed(actor));
        return work.apply(handle);
      } finally {
        handle.rollback();
      }
    }
  }

  /**
   * For statements that need no actor and no transaction of the kind above: they see no protected
   * row.
   */
  public Jdbi jdbi() {
    return jdbi;
  }

  /** The standby that heavy reads may be answered by. */
  public Optional<Replica> replica() {
    return Optional.ofNullable(replica);
  }

  /** Has somebody measure every statement, wherever it runs. */
  public void measure(SqlLogger logger) {
    jdbi.setSqlLogger(logger);
    if (replica != null) {
      replica.measure(logger);
    }
  }

  /** Has somebody hear how long each connection took to open, in milliseconds. */
  public void onConnect(LongConsumer heard) {
    connectionTimes.tell(heard);
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
    if (replica != null) {
      replica.close();
    }
    pool.close();
  }

  private <T extends @Nullable Object> T transact(
      Actor actor, boolean readOnly, HandleWork<T> work) {
    for (int attempt = 1; ; attempt++) {
      Transaction<T> tried = new Transaction<>(readOnly, _ -> new Dialogue(actor, readOnly), work);
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
          throw failure.toException(tried.committing());
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

  static HikariConfig poolSettings(PostgresServer server, int poolSize, Duration longestWait) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("lumen");
    config.setJdbcUrl(server.jdbcUrl());
    config.setUsername(server.user());
    config.setPassword(server.password());
    config.setMinimumIdle(poolSize);
    config.setMaximumPoolSize(poolSize);
    config.setConnectionTimeout(longestWait.toMillis());
    config.setValidationTimeout(Math.min(LONGEST_CHECK.toMillis(), longestWait.toMillis()));
    // For a server that froze, or a network that swallows: nobody would ever answer.
    config.addDataSourceProperty("socketTimeout", Long.toString(LONGEST_STATEMENT.toSeconds()));
    config.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
    Connections.settings()
        .forEach((name, value) -> config.addDataSourceProperty((String) name, value));
    return config;
  }
}
