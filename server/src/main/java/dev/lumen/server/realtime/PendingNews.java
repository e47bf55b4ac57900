package dev.lumen.server.realtime;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ephemeral news one subscriber has not had yet, in order and a bounded number: of what may be
 * replaced the newest of each kind, of what is said for good each.
 */
final class PendingNews {
  private static final int MAX_REPLACEABLE = 64;
  private static final int MAX_LAST = 1_000;

  private record Key(NewsKind kind, long number) {}

  private final LinkedHashMap<Key, Published> pending = new LinkedHashMap<>();
  private final HubCounters counters;
  private long number;
  private int waitingForGood;

  PendingNews(HubCounters counters) {
    this.counters = counters;
  }

  /**
   * Adds news; it replaces older news of its kind, or when full the oldest of another.
   *
   * @return false when so much that must not be replaced waits that the subscriber is too slow
   */
  synchronized boolean offer(NewsKind kind, Published published) {
    if (pending.remove(new Key(kind.replaced(), 0)) != null) {
      counters.newsReplaced();
    }
    if (kind.last()) {
      if (waitingForGood == MAX_LAST) {
        return false;
      }
      waitingForGood++;
    } else if (pending.size() - waitingForGood == MAX_REPLACEABLE) {
      take(false);
      counters.newsReplaced();
    }
    pending.put(new Key(kind, kind.last() ? ++number : 0), published);
    return true;
  }

  synchronized boolean any() {
    return !pending.isEmpty();
  }

  /** The news that waits longest; null when there is none. */
  synchronized @Nullable Published poll() {
    Map.Entry<Key, Published> oldest = pending.pollFirstEntry();
    if (oldest == null) {
      return null;
    }
    waitingForGood -= oldest.getKey().kind().last() ? 1 : 0;
    return oldest.getValue();
  }

  /** As {@link #poll}, only of what is said for good. */
  synchronized @Nullable Published pollForGood() {
    return waitingForGood == 0 ? null : take(true);
  }

  private @Nullable Published take(boolean forGood) {
    Iterator<Map.Entry<Key, Published>> all = pending.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Key, Published> next = all.next();
      if (next.getKey().kind().last() == forGood) {
        Published taken = next.getValue();
        all.remove();
        waitingForGood -= forGood ? 1 : 0;
        return taken;
      }
    }
    return null;
  }
}
