package dev.lumen.server.realtime;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The logs of all conversations that are followed or were busy lately; the others are forgotten,
 * longest untouched first.
 */
final class EventLogs {
  private static final int LOOKED_AT_WHEN_FULL = 8;

  private static final int ALL_BYTES = 64 << 20;
  private static final int LEAST_BYTES = 4 << 10;
  private static final int MOST_BYTES = 256 << 10;

  private final int maxUnused;
  private final LinkedHashMap<UUID, EventLog> logs = new LinkedHashMap<>(64, 0.75f, true);

  EventLogs(int maxUnused) {
    this.maxUnused = maxUnused;
  }

  /** The conversation's log, made if there was none. */
  synchronized EventLog get(UUID conversationId) {
    EventLog log = logs.get(conversationId);
    if (log == null) {
      log = new EventLog(conversationId);
      logs.put(conversationId, log);
      forgetSome();
    }
    return log;
  }

  synchronized @Nullable EventLog find(UUID conversationId) {
    return logs.get(conversationId);
  }

  synchronized void remove(EventLog log) {
    logs.remove(log.conversationId(), log);
  }

  synchronized List<EventLog> all() {
    return new ArrayList<>(logs.values());
  }

  /** How much memory one log's events may use, so that all together stay within bounds. */
  synchronized int bytesEach() {
    return Math.clamp(ALL_BYTES / Math.max(1, logs.size()), LEAST_BYTES, MOST_BYTES);
  }

  synchronized int size() {
    return logs.size();
  }

  /** Forgets every log without followers and gives the others. */
  synchronized List<EventLog> forgetUnused() {
    logs.values().removeIf(EventLog::retireIfUnused);
    return new ArrayList<>(logs.values());
  }

  // Followed logs met on the way become the youngest, so that the few looked at differ each time.
  private void forgetSome() {
    if (logs.size() <= maxUnused) {
      return;
    }
    List<EventLog> followed = new ArrayList<>();
    Iterator<EventLog> eldest = logs.values().iterator();
    for (int i = 0; i < LOOKED_AT_WHEN_FULL && eldest.hasNext(); i++) {
      EventLog log = eldest.next();
      if (log.hasFollowers() || !eldest.hasNext()) {
        followed.add(log);
      } else if (log.retireIfUnused()) {
        eldest.remove();
      }
    }
    followed.forEach(log -> logs.get(log.conversationId()));
  }
}
