package dev.lumen.server.prompt;

import java.util.ArrayList;
import java.util.List;

/** Which words of a stretch gave way to which, by their longest common subsequence. */
final class Alignment {
  private Alignment() {}

  /**
   * Words in the place of others; one of the two may be empty.
   *
   * @param at where the old words start
   * @param gone the old words
   * @param come the new ones
   */
  record Swap(int at, List<String> gone, List<String> come) {}

  /** Every place where two lists of words differ, in order. */
  static List<Swap> of(List<String> old, List<String> now) {
    int[][] common = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(now.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<Swap> swaps = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      int fromOld = i;
      int fromNow = j;
      while (!(i < old.size() && j < now.size() && old.get(i).equals(now.get(j)))
          && (i < old.size() || j < now.size())) {
        if (j == now.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
          i++;
        } else {
          j++;
        }
      }
      if (i > fromOld || j > fromNow) {
        swaps.add(new Swap(fromOld, old.subList(fromOld, i), now.subList(fromNow, j)));
      }
      while (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        i++;
        j++;
      }
    }
    return swaps;
  }
}
