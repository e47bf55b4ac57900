package dev.lumen.server.database;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jspecify.annotations.Nullable;

/**
 * The read replica: a hot standby that answers heavy reads as long as it is as new as the primary.
 * It may be away, come and go; a read notices nothing of that but time. One that is of something
 * else is never asked.
 */
public final class Replica implements AutoCloseable {
  private final PrimaryPosition position;
  private final StandbyWatch watch;
  private final ReplicaReads reads = new ReplicaReads();
  private final boolean always;
  private volatile boolean wanted;

  /** What a read came to, which may be null. */
  record Answer<T extends @Nullable Object>(T value) {}

  private Replica(PostgresServer primary, ReplicaSettings settings) {
    this.position = new PrimaryPosition(primary);
    this.watch =
        new StandbyWatch(
            primary,
            DatabaseAddress.parse("LUMEN_DATABASE_REPLICA_URL", settings.url()),
            position,
            () -> this.wanted);
    this.always = settings.use() == ReplicaSettings.Use.ALWAYS;
    this.wanted = always;
  }

  /**
   * Looks at the standby once, and from then on beside everything else.
   *
   * @param primary with its schema up to date
   * @throws DatabaseException when the standby is one of another cluster, database or role
   */
  static Replica open(PostgresServer primary, ReplicaSettings settings) {
    Replica replica = new Replica(primary, settings);
    replica.watch.look();
    if (replica.state() == ReplicaState.UNFIT) {
      replica.close();
      throw DatabaseException.setup(replica.complaint());
    }
    replica.watch.start();
    return replica;
  }

  /** Looks at a standby that nobody is going to read from; one that is behind gets a second. */
  public static Replica lookAt(PostgresServer primary, ReplicaSettings settings) {
    Replica replica = new Replica(primary, settings);
    replica.watch.lookPatiently();
    return replica;
  }

  /** Whether reads are to be sent there. One that is always in use stays so. */
  public void use(boolean on) {
    wanted = always || on;
    watch.hurry();
  }

  /** Whether it is in use all the time, so that nothing is left to switch. */
  public boolean isAlwaysUsed() {
    return always;
  }

  /** How it is. */
  public ReplicaState state() {
    return watch.state();
  }

  /** What is wrong with it, in a sentence without secrets; empty where nothing is. */
  public String complaint() {
    return watch.complaint();
  }

  /** What it was asked, and how far behind it is. */
  public ReplicaFigures figures() {
    return reads.figures(watch.state(), wanted, watch.lag());
  }

  void measure(SqlLogger logger) {
    watch.measure(logger);
  }

  /** The answer of the standby, or null where the primary has to be asked. */
  <T extends @Nullable Object> @Nullable Answer<T> read(Actor actor, HandleWork<T> work) {
    if (!wanted) {
      reads.notWanted();
      return null;
    }
    try {
      Answer<T> answer = new Answer<>(watch.current().read(actor, position.now(), work));
      reads.answered();
      return answer;
    } catch (NotFromReplica e) {
      if (e.reason() == NotFromReplica.Reason.BEHIND) {
        watch.doubt();
      }
      reads.fellBack(e.reason());
    } catch (SQLException | JdbiException e) {
      if (SqlFailure.of(e).isBrokenConnection()) {
        watch.doubt();
      }
      reads.fellBack(NotFromReplica.Reason.FAILED);
    }
    return null;
  }

  @Override
  public void close() {
    watch.close();
    position.close();
  }
}
