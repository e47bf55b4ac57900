package dev.lumen.server.database;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether the database keeps what it is given. It learns from writes that were refused, and tries a
 * small one only while there is a doubt: a database that is well is not written to for this.
 */
public final class Storage {
  /** Less than this is none: the log of PostgreSQL grows by files of 16 MB. */
  private static final long NO_ROOM = 32 << 20;

  /** A full disk lets small writes through now and then, so a refusal counts for a while. */
  private static final long LASTING = TimeUnit.SECONDS.toNanos(5);

  /** About 200 kB, gone with the transaction. */
  private static final String TRIAL =
      "create temp table storage_trial on commit drop as"
          + " select md5(i::text) as filling from generate_series(1, 3000) i";

  private static final Actor SERVICE = new Actor.Service();

  private final PostgresServer server;
  private volatile @Nullable Refusal last;

  /** What becomes of a write. */
  public enum State {
    WRITABLE,
    /** There is no room on the disk. */
    FULL,
    /** The server only follows another one, or is set so. */
    READ_ONLY,
    /** The disk does not obey. */
    FAILING;

    /** As answers have it. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record Refusal(State state, long at) {}

  Storage(PostgresServer server) {
    this.server = server;
  }

  /** Takes note of a transaction that failed. */
  void failed(SqlFailure failure) {
    State state = failure.storage();
    if (state != State.WRITABLE) {
      last = new Refusal(state, System.nanoTime());
    }
  }

  /** How it is; reads no row. */
  public State state() {
    OptionalLong room = server.room();
    if (room.isPresent() && room.getAsLong() < NO_ROOM) {
      return State.FULL;
    }
    Refusal refused = last;
    return refused == null ? State.WRITABLE : refused.state();
  }

  /** Tries whether what was refused would be kept by now. */
  public void lookAgain(Database database) {
    Refusal refused = last;
    if (refused == null || System.nanoTime() - refused.at() < LASTING) {
      return;
    }
    try {
      database.write(SERVICE, handle -> handle.execute(TRIAL));
      last = null;
    } catch (DatabaseException e) {
      // What fails for want of room is noted where it failed, like every other write. A role that
      // may
      // make no such table says nothing about the room, and must not leave the doubt for good.
      if (!e.isOutage()) {
        last = null;
      }
    }
  }
}
