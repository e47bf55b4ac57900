package dev.lumen.server.database;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jspecify.annotations.Nullable;

/**
 * The read replica: a hot standby that answers heavy reads as long as it is as new as the primary.
 * It may be away, come and go; a read notices nothing of that but time. One that is of something
 * else is never asked.
 */
public final class Replica implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Replica.class.getName());

  /** To connect, and for what is asked without being waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LOOKS_BEHIND = Duration.ofMillis(100);

  private final PostgresServer primary;
  private final PostgresServer server;
  private final DatabaseAddress address;
  private final PrimaryPosition position;
  private final ReplicaReads reads = new ReplicaReads();
  private final Semaphore wake = new Semaphore(0);
  private final boolean always;
  private volatile boolean wanted;
  private volatile ReplicaState state = ReplicaState.AWAY;
  private volatile Standby.@Nullable Lag lag;
  private volatile @Nullable Standby standby;
  private volatile SqlLogger logger = SqlLogger.NOP_SQL_LOGGER;
  private volatile String told = "";
  private @Nullable Thread watch;

  /** What a read came to, which may be null. */
  record Answer<T extends @Nullable Object>(T value) {}

  private Replica(PostgresServer primary, ReplicaSettings settings) {
    this.primary = primary;
    this.address = DatabaseAddress.parse("LUMEN_DATABASE_REPLICA_URL", settings.url());
    this.server = new RemotePostgresServer(address);
    this.always = settings.use() == ReplicaSettings.Use.ALWAYS;
    this.wanted = always;
    this.position = new PrimaryPosition(primary);
  }

  /**
   * Looks at the standby once, and from then on beside everything else.
   *
   * @param primary with its schema up to date
   * @throws DatabaseException when the standby is one of another cluster, database or role
   */
  static Replica open(PostgresServer primary, ReplicaSettings settings) {
    Replica replica = lookAt(primary, settings);
    if (replica.state == ReplicaState.UNFIT) {
      replica.close();
      throw DatabaseException.setup(replica.told);
    }
    replica.watch = Thread.ofVirtual().name("replica").start(replica::watch);
    return replica;
  }

  /** Looks at the standby once, and answers no reads. */
  public static Replica lookAt(PostgresServer primary, ReplicaSettings settings) {
    Replica replica = new Replica(primary, settings);
    replica.look();
    return replica;
  }

  /** What is wrong with it, in a sentence without secrets; empty where nothing is. */
  public String complaint() {
    return told;
  }

  /** Whether reads are to be sent there. One that is always in use stays so. */
  public void use(boolean on) {
    wanted = always || on;
  }

  /** Whether it is in use all the time, so that nothing is left to switch. */
  public boolean isAlwaysUsed() {
    return always;
  }

  /** How it is. */
  public ReplicaState state() {
    return state;
  }

  /** What it was asked, and how far behind it is. */
  public ReplicaFigures figures() {
    Standby.Lag known = lag;
    return reads.figures(state, wanted, known);
  }

  void measure(SqlLogger measuring) {
    logger = measuring;
    Standby open = standby;
    if (open != null) {
      open.measure(measuring);
    }
  }

  /** The answer of the standby, or null where the primary has to be asked. */
  <T extends @Nullable Object> @Nullable Answer<T> read(Actor actor, HandleWork<T> work) {
    if (!wanted) {
      reads.notWanted();
      return null;
    }
    try {
      Answer<T> answer = new Answer<>(readThere(actor, work));
      reads.answered();
      return answer;
    } catch (NotFromReplica e) {
      if (e.reason() == NotFromReplica.Reason.BEHIND) {
        doubt();
      }
      reads.fellBack(e.reason());
    } catch (SQLException | JdbiException e) {
      if (SqlFailure.of(e).isBrokenConnection()) {
        doubt();
      }
      reads.fellBack(NotFromReplica.Reason.FAILED);
    }
    return null;
  }

  private <T extends @Nullable Object> T readThere(Actor actor, HandleWork<T> work)
      throws SQLException {
    Standby open = standby;
    if (open == null) {
      throw new NotFromReplica(NotFromReplica.Reason.AWAY);
    }
    if (state != ReplicaState.FOLLOWING) {
      throw new NotFromReplica(NotFromReplica.Reason.BEHIND);
    }
    return open.read(actor, position.now(), work);
  }

  /** Nobody else is to wait for it before it has been looked at. */
  private void doubt() {
    if (state == ReplicaState.FOLLOWING) {
      state = ReplicaState.BEHIND;
      wake.release();
    }
  }

  private void watch() {
    try {
      while (true) {
        Duration pause = state == ReplicaState.BEHIND ? BETWEEN_LOOKS_BEHIND : BETWEEN_LOOKS;
        if (wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    Position now;
    try {
      position.connect();
      now = position.now();
    } catch (SQLException e) {
      // The primary is away, which others tell of; how new the replica is, nobody knows.
      lag = null;
      doubt();
      return;
    }
    try {
      Standby open = standby;
      if (open == null) {
        connect(now);
      } else {
        follow(open, now);
      }
    } catch (SQLException | RuntimeException e) {
      // The pool wraps what the server said.
      away(address.obstacle(SqlFailure.of(e).sqlState()));
    }
  }

  private void follow(Standby open, Position now) throws SQLException {
    if (!open.follows(now)) {
      away("the primary has changed its timeline");
      return;
    }
    Standby.Lag found = open.look(now);
    lag = found;
    state = found.reached() ? ReplicaState.FOLLOWING : ReplicaState.BEHIND;
  }

  /** Finds out whether it is the right one; what it is then decides what becomes of it. */
  private void connect(Position now) throws SQLException {
    Connection connection = Connections.open(server, PATIENCE);
    boolean kept = false;
    try {
      StandbyFacts ours = factsOfPrimary();
      StandbyFacts found = StandbyFacts.of(connection);
      String refusal = ours.refusalOf(found).orElse(null);
      String obstacle = ours.obstacleOf(found, now).orElse(null);
      if (refusal != null) {
        tell(ReplicaState.UNFIT, refusal);
      } else if (obstacle != null) {
        tell(ReplicaState.AWAY, obstacle);
      } else {
        Standby opened = new Standby(server, found, connection, logger);
        kept = true;
        standby = opened;
        follow(opened, now);
        LOG.log(Level.INFO, "The read replica at {0} can be asked.", address.place());
        told = "";
      }
    } finally {
      if (!kept) {
        Connections.drop(connection);
      }
    }
  }

  private StandbyFacts factsOfPrimary() throws SQLException {
    try (Connection connection = Connections.open(primary, PATIENCE)) {
      return StandbyFacts.of(connection);
    }
  }

  private void away(String why) {
    Standby open = standby;
    standby = null;
    lag = null;
    tell(ReplicaState.AWAY, why);
    if (open != null) {
      // Ends what is being read there; the pool takes its time for that.
      Thread.ofVirtual().name("replica-close").start(open::close);
    }
  }

  /** Says once what is wrong. */
  private void tell(ReplicaState found, String why) {
    state = found;
    String message =
        "The read replica of LUMEN_DATABASE_REPLICA_URL (%s) cannot be used: %s."
            .formatted(address.place(), why);
    if (!message.equals(told)) {
      told = message;
      LOG.log(Level.WARNING, "{0} Reads go to the primary.", message);
    }
  }

  @Override
  public void close() {
    Thread running = watch;
    if (running != null) {
      running.interrupt();
      try {
        running.join(PATIENCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    Standby open = standby;
    standby = null;
    if (open != null) {
      open.close();
    }
    position.close();
  }
}
