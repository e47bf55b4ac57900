package dev.lumen.server.live;

import dev.lumen.server.realtime.CloseReason;
import dev.lumen.server.realtime.Subscriber;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Who is connected to which spoken conversation on this node. */
final class Connections {
  /** For the last events to reach those who are told goodbye. */
  private static final Duration LAST_WORDS = Duration.ofMillis(500);

  private final InstantSource clock;
  private final Map<UUID, Set<Subscriber>> open = new ConcurrentHashMap<>();
  private final Map<UUID, Set<Subscriber>> playing = new ConcurrentHashMap<>();

  Connections(InstantSource clock) {
    this.clock = clock;
  }

  /** Somebody came; answers how many there are now. */
  int joined(UUID conversation, Subscriber subscriber) {
    return add(open, conversation, subscriber);
  }

  /** Somebody tells how much of a reply they have played. */
  void plays(UUID conversation, Subscriber subscriber) {
    add(playing, conversation, subscriber);
  }

  /** Inside the map's own lock, so that the set is not thrown away as empty meanwhile. */
  private static int add(Map<UUID, Set<Subscriber>> to, UUID conversation, Subscriber subscriber) {
    Set<Subscriber> all =
        to.compute(
            conversation,
            (_, before) -> {
              Set<Subscriber> now = before == null ? ConcurrentHashMap.newKeySet() : before;
              now.add(subscriber);
              return now;
            });
    return all.size();
  }

  /** Somebody left; answers how many there are now. */
  int left(UUID conversation, Subscriber subscriber) {
    remove(playing, conversation, subscriber);
    return remove(open, conversation, subscriber);
  }

  private static int remove(
      Map<UUID, Set<Subscriber>> from, UUID conversation, Subscriber subscriber) {
    Set<Subscriber> left =
        from.computeIfPresent(
            conversation,
            (_, all) -> {
              all.remove(subscriber);
              return all.isEmpty() ? null : all;
            });
    return left == null ? 0 : left.size();
  }

  int count(UUID conversation) {
    return open.getOrDefault(conversation, Set.of()).size();
  }

  /** Over all conversations. */
  int total() {
    return open.values().stream().mapToInt(Set::size).sum();
  }

  boolean isPlayed(UUID conversation) {
    return playing.containsKey(conversation);
  }

  /** The conversation is over: everybody is let go once they were told. */
  void ended(UUID conversation) {
    Instant then = clock.instant().plus(LAST_WORDS);
    open.getOrDefault(conversation, Set.of())
        .forEach(subscriber -> subscriber.closeAt(then, CloseReason.NORMAL));
  }
}
