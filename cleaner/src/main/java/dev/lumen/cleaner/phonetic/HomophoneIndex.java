package dev.lumen.cleaner.phonetic;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what sounds nearly the same: the consonants in the same classes and order, the rest within
 * a small distance. For nearly every stretch of a turn {@link #mayFind} answers no before its
 * sounds are put together.
 *
 * @param <T> what an entry stands for
 */
public final class HomophoneIndex<T> {
  private static final int PRINTS = 1 << 13;

  private final Map<String, List<Entry<T>>> bySkeleton = new HashMap<>();
  private final BitSet prints = new BitSet(PRINTS);

  private record Entry<T>(String sounds, T value) {}

  /** An empty index. */
  public HomophoneIndex() {}

  /** Adds an entry. */
  public void add(String sounds, T value) {
    bySkeleton
        .computeIfAbsent(Skeleton.of(sounds), skeleton -> new ArrayList<>())
        .add(new Entry<>(sounds, value));
    prints.set(print(0, sounds) & (PRINTS - 1));
  }

  /** A number for the consonants of a stretch, from that of the words before and one more word. */
  public static int print(int before, String sounds) {
    return Skeleton.print(before, sounds);
  }

  /** Whether some entry may be found for sounds with this number, from 0 on. */
  public boolean mayFind(int print) {
    return prints.get(print & (PRINTS - 1));
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
