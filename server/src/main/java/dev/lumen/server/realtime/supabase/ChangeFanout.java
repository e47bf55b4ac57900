package dev.lumen.server.realtime.supabase;

import dev.lumen.server.database.Database;
import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.feed.FeedListener;
import dev.lumen.server.feed.Lsn;
import dev.lumen.server.feed.RowChange;
import dev.lumen.server.feed.Transaction;
import dev.lumen.server.realtime.Viewer;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Brings changed rows to the channels that asked for them. The feed's thread only hands
 * transactions over; one thread judges each change once for all channels that are alike, and gives
 * them the same bytes.
 */
public final class ChangeFanout implements FeedListener, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ChangeFanout.class.getName());
  private static final int MAX_WAITING = 10_000;
  private static final int MAX_CHANGES = 8_192;
  private static final long MAX_BYTES = 24L << 20;
  private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(5);

  /** How long after the start clients are taken for such as were here before it. */
  private static final Duration COMING_BACK = Duration.ofMinutes(10);

  /** How long before the start they may have been told something for the last time. */
  private static final Duration LONGEST_ABSENCE = Duration.ofMinutes(2);

  private static final Transaction RECONNECTED =
      new Transaction(new Lsn(0), Instant.EPOCH, List.of());

  private final BlockingQueue<Transaction> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final ChangeGroups groups = new ChangeGroups();
  private final Tables tables;
  private final Owners owners;
  private final RowJson json;
  private final ChangeHistory history;
  private final MissedChanges missed;
  private final Database database;
  private final Position start;
  private final long startedAt = System.nanoTime();
  private final AtomicLong told = new AtomicLong();
  private final Thread thread;
  private volatile boolean feedConnected = true;
  private volatile boolean overflowed;
  private volatile boolean closed;

  /**
   * Begins to fan out. To be made, and given to the feed as a listener, before the first client
   * comes.
   */
  public ChangeFanout(Database database, RecordFields fields) {
    tables = new Tables(database);
    owners = new Owners(database);
    json = new RowJson(fields);
    this.database = database;
    start = now(database);
    history = new ChangeHistory(MAX_CHANGES, MAX_BYTES, start);
    missed = new MissedChanges(database, tables, history);
    thread = Thread.ofPlatform().name("change-fanout").daemon().unstarted(this::run);
    thread.start();
  }

  private static Position now(Database database) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint, clock_timestamp()")
                    .map(
                        (row, _) ->
                            Position.endOf(
                                new Lsn(row.getLong(1)),
                                row.getObject(2, java.time.OffsetDateTime.class).toInstant()))
                    .one());
  }

  // --- what channels ask ---

  Tables tables() {
    return tables;
  }

  ChangeHistory history() {
    return history;
  }

  MissedChanges missed() {
    return missed;
  }

  /**
   * Where a client goes on that was told by the server that ran here before; null when all of them
   * must have come back by now.
   */
  @Nullable Position beforeStart() {
    return System.nanoTime() - startedAt > COMING_BACK.toNanos()
        ? null
        : new Position(new Lsn(0), 0, start.committed().minus(LONGEST_ABSENCE));
  }

  /** Whether a place lies behind all that the database has written: it was put back since. */
  boolean isAhead(Position position) {
    return position.compareTo(history.head()) > 0
        && position.lsn().compareTo(now(database).lsn()) > 0;
  }

  /** Whether changes are being read from the database at this moment. */
  boolean isLive() {
    return feedConnected && !overflowed && !closed;
  }

  /** Whose a changed row is; waits while the database cannot say. */
  @Nullable UUID owner(Change change) {
    for (long pause = 1_000_000; ; pause = Math.min(pause * 2, 1_000_000_000L)) {
      try {
        return owners.of(change);
      } catch (DatabaseException away) {
        if (closed || Thread.currentThread().isInterrupted()) {
          return null;
        }
        LockSupport.parkNanos(this, pause);
      }
    }
  }

  /** Has a channel told of what its bindings ask for, once it is released. */
  synchronized void join(
      ChannelChanges member, Vsn vsn, String topic, Viewer viewer, List<Binding> bindings) {
    ChangeGroup.Key key = ChangeGroup.key(vsn, topic, viewer, bindings);
    member.joined(groups.join(key, () -> new ChangeGroup(key, bindings, json), member));
  }

  synchronized void leave(ChannelChanges member) {
    member.end();
    ChangeGroup group = member.group();
    if (group != null) {
      groups.leave(group, member);
    }
  }

  /** Lets a channel that has read everything be handed what follows; false when there is more. */
  synchronized boolean goLive(ChannelChanges member) {
    List<Change> rest = history.after(member.cursor(), 1);
    if (rest != null && rest.isEmpty()) {
      member.goLive();
    }
    return true;
  }

  /** Changes brought to this node's channels since the start, counted once for each channel. */
  public long told() {
    return told.get();
  }

  // --- the change feed ---

  @Override
  public void onTransaction(Transaction transaction) {
    if (transaction.changes().stream().anyMatch(this::isPublished)) {
      enqueue(transaction);
    }
  }

  private boolean isPublished(RowChange change) {
    return change.schema().equals(Tables.SCHEMA) && tables.find(change.table()) != null;
  }

  private void enqueue(Transaction transaction) {
    if (!waiting.offer(transaction)) {
      // As if the connection had been lost: the tables tell what is missing.
      overflowed = true;
    }
  }

  @Override
  public void onDisconnected() {
    feedConnected = false;
  }

  @Override
  public void onReconnected() {
    feedConnected = true;
    overflowed = true;
    boolean handedOver = waiting.offer(RECONNECTED);
    if (!handedOver) {
      LOG.log(Level.DEBUG, "The fan-out is behind and will look into the tables when it is not");
    }
  }

  private void run() {
    try {
      while (!closed) {
        Transaction transaction = waiting.take();
        if (!transaction.equals(RECONNECTED)) {
          guarded(() -> tell(transaction));
        }
        if (overflowed && waiting.isEmpty()) {
          guarded(this::recover);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Telling of a change failed: " + e.getClass().getName());
      LOG.log(Level.DEBUG, "Where it failed", e);
      overflowed = true;
    }
  }

  private void tell(Transaction transaction) {
    int index = 0;
    for (RowChange row : transaction.changes()) {
      Change change =
          new Change(new Position(transaction.lsn(), index++, transaction.commitTime()), row);
      if (isPublished(row) && !change.isMeasurementOnly()) {
        tell(change);
      }
    }
  }

  private void tell(Change change) {
    owners.learn(change);
    UUID owner = groupsAreEmpty() ? null : owner(change);
    synchronized (this) {
      history.add(change);
      Set<ChangeGroup> concerned = groups.candidates(change, owner);
      for (ChangeGroup group : concerned) {
        byte[] frame = group.frame(change, owner);
        if (frame != null) {
          group.members().forEach(member -> member.deliver(change, frame));
          told.addAndGet(group.members().size());
        }
      }
    }
  }

  private synchronized boolean groupsAreEmpty() {
    return groups.isEmpty();
  }

  /** Closes a hole in the feed: what is in the tables and was not told. */
  private void recover() {
    overflowed = false;
    owners.forget();
    Position last = history.head();
    try {
      Set<String> known = history.versions();
      missed
          .read(last.committed().minus(LONGEST_TRANSACTION), last.lsn(), last.firstRecovered())
          .stream()
          .filter(change -> !known.contains(change.version()))
          .forEach(this::tell);
    } catch (DatabaseException away) {
      overflowed = true;
      LockSupport.parkNanos(this, 100_000_000);
      boolean again = waiting.offer(RECONNECTED);
      LOG.log(Level.DEBUG, "The tables are read when the database is back: {0}", again);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
