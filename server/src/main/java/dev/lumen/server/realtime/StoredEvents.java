package dev.lumen.server.realtime;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/** Reads history for subscribers, a few at a time, so that a herd leaves the database to others. */
final class StoredEvents {
  private final EventStore store;
  private final Semaphore permits;

  StoredEvents(EventStore store, int concurrentReads) {
    this.store = store;
    this.permits = new Semaphore(concurrentReads);
  }

  List<Published> after(UUID conversationId, long after, int limit) {
    permits.acquireUninterruptibly();
    try {
      return store.read(conversationId, after, limit).stream().map(Published::of).toList();
    } finally {
      permits.release();
    }
  }
}
