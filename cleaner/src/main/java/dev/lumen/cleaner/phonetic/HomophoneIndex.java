package dev.lumen.cleaner.phonetic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what sounds nearly the same: the consonants in the same classes and order, the rest within
 * a small distance. One look into a hash map for nearly every stretch of a turn.
 *
 * @param <T> what an entry stands for
 */
public final class HomophoneIndex<T> {
  private final Map<String, List<Entry<T>>> bySkeleton = new HashMap<>();

  private record Entry<T>(String sounds, T value) {}

  /** An empty index. */
  public HomophoneIndex() {}

  /** Adds an entry. */
  public void add(String sounds, T value) {
    bySkeleton
        .computeIfAbsent(Skeleton.of(sounds), skeleton -> new ArrayList<>())
        .add(new Entry<>(sounds, value));
  }

  /** The entry nearest to the sounds, no farther than the limit; null for none. */
  public @Nullable T find(String sounds, double farthest) {
    Entry<T> best = null;
    double least = farthest;
    for (Entry<T> entry : bySkeleton.getOrDefault(Skeleton.of(sounds), List.of())) {
      double distance = SoundDistance.between(sounds, entry.sounds());
      if (distance <= least) {
        least = distance;
        best = entry;
      }
    }
    return best == null ? null : best.value();
  }
}
