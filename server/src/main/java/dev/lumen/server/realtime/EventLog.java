package dev.lumen.server.realtime;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the hub knows of one conversation: how far its events go, the newest of them, and who
 * follows.
 *
 * <p>Delivery does not lean on what is kept here. Each follower has a cursor of its own and goes on
 * from it, out of this memory where it can and out of the store where it cannot; this log only says
 * that there is more. An event told late, twice or with a hole before it is therefore harmless.
 */
final class EventLog {
  private static final int MAX_EVENTS = 256;
  private static final int MAX_LOADED_BYTES = 64 * 1024;

  private final UUID conversationId;
  private final RecentEvents recent = new RecentEvents(MAX_EVENTS);
  private final Set<Subscription> followers = ConcurrentHashMap.newKeySet();
  private final ReentrantLock loading = new ReentrantLock();
  private boolean retired;
  private volatile int waiting;
  private int loadedIn = -1;
  private long oldestStored = 1;

  EventLog(UUID conversationId) {
    this.conversationId = conversationId;
  }

  UUID conversationId() {
    return conversationId;
  }

  /** Held while the log is read from the store, so that a herd of newcomers asks once. */
  ReentrantLock loading() {
    return loading;
  }

  /**
   * Takes an event from the feed and wakes the followers.
   *
   * @param maxBytes how much memory the kept events may use
   */
  void append(Published event, int maxBytes) {
    boolean moved;
    synchronized (this) {
      moved = recent.append(event, maxBytes);
    }
    if (moved) {
      tellOfMore();
    }
  }

  private void tellOfMore() {
    followers.forEach(Subscription::wake);
    if (waiting > 0) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /**
   * Waits for an event after a number.
   *
   * @return whether there is one; false also when this log is out of use
   */
  synchronized boolean await(long after, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    waiting++;
    try {
      while (recent.head() <= after && !retired) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      return recent.head() > after;
    } finally {
      waiting--;
    }
  }

  /**
   * Takes the end of the stored events, which may be older or newer than what the feed has told.
   *
   * @param feedLife the life of the feed that had begun when the store was asked
   */
  void load(EventStore.Tail tail, int feedLife) {
    boolean moved;
    synchronized (this) {
      moved = merge(tail);
      oldestStored = tail.position().oldestSeq();
      loadedIn = feedLife;
    }
    if (moved) {
      tellOfMore();
    }
  }

  private boolean merge(EventStore.Tail tail) {
    long last = tail.position().lastSeq();
    if (last < recent.head()) {
      return false;
    }
    boolean moved = last > recent.head();
    if (!moved && recent.first() <= recent.head()) {
      return false;
    }
    List<ConversationEvent> events = tail.events();
    recent.restartAfter(events.isEmpty() ? last : events.getFirst().seq() - 1);
    events.forEach(event -> recent.append(Published.of(event), MAX_LOADED_BYTES));
    if (recent.head() < last) {
      recent.restartAfter(last);
    }
    return moved;
  }

  /** Forgets what is kept in memory; from now on readers ask the store. */
  synchronized void forgetKept() {
    recent.restartAfter(recent.head());
    loadedIn = -1;
  }

  /**
   * Where the events stand, if the store was asked during this life of the feed: since then the
   * feed has told of every further event.
   */
  synchronized @Nullable Position position(int feedLife) {
    return loadedIn == feedLife ? new Position(recent.head(), oldestStored) : null;
  }

  synchronized long head() {
    return recent.head();
  }

  /** Number of the oldest event kept in memory. */
  synchronized long firstKept() {
    return recent.first();
  }

  /** Up to {@code max} events after a number; null when the store must be asked for them. */
  synchronized @Nullable List<Published> after(long cursor, int max) {
    return recent.after(cursor, max);
  }

  /** Adds a follower; false when this log is out of use and a new one has to be asked for. */
  synchronized boolean follow(Subscription follower) {
    if (!retired) {
      followers.add(follower);
    }
    return !retired;
  }

  void leave(Subscription follower) {
    followers.remove(follower);
  }

  /** Takes the log out of use: the conversation is gone. */
  synchronized void retire() {
    retired = true;
    notifyAll();
  }

  /** Takes the log out of use if nobody follows it. */
  synchronized boolean retireIfUnused() {
    retired = followers.isEmpty() && waiting == 0;
    return retired;
  }

  boolean hasFollowers() {
    return !followers.isEmpty();
  }

  Set<Subscription> followers() {
    return followers;
  }
}
