package dev.lumen.server.turn;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where two texts differ, in whole words. The longest common subsequence of words, by the classical
 * dynamic programme; texts that differ in very many words are taken as one change.
 */
final class WordDiff {
  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final int MOST_CELLS = 4_000_000;

  /**
   * A change of at least one character of the old text, where that has any.
   *
   * @param start where it starts in the old text
   * @param end where it ends there
   * @param text what stands there in the new text
   */
  record Change(int start, int end, String text) {}

  private final String old;
  private final String now;
  private final List<int[]> oldWords;
  private final List<int[]> newWords;
  private final List<Change> changes = new ArrayList<>();

  private WordDiff(String old, String now) {
    this.old = old;
    this.now = now;
    this.oldWords = words(old);
    this.newWords = words(now);
  }

  /** The changes from the old text to the new one, in order. */
  static List<Change> between(String old, String now) {
    return new WordDiff(old, now).run();
  }

  private static List<int[]> words(String text) {
    List<int[]> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(new int[] {matcher.start(), matcher.end()});
    }
    return words;
  }

  private List<Change> run() {
    int n = oldWords.size();
    int m = newWords.size();
    if (n == 0 || m == 0 || (long) n * m > MOST_CELLS) {
      return List.of(new Change(0, old.length(), now));
    }
    int[][] common = common(n, m);
    int i = 0;
    int j = 0;
    int fromOld = 0;
    int fromNew = 0;
    while (i < n && j < m) {
      if (same(i, j)) {
        close(fromOld, i, fromNew, j);
        i++;
        j++;
        fromOld = i;
        fromNew = j;
      } else if (common[i + 1][j] >= common[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    close(fromOld, n, fromNew, m);
    return spaces() ? changes : List.of(new Change(0, old.length(), now));
  }

  private int[][] common(int n, int m) {
    int[][] common = new int[n + 1][m + 1];
    for (int i = n - 1; i >= 0; i--) {
      for (int j = m - 1; j >= 0; j--) {
        common[i][j] =
            same(i, j) ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private boolean same(int i, int j) {
    return old.regionMatches(
            oldWords.get(i)[0], now, newWords.get(j)[0], newWords.get(j)[1] - newWords.get(j)[0])
        && oldWords.get(i)[1] - oldWords.get(i)[0] == newWords.get(j)[1] - newWords.get(j)[0];
  }

  /** Old words [a, b) became new words [c, d); an insertion takes a neighbour along. */
  private void close(int a, int b, int c, int d) {
    if (a == b && c == d) {
      return;
    }
    int fromOld = a;
    int fromNew = c;
    int toOld = b;
    int toNew = d;
    if (a == b || c == d) {
      if (a > 0) {
        fromOld--;
        fromNew--;
      } else {
        toOld++;
        toNew++;
      }
    }
    int start = oldWords.get(fromOld)[0];
    int end = oldWords.get(toOld - 1)[1];
    String text = now.substring(newWords.get(fromNew)[0], newWords.get(toNew - 1)[1]);
    if (!changes.isEmpty() && changes.getLast().end() >= start) {
      changes.clear(); // two insertions at one word: the rare case is left to the whole
      changes.add(new Change(0, old.length(), now));
    } else {
      changes.add(new Change(start, end, text));
    }
  }

  /** Whether the changes alone make the new text: nothing but spacing differs elsewhere. */
  private boolean spaces() {
    StringBuilder made = new StringBuilder();
    int from = 0;
    for (Change change : changes) {
      if (change.start() < from) {
        return false;
      }
      made.append(old, from, change.start()).append(change.text());
      from = change.end();
    }
    return made.append(old, from, old.length()).toString().equals(now);
  }
}
