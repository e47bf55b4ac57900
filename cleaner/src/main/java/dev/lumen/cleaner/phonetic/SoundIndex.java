package dev.lumen.cleaner.phonetic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * What could have been said, found by sound. Entries lie in drawers by the number of their sounds,
 * so that a look-up compares only with what is about as long.
 *
 * @param <T> what an entry stands for
 */
public final class SoundIndex<T> {
  /** What a consonant of another class costs at least, but for a few lisped pairs. */
  private static final double CHANGE = 0.5;

  private static final double ROUNDING = 1e-4;

  private final List<List<Entry<T>>> drawers = new ArrayList<>();

  private record Entry<T>(String sounds, SoundEdges edges, long bones, T value) {}

  /**
   * A sound-alike.
   *
   * @param value what it stands for
   * @param distance how far its sound is from the one looked for, 0 to about 1
   * @param length how many sounds it has
   */
  public record Match<T>(T value, double distance, int length) {}

  /** An empty index. */
  public SoundIndex() {}

  /** Adds an entry. */
  public void add(String sounds, T value) {
    while (drawers.size() <= sounds.length()) {
      drawers.add(new ArrayList<>());
    }
    drawers
        .get(sounds.length())
        .add(new Entry<>(sounds, SoundEdges.of(sounds), Skeleton.counts(sounds), value));
  }

  /** Takes out the entries whose value matches. */
  public void removeIf(Predicate<T> unwanted) {
    for (List<Entry<T>> drawer : drawers) {
      drawer.removeIf(entry -> unwanted.test(entry.value()));
    }
  }

  /** Every entry at most this far from the sounds, nearest first. */
  public List<Match<T>> near(String sounds, double farthest) {
    List<Match<T>> matches = new ArrayList<>();
    int slack = (int) Math.ceil(sounds.length() * farthest * 1.2);
    int most = Math.min(drawers.size() - 1, sounds.length() + slack);
    SoundEdges.Reach reach = SoundEdges.of(sounds).reach();
    long bones = Skeleton.counts(sounds);
    for (int length = Math.max(1, sounds.length() - slack); length <= most; length++) {
      List<Entry<T>> drawer = drawers.get(length);
      double budget = farthest * Math.max(length, sounds.length());
      for (int i = 0; i < drawer.size(); i++) {
        Entry<T> entry = drawer.get(i);
        if (reach.meets(entry.edges())
            && Skeleton.leastChanges(bones, entry.bones()) * CHANGE <= budget
            && Skeleton.leastCost(bones, entry.bones()) <= budget + ROUNDING) {
          double distance = SoundDistance.between(sounds, entry.sounds(), farthest);
          if (distance <= farthest) {
            matches.add(new Match<>(entry.value(), distance, length));
          }
        }
      }
    }
    if (matches.size() > 1) {
      matches.sort(Comparator.comparingDouble(Match::distance));
    }
    return matches;
  }
}
