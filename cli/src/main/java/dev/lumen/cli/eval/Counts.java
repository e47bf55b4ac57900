package dev.lumen.cli.eval;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Named sums; what was never counted is 0. */
final class Counts {
  private final Map<String, Long> sums = new TreeMap<>();

  void add(String name, long more) {
    if (more != 0) {
      sums.merge(name, more, Long::sum);
    }
  }

  /** Counts one, or nothing, so that the name is known either way. */
  void note(String name, boolean one) {
    sums.merge(name, one ? 1L : 0L, Long::sum);
  }

  void addAll(String prefix, Counts others) {
    others.sums.forEach((name, sum) -> sums.merge(prefix + name, sum, Long::sum));
  }

  long get(String name) {
    return sums.getOrDefault(name, 0L);
  }

  boolean isEmpty() {
    return sums.isEmpty();
  }

  /** The middles of all names with this start and end. */
  Iterable<String> between(String start, String end) {
    TreeSet<String> middles = new TreeSet<>();
    for (String name : sums.keySet()) {
      if (name.startsWith(start)
          && name.endsWith(end)
          && name.length() > start.length() + end.length()) {
        middles.add(name.substring(start.length(), name.length() - end.length()));
      }
    }
    return middles;
  }

  /** One sum over another; null where there is nothing to divide by. */
  static @Nullable Double ratio(double part, double whole) {
    return whole == 0 ? null : part / whole;
  }

  static @Nullable Double ratio(long part, long whole) {
    return ratio((double) part, (double) whole);
  }

  static @Nullable Double ratio(double part, long whole) {
    return ratio(part, (double) whole);
  }

  /** The harmonic mean of precision and recall. */
  static @Nullable Double f1(long right, long wrong, long missed) {
    return ratio(2.0 * right, 2.0 * right + wrong + missed);
  }
}
