package dev.lumen.server.realtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Who is connected, and what has happened since the start. */
final class HubCounters {
  private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder slow = new LongAdder();
  private final LongAdder newsReplaced = new LongAdder();

  private volatile DeliveryListener listener = (_, _) -> {};
  private volatile long newsPauseNanos;

  void tell(DeliveryListener deliveries) {
    listener = deliveries;
  }

  void newsPause(long nanos) {
    newsPauseNanos = nanos;
  }

  long newsPause() {
    return newsPauseNanos;
  }

  void joined(Subscriber subscriber) {
    subscribers.add(subscriber);
  }

  void left(Subscriber subscriber) {
    subscribers.remove(subscriber);
  }

  Set<Subscriber> subscribers() {
    return subscribers;
  }

  void delivered(Published published, long earliest) {
    delivered.increment();
    ConversationEvent event = published.event();
    long since = published.freshSince();
    // One that the subscriber was not there for was read up, not delivered.
    if (event != null && since != 0 && since - earliest >= 0) {
      listener.delivered(event, System.nanoTime() - since);
    }
  }

  void newsReplaced() {
    newsReplaced.increment();
  }

  void closed(CloseReason reason) {
    if (reason == CloseReason.SLOW) {
      slow.increment();
    }
  }

  HubStatistics statistics(int conversations) {
    return new HubStatistics(
        subscribers.size(), conversations, delivered.sum(), slow.sum(), newsReplaced.sum());
  }
}
