package dev.lumen.server.turn;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where two texts differ, in whole words. The longest common subsequence of words, by the classical
 * dynamic programme; texts that differ in very many words are taken as one change. Words that came
 * or went take a neighbour along, so that the blanks are right, too.
 */
final class WordDiff {
  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final int MOST_CELLS = 4_000_000;

  /** Which words of the old text a change beside them is to leave alone. */
  interface Spared {
    /** Whether it is the word between these bounds. */
    boolean is(int start, int end);
  }

  /** Some words that became others, by their numbers in both texts; ends are exclusive. */
  private record Hunk(int fromOld, int toOld, int fromNew, int toNew) {}

  /**
   * A change of the old text. It is of no character there where words came to one of its ends, and
   * the word at that end is spared.
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
  private final Spared spared;
  private final List<Change> changes = new ArrayList<>();
  private @Nullable Hunk open;

  private WordDiff(String old, String now, Spared spared) {
    this.old = old;
    this.now = now;
    this.spared = spared;
    this.oldWords = words(old);
    this.newWords = words(now);
  }

  /** The changes from the old text to the new one, in order. */
  static List<Change> between(String old, String now) {
    return between(old, now, (_, _) -> false);
  }

  /** As above; words that came or went rather stand alone than take a spared neighbour along. */
  static List<Change> between(String old, String now, Spared spared) {
    return new WordDiff(old, now, spared).run();
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
    flush();
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

  /** Old words [a, b) became new words [c, d). */
  private void close(int a, int b, int c, int d) {
    if (a == b && c == d) {
      return;
    }
    if (a < b && c < d) {
      add(new Hunk(a, b, c, d));
    } else if (a > 0 && !isSpared(a - 1)) {
      add(new Hunk(a - 1, b, c - 1, d));
    } else if (b < oldWords.size() && !isSpared(b)) {
      add(new Hunk(a, b + 1, c, d + 1));
    } else {
      flush();
      changes.add(a == b ? came(a, c, d) : gone(a, b));
    }
  }

  private boolean isSpared(int word) {
    return spared.is(oldWords.get(word)[0], oldWords.get(word)[1]);
  }

  /** Two that took the same neighbour along are one. */
  private void add(Hunk hunk) {
    Hunk last = open;
    if (last != null && hunk.fromOld() < last.toOld()) {
      open = new Hunk(last.fromOld(), hunk.toOld(), last.fromNew(), hunk.toNew());
    } else {
      flush();
      open = hunk;
    }
  }

  private void flush() {
    Hunk hunk = open;
    if (hunk != null) {
      changes.add(
          new Change(
              oldWords.get(hunk.fromOld())[0],
              oldWords.get(hunk.toOld() - 1)[1],
              now.substring(newWords.get(hunk.fromNew())[0], newWords.get(hunk.toNew() - 1)[1])));
      open = null;
    }
  }

  /** New words [c, d) in front of an old one, with the blanks on both sides of them. */
  private Change came(int at, int c, int d) {
    boolean first = at == 0;
    boolean last = at == oldWords.size();
    int start = first ? oldWords.get(0)[0] : oldWords.get(at - 1)[1];
    int end = first || last ? start : oldWords.get(at)[0];
    int from = first ? newWords.get(c)[0] : newWords.get(c - 1)[1];
    int to = last ? newWords.get(d - 1)[1] : newWords.get(d)[0];
    return new Change(start, end, now.substring(from, to));
  }

  /** Old words [a, b), with the blank behind them or, at the end of the text, before. */
  private Change gone(int a, int b) {
    return b < oldWords.size()
        ? new Change(oldWords.get(a)[0], oldWords.get(b)[0], "")
        : new Change(oldWords.get(a - 1)[1], oldWords.get(b - 1)[1], "");
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
