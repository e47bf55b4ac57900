package dev.lumen.server.feed;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads the database's log on a thread of its own and tells a {@link FeedListener} of each
 * committed transaction. Comes back by itself after the database was away.
 */
public final class ChangeFeed implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ChangeFeed.class.getName());
  private static final long FIRST_PAUSE_MS = 50;
  private static final long LONGEST_PAUSE_MS = 5_000;

  private final FeedSettings settings;
  private final FeedListener listener;
  private final InstantSource clock;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);

  private volatile ReplicationStream stream;
  private volatile boolean connected = true;

  /** Whether it was told that the connection is lost, and no message has come since. */
  private boolean told;

  private volatile Duration lag = Duration.ZERO;
  private volatile Lsn position = new Lsn(0);
  private final AtomicLong transactions = new AtomicLong();
  private final AtomicLong reconnects = new AtomicLong();

  private ChangeFeed(FeedSettings settings, FeedListener listener, InstantSource clock)
      throws SQLException {
    this.settings = settings;
    this.listener = listener;
    this.clock = clock;
    this.stream = ReplicationStream.open(settings);
    this.thread = Thread.ofPlatform().name("change-feed").daemon().unstarted(this::run);
  }

  /**
   * Connects and goes live: what commits after this returns is told to the listener.
   *
   * @throws FeedException when the database refuses; the message says what to do
   */
  public static ChangeFeed start(FeedSettings settings, FeedListener listener) {
    return start(settings, listener, InstantSource.system());
  }

  /** As {@link #start(FeedSettings, FeedListener)}, with a clock for the measured lag. */
  public static ChangeFeed start(
      FeedSettings settings, FeedListener listener, InstantSource clock) {
    try {
      ChangeFeed feed = new ChangeFeed(settings, listener, clock);
      feed.thread.start();
      return feed;
    } catch (SQLException e) {
      throw new FeedException(
          "The change feed cannot start, so no change would reach a screen: "
              + e.getMessage()
              + ". The database needs wal_level=logical, a free replication slot and a role with"
              + " REPLICATION.",
          e);
    }
  }

  /** Whether changes are being read at this moment. */
  public boolean connected() {
    return connected && !isClosed();
  }

  /** From the commit to its delivery to the listener, of the last transaction. */
  public Duration lag() {
    return lag;
  }

  /** The end of the last transaction delivered. */
  public Lsn position() {
    return position;
  }

  /** How many transactions were delivered since the start. */
  public long transactions() {
    return transactions.get();
  }

  /** How many times the connection was lost and found again. */
  public long reconnects() {
    return reconnects.get();
  }

  /** Ends the feed; when this returns the listener is not called any more. */
  @Override
  public void close() {
    closed.countDown();
    stream.close();
    if (!Thread.currentThread().equals(thread)) {
      joinThread();
    }
  }

  private void joinThread() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean lost = false;
    while (!isClosed()) {
      try {
        if (!lost) {
          readUntilLost();
          lost = true;
        }
        comeBack();
        lost = false;
      } catch (OutOfMemoryError full) {
        // Memory that is full may be so on the way back as well. Nobody else would begin anew.
        lost = true;
        pauseOrClosed(FIRST_PAUSE_MS);
      }
    }
  }

  private void readUntilLost() {
    try {
      readAll(stream);
    } catch (SQLException | DecodeException e) {
      if (!isClosed()) {
        LOG.log(
            told ? Level.DEBUG : Level.WARNING,
            "The change feed lost its connection and tries again: {0}",
            e.getMessage());
        told = true;
      }
    }
  }

  private void comeBack() {
    connected = false;
    if (!isClosed()) {
      tell(listener::onDisconnected);
      reconnect();
    }
  }

  private void readAll(ReplicationStream source) throws SQLException {
    TransactionAssembler assembler = new TransactionAssembler();
    while (!isClosed()) {
      ByteBuffer message = source.read();
      told = false;
      if (message == null) {
        if (!assembler.insideTransaction()) {
          source.acknowledgeAllRead();
        }
        continue;
      }
      Transaction transaction = assembler.accept(PgOutput.decode(message));
      if (transaction != null) {
        deliver(transaction);
        source.acknowledge(transaction.lsn());
      }
    }
  }

  private void deliver(Transaction transaction) {
    position = transaction.lsn();
    Instant now = clock.instant();
    Instant committed = transaction.commitTime();
    lag = committed.isBefore(now) ? Duration.between(committed, now) : Duration.ZERO;
    transactions.incrementAndGet();
    if (!tell(() -> listener.onTransaction(transaction))) {
      // The listener missed something: for it this is the same as a hole in the feed.
      tell(listener::onReconnected);
    }
  }

  private boolean tell(Runnable news) {
    try {
      news.run();
      return true;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A listener of the change feed failed: " + e.getClass().getName());
      LOG.log(Level.DEBUG, "Where it failed", e);
      return false;
    }
  }

  private void reconnect() {
    stream.close();
    long pause = FIRST_PAUSE_MS;
    while (!pauseOrClosed(ThreadLocalRandom.current().nextLong(pause / 2, pause))) {
      try {
        stream = ReplicationStream.open(settings);
        break;
      } catch (SQLException | FeedException e) {
        LOG.log(Level.DEBUG, "The database is not back yet: {0}", e.getMessage());
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
    if (isClosed()) {
      stream.close();
      return;
    }
    connected = true;
    reconnects.incrementAndGet();
    LOG.log(Level.INFO, "The change feed is live again.");
    tell(listener::onReconnected);
  }

  private boolean pauseOrClosed(long millis) {
    try {
      return closed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closed.countDown();
      return true;
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }
}
