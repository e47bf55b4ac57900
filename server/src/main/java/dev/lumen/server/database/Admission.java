package dev.lumen.server.database;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets as many in as there are connections, in the order in which they came. Under a rush a caller
 * waits his turn, and is not told that the database cannot be reached while it serves others: only
 * when it has served nobody for a while, or after {@link #LONGEST_TURN}, which is an overload that
 * waiting does not mend.
 */
final class Admission {
  private static final Duration LONGEST_TURN = Duration.ofSeconds(15);

  private final Semaphore places;
  private final Duration silence;
  private volatile long served = System.nanoTime();

  /**
   * An admission to a pool.
   *
   * @param places connections of the pool
   * @param silence how long nobody was served when the database is taken to be away
   */
  Admission(int places, Duration silence) {
    this.places = new Semaphore(places, true);
    this.silence = silence;
  }

  /** What is given back when it is closed. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /** Waits for a place. */
  Place enter() throws SQLTransientConnectionException {
    long start = System.nanoTime();
    try {
      while (!places.tryAcquire(silence.toMillis(), TimeUnit.MILLISECONDS)) {
        long now = System.nanoTime();
        if (now - served > silence.toNanos() || now - start > LONGEST_TURN.toNanos()) {
          throw new SQLTransientConnectionException(
              "No connection became free in " + Duration.ofNanos(now - start).toSeconds() + " s");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLTransientConnectionException("Interrupted while waiting for a connection", e);
    }
    return places::release;
  }

  /** Somebody was served: the database is there. */
  void served() {
    served = System.nanoTime();
  }
}
