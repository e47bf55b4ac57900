package dev.lumen.server.database;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jspecify.annotations.Nullable;

/**
 * Knows how the standby is: finds it, makes sure that it is the right one, follows how far it has
 * come, gives it up when it is away, and finds it again. Says once in the log what is wrong.
 */
final class StandbyWatch implements AutoCloseable {
  private static final Logger LOG = System.getLogger(StandbyWatch.class.getName());

  /** For what nobody waits for. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LOOKS_BEHIND = Duration.ofMillis(100);

  private final PostgresServer primary;
  private final DatabaseAddress address;
  private final PrimaryPosition position;
  private final BooleanSupplier wanted;
  private final Semaphore hurry = new Semaphore(0);
  private volatile ReplicaState state = ReplicaState.AWAY;
  private volatile Standby.@Nullable Lag lag;
  private volatile @Nullable Standby standby;
  private volatile SqlLogger logger = SqlLogger.NOP_SQL_LOGGER;
  private volatile String complaint = "";
  private @Nullable Thread thread;

  /**
   * @param wanted whether reads are to go there, so that it matters how soon it has caught up
   */
  StandbyWatch(
      PostgresServer primary,
      DatabaseAddress address,
      PrimaryPosition position,
      BooleanSupplier wanted) {
    this.primary = primary;
    this.address = address;
    this.position = position;
    this.wanted = wanted;
  }

  /** Looks from time to time. */
  void start() {
    thread = Thread.ofVirtual().name("standby-watch").start(this::run);
  }

  ReplicaState state() {
    return state;
  }

  Standby.@Nullable Lag lag() {
    return lag;
  }

  String complaint() {
    return complaint;
  }

  /** The standby, while it can be asked. */
  Standby current() throws NotFromReplica {
    Standby open = standby;
    if (open == null) {
      throw new NotFromReplica(NotFromReplica.Reason.AWAY);
    }
    if (state != ReplicaState.FOLLOWING) {
      throw new NotFromReplica(NotFromReplica.Reason.BEHIND);
    }
    return open;
  }

  /** Somebody has waited for it in vain: nobody else is to, before it has been looked at. */
  void doubt() {
    if (state == ReplicaState.FOLLOWING) {
      state = ReplicaState.BEHIND;
      hurry();
    }
  }

  /** Looks soon. */
  void hurry() {
    hurry.release();
  }

  /** Has somebody measure its statements. */
  void measure(SqlLogger measuring) {
    logger = measuring;
    Standby open = standby;
    if (open != null) {
      open.measure(measuring);
    }
  }

  private void run() {
    try {
      while (true) {
        Duration pause =
            state == ReplicaState.BEHIND && wanted.getAsBoolean()
                ? BETWEEN_LOOKS_BEHIND
                : BETWEEN_LOOKS;
        if (hurry.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          hurry.drainPermits();
        }
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks, and again as long as it is only behind, for a second. */
  void lookPatiently() {
    look();
    try {
      for (int again = 0; again < 10 && state == ReplicaState.BEHIND; again++) {
        Thread.sleep(BETWEEN_LOOKS_BEHIND);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void look() {
    Position now;
    try {
      position.connect();
      now = position.now();
    } catch (SQLException e) {
      // The primary is away, which others tell of; how new the standby is, nobody knows.
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
      // The pool wraps what the server said. Who is being closed has broken its connection itself.
      if (!Thread.currentThread().isInterrupted()) {
        away(address.obstacle(SqlFailure.of(e).sqlState()));
      }
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
    PostgresServer server = new RemotePostgresServer(address);
    Connection connection = Connections.open(server, PATIENCE);
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
        connection = null;
        welcome(opened, now);
      }
    } finally {
      Connections.drop(connection);
    }
  }

  private StandbyFacts factsOfPrimary() throws SQLException {
    try (Connection connection = Connections.open(primary, PATIENCE)) {
      return StandbyFacts.of(connection);
    }
  }

  private void welcome(Standby opened, Position now) throws SQLException {
    standby = opened;
    opened.measure(logger); // another one may have come while the connections were made
    follow(opened, now);
    complaint = "";
    LOG.log(Level.INFO, "The read replica at {0} can be asked.", address.place());
  }

  private void away(String why) {
    Standby open = standby;
    standby = null;
    lag = null;
    tell(ReplicaState.AWAY, why);
    if (open != null) {
      // Ends what is being read there; the pool takes its time for that.
      Thread.ofVirtual().name("standby-close").start(open::close);
    }
  }

  private void tell(ReplicaState found, String why) {
    state = found;
    String message =
        "The read replica of LUMEN_DATABASE_REPLICA_URL (%s) cannot be used: %s."
            .formatted(address.place(), why);
    if (!message.equals(complaint)) {
      complaint = message;
      LOG.log(Level.WARNING, "{0} Reads go to the primary.", message);
    }
  }

  @Override
  public void close() {
    Thread running = thread;
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
  }
}
