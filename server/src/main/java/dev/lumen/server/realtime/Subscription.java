package dev.lumen.server.realtime;

import dev.lumen.server.database.DatabaseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's place in one conversation. Delivers every event after its cursor exactly once
 * and in order; where events were removed from the store it says so with a {@code gap}.
 */
final class Subscription {
  private static final int BATCH = 64;
  private static final int PAGE = 200;
  private static final long FIRST_RETRY_NANOS = 2_000_000;
  private static final long LONGEST_RETRY_NANOS = 1_000_000_000;
  private static final int TRIES_UNTIL_GAP = 10;

  private final Subscriber subscriber;
  private final EventLog log;
  private final StoredEvents stored;
  private volatile long cursor;
  private volatile boolean caughtUp;
  private int failedTries;
  private int emptyTries;
  private long retryAt;

  Subscription(Subscriber subscriber, EventLog log, StoredEvents stored, long after) {
    this.subscriber = subscriber;
    this.log = log;
    this.stored = stored;
    this.cursor = after;
  }

  EventLog log() {
    return log;
  }

  Subscriber subscriber() {
    return subscriber;
  }

  void wake() {
    subscriber.wake();
  }

  /**
   * How many events it is behind, once it has had all there were; 0 while it still reads up on
   * history, however long that is.
   */
  long behind() {
    return caughtUp ? log.head() - cursor : 0;
  }

  /** Nanoseconds until another try is due; 0 when there is none or it is due now. */
  long retryIn() {
    return retryAt == 0 ? 0 : Math.max(1, retryAt - System.nanoTime());
  }

  /** Sends what comes next. Called by one thread at a time. */
  boolean pump() {
    if (retryAt != 0 && retryAt - System.nanoTime() > 0) {
      return false;
    }
    List<Published> events = log.after(cursor, BATCH);
    if (events == null) {
      events = fromStore();
    }
    if (events == null) {
      return false;
    }
    if (events.isEmpty()) {
      caughtUp = true;
      return false;
    }
    send(events);
    return true;
  }

  private void send(List<Published> events) {
    settle();
    for (Published event : events) {
      sayGapUpTo(event.seq() - 1);
      subscriber.write(event);
      cursor = event.seq();
    }
  }

  private void sayGapUpTo(long last) {
    if (last > cursor) {
      subscriber.writeGap(log.conversationId(), cursor + 1, last);
      cursor = last;
    }
  }

  private @Nullable List<Published> fromStore() {
    // Read before the store is: what the log keeps from here on cannot be part of a gap.
    long kept = log.firstKept();
    try {
      List<Published> page = stored.after(log.conversationId(), cursor, PAGE);
      return page.isEmpty() ? awaitVisible(kept) : page;
    } catch (DatabaseException away) {
      retryLater(failedTries++);
      return null;
    }
  }

  /**
   * The feed may tell of an event a moment before the tables show it: ask again before giving up.
   */
  private @Nullable List<Published> awaitVisible(long kept) {
    if (emptyTries < TRIES_UNTIL_GAP) {
      retryLater(emptyTries++);
      return null;
    }
    sayGapUpTo(kept - 1);
    settle();
    return log.after(cursor, BATCH);
  }

  private void retryLater(int tries) {
    long pause = Math.min(LONGEST_RETRY_NANOS, FIRST_RETRY_NANOS << Math.min(tries, 10));
    retryAt = Math.max(1, System.nanoTime() + pause);
  }

  private void settle() {
    failedTries = 0;
    emptyTries = 0;
    retryAt = 0;
  }
}
