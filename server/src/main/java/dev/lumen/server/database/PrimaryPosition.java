package dev.lumen.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How far the primary's log is on disk. A commit is told to nobody, neither its client nor another
 * transaction nor the change feed, before that place lies behind it; so a standby that has come as
 * far shows everything that anybody, on any node, knew when the question was put.
 *
 * <p>The question has a connection of its own: it must not queue behind the reads that it is to
 * spare the primary. One is under way at a time, and those who come meanwhile share the next, so
 * that no answer is older than its question and many callers cost little more than one.
 */
final class PrimaryPosition implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Where commits do not wait for the disk they are told earlier: from the log's buffers. */
  private static final String ASK =
      """
      select place::text, left(pg_walfile_name(place), 8)
        from (select case when current_setting('synchronous_commit') = 'off'
                          then pg_current_wal_insert_lsn()
                          else pg_current_wal_flush_lsn() end as place) now
      """;

  private final PostgresServer primary;
  private final ReentrantLock asking = new ReentrantLock();
  private @Nullable Connection connection;
  private volatile @Nullable PreparedStatement question;
  private @Nullable Round waiting;

  /** One question, and all who wait for its answer. */
  private static final class Round {
    private @Nullable Position answer;
    private boolean over;
  }

  PrimaryPosition(PostgresServer primary) {
    this.primary = primary;
  }

  /** The position of now or a moment later, never of earlier. */
  Position now() throws SQLException {
    Round mine = join();
    asking.lock();
    try {
      if (!mine.over) {
        begin(mine);
        mine.answer = ask();
        mine.over = true;
      }
    } finally {
      asking.unlock();
    }
    Position answer = mine.answer;
    if (answer == null) {
      throw new SQLTransientConnectionException("The primary does not tell its position", "08006");
    }
    return answer;
  }

  private synchronized Round join() {
    Round joined = waiting;
    if (joined == null) {
      joined = new Round();
      waiting = joined;
    }
    return joined;
  }

  /** From here on whoever comes would get an answer older than their question. */
  private synchronized void begin(Round round) {
    if (waiting == round) {
      waiting = null;
    }
  }

  private @Nullable Position ask() {
    PreparedStatement asked = question;
    if (asked == null) {
      return null;
    }
    try (ResultSet row = asked.executeQuery()) {
      row.next();
      return new Position(row.getString(1), row.getString(2));
    } catch (SQLException e) {
      disconnect();
      return null;
    }
  }

  /**
   * Connects if need be. Not for whoever reads: where a network swallows everything it takes long.
   */
  void connect() throws SQLException {
    if (question != null) {
      return;
    }
    Connection opened = Connections.open(primary, PATIENCE);
    asking.lock();
    try {
      question = opened.prepareStatement(ASK);
      connection = opened;
    } finally {
      asking.unlock();
    }
  }

  private void disconnect() {
    Connection open = connection;
    connection = null;
    question = null;
    Connections.drop(open);
  }

  @Override
  public void close() {
    asking.lock();
    try {
      disconnect();
    } finally {
      asking.unlock();
    }
  }
}
