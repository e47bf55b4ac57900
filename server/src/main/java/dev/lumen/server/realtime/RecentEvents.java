package dev.lumen.server.realtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest events of one conversation without a hole, in a ring. Not safe for use by several
 * threads; {@link EventLog} guards it.
 */
final class RecentEvents {
  private static final int FIRST_CAPACITY = 16;

  /** Of so many the bytes are kept as well: who is further behind comes alone, or in a herd. */
  private static final int ENCODED = 16;

  private final int maxEvents;
  private @Nullable Published[] ring = new @Nullable Published[FIRST_CAPACITY];
  private long first = 1;
  private long head;
  private int bytes;

  RecentEvents(int maxEvents) {
    this.maxEvents = maxEvents;
  }

  /** Number of the newest event known of, kept or not. */
  long head() {
    return head;
  }

  /** Number of the oldest event kept; {@code head() + 1} when none is. */
  long first() {
    return first;
  }

  /** Forgets all events and goes on after that number. */
  void restartAfter(long newHead) {
    ring = new @Nullable Published[FIRST_CAPACITY];
    bytes = 0;
    head = newHead;
    first = newHead + 1;
  }

  /**
   * Adds an event. One that is already known changes nothing; one that leaves a hole makes it the
   * only event kept, so that readers fetch the missing ones from the store.
   *
   * @param maxBytes older events are dropped until the kept ones use no more; the newest always
   *     stays
   * @return whether the head moved
   */
  boolean append(Published event, int maxBytes) {
    if (event.seq() <= head) {
      return false;
    }
    if (event.seq() != head + 1) {
      restartAfter(event.seq() - 1);
    }
    makeRoom();
    head = event.seq();
    ring[slot(head)] = event;
    bytes += event.size();
    forgetBytesOf(head - ENCODED);
    trim(maxBytes);
    return true;
  }

  private void forgetBytesOf(long seq) {
    Published aged = seq < first ? null : ring[slot(seq)];
    if (aged != null) {
      aged.forgetBytes();
    }
  }

  /**
   * Up to {@code max} events after a number, oldest first.
   *
   * @return null when the next one is not kept here any more
   */
  @Nullable List<Published> after(long cursor, int max) {
    if (cursor + 1 < first) {
      return null;
    }
    List<Published> found = new ArrayList<>();
    for (long seq = cursor + 1; seq <= head && found.size() < max; seq++) {
      Published event = ring[slot(seq)];
      if (event != null) {
        found.add(event);
      }
    }
    return found;
  }

  private void makeRoom() {
    int count = (int) (head - first + 1);
    if (count == ring.length && ring.length < maxEvents) {
      @Nullable Published[] old = ring;
      ring = new @Nullable Published[old.length * 2];
      for (long seq = first; seq <= head; seq++) {
        ring[slot(seq)] = old[(int) (seq & (old.length - 1))];
      }
    }
    if (count == ring.length) {
      dropFirst();
    }
  }

  private void trim(int maxBytes) {
    while (bytes > maxBytes && first < head) {
      dropFirst();
    }
  }

  private void dropFirst() {
    Published dropped = ring[slot(first)];
    if (dropped != null) {
      bytes -= dropped.size();
    }
    ring[slot(first)] = null;
    first++;
  }

  private int slot(long seq) {
    return (int) (seq & (ring.length - 1));
  }
}
