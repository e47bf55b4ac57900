package dev.lumen.server.realtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ephemeral news one subscriber has not had yet: the newest of each kind, a bounded number. Of
 * speech events and alerts each is a kind of its own, since one says nothing about another.
 */
final class PendingNews {
  private static final int MAX = 64;
  private static final Set<String> EACH_OF_ITS_OWN =
      Set.of(EventType.SPEECH_EVENT.wireName(), EventType.PERFORMANCE_ALERT.wireName());

  private record Kind(@Nullable UUID conversationId, String type, long number) {}

  private final LinkedHashMap<Kind, Published> pending = new LinkedHashMap<>();
  private final HubCounters counters;
  private long number;

  PendingNews(HubCounters counters) {
    this.counters = counters;
  }

  /** Adds news; replaces older news of the same kind, or when full the oldest of another. */
  synchronized void offer(News news, Published published) {
    boolean alone = EACH_OF_ITS_OWN.contains(news.type());
    Kind kind = new Kind(news.conversationId(), news.type(), alone ? ++number : 0);
    if (pending.remove(kind) != null) {
      counters.newsReplaced();
    } else if (pending.size() == MAX) {
      pending.pollFirstEntry();
      counters.newsReplaced();
    }
    pending.put(kind, published);
  }

  synchronized boolean any() {
    return !pending.isEmpty();
  }

  /** The news that waits longest; null when there is none. */
  synchronized @Nullable Published poll() {
    Map.Entry<Kind, Published> oldest = pending.pollFirstEntry();
    return oldest == null ? null : oldest.getValue();
  }
}
