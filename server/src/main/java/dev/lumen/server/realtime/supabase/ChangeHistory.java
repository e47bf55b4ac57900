package dev.lumen.server.realtime.supabase;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The newest changes in order, as many as a bounded memory holds. */
final class ChangeHistory {
  private final int maxChanges;
  private final long maxBytes;
  private List<Change> changes = new ArrayList<>();
  private int first;
  private long bytes;
  private Position floor;

  /**
   * @param floor everything after this is going to be added
   */
  ChangeHistory(int maxChanges, long maxBytes, Position floor) {
    this.maxChanges = maxChanges;
    this.maxBytes = maxBytes;
    this.floor = floor;
  }

  synchronized void add(Change change) {
    changes.add(change);
    bytes += change.size();
    while (changes.size() - first > maxChanges
        || (bytes > maxBytes && changes.size() - first > 1)) {
      Change dropped = changes.get(first++);
      bytes -= dropped.size();
      floor = dropped.position();
    }
    if (first > maxChanges / 2) {
      changes = new ArrayList<>(changes.subList(first, changes.size()));
      first = 0;
    }
  }

  /** The position after which every change is kept. */
  synchronized Position floor() {
    return floor;
  }

  /** The {@link Change#version} of everything kept. */
  synchronized Set<String> versions() {
    return changes.subList(first, changes.size()).stream()
        .map(Change::version)
        .collect(Collectors.toSet());
  }

  /** Where the newest change is. */
  synchronized Position head() {
    return changes.size() == first ? floor : changes.getLast().position();
  }

  /**
   * Up to {@code max} changes after a position, oldest first.
   *
   * @return null when they are not all kept any more
   */
  synchronized @Nullable List<Change> after(Position position, int max) {
    if (position.compareTo(floor) < 0) {
      return null;
    }
    int low = first;
    int high = changes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (changes.get(middle).position().compareTo(position) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return List.copyOf(changes.subList(low, Math.min(changes.size(), low + max)));
  }
}
