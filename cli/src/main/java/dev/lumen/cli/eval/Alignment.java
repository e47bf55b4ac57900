package dev.lumen.cli.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Word alignment with unit costs (Wagner and Fischer 1974), in which some words of the reference
 * may be missing at no cost.
 */
final class Alignment {
  /** Kept at both ends when equal words are cut off, since a free deletion may lie there. */
  private static final int MARGIN = 6;

  private static final int LONGEST_REPEAT = 4;
  private static final int LONGEST_COMPOUND = 5;

  private Alignment() {}

  /** What became of a word. */
  enum Kind {
    SAME,
    OTHER,
    MISSING,
    /** Missing, and allowed to be. */
    LEFT_OUT,
    EXTRA;

    boolean isError() {
      return this == OTHER || this == MISSING || this == EXTRA;
    }
  }

  /** One step; an index is -1 where there is no word. */
  record Step(Kind kind, int ref, int hyp) {}

  /** Aligns a reference with what stands for it. */
  static List<Step> of(List<String> ref, List<String> hyp, boolean @Nullable [] optional) {
    int head = head(ref, hyp);
    int tail = tail(ref, hyp, head);
    head = Math.max(0, head - MARGIN);
    tail = Math.max(0, tail - MARGIN);
    int n = ref.size() - tail - head;
    int m = hyp.size() - tail - head;
    int[][] cost = costs(ref, hyp, optional, head, n, m);
    List<Step> steps = new ArrayList<>();
    for (int x = 0; x < head; x++) {
      steps.add(new Step(Kind.SAME, x, x));
    }
    steps.addAll(back(ref, hyp, optional, head, cost));
    for (int x = 0; x < tail; x++) {
      steps.add(new Step(Kind.SAME, ref.size() - tail + x, hyp.size() - tail + x));
    }
    return steps;
  }

  private static int head(List<String> ref, List<String> hyp) {
    int head = 0;
    while (head < ref.size() && head < hyp.size() && ref.get(head).equals(hyp.get(head))) {
      head++;
    }
    return head;
  }

  private static int tail(List<String> ref, List<String> hyp, int head) {
    int tail = 0;
    while (tail < ref.size() - head
        && tail < hyp.size() - head
        && ref.get(ref.size() - 1 - tail).equals(hyp.get(hyp.size() - 1 - tail))) {
      tail++;
    }
    return tail;
  }

  private static int[][] costs(
      List<String> ref, List<String> hyp, boolean @Nullable [] optional, int head, int n, int m) {
    int[][] cost = new int[n + 1][m + 1];
    for (int j = 0; j <= m; j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= n; i++) {
      String word = ref.get(head + i - 1);
      int missing = optional != null && optional[head + i - 1] ? 0 : 1;
      cost[i][0] = cost[i - 1][0] + missing;
      for (int j = 1; j <= m; j++) {
        int other = cost[i - 1][j - 1] + (word.equals(hyp.get(head + j - 1)) ? 0 : 1);
        int best = Math.min(other, cost[i - 1][j] + missing);
        cost[i][j] = Math.min(best, cost[i][j - 1] + 1);
      }
    }
    return cost;
  }

  private static List<Step> back(
      List<String> ref, List<String> hyp, boolean @Nullable [] optional, int head, int[][] cost) {
    List<Step> back = new ArrayList<>();
    int i = cost.length - 1;
    int j = cost[0].length - 1;
    while (i > 0 || j > 0) {
      int here = cost[i][j];
      boolean both = i > 0 && j > 0;
      boolean same = both && ref.get(head + i - 1).equals(hyp.get(head + j - 1));
      boolean free = i > 0 && optional != null && optional[head + i - 1];
      if (same && cost[i - 1][j - 1] == here) {
        back.add(new Step(Kind.SAME, --i + head, --j + head));
      } else if (i > 0
          && cost[i - 1][j] + (free ? 0 : 1) == here
          && (free || !(j > 0 && cost[i - 1][j - 1] + 1 == here))) {
        back.add(new Step(free ? Kind.LEFT_OUT : Kind.MISSING, --i + head, -1));
      } else if (both && !same && cost[i - 1][j - 1] + 1 == here) {
        back.add(new Step(Kind.OTHER, --i + head, --j + head));
      } else {
        back.add(new Step(Kind.EXTRA, -1, --j + head));
      }
    }
    Collections.reverse(back);
    return back;
  }

  /** How many words are wrong, missing or too many. */
  static int errors(List<String> ref, List<String> hyp, boolean[] optional) {
    int head = head(ref, hyp);
    int tail = Math.max(0, tail(ref, hyp, head) - MARGIN);
    head = Math.max(0, head - MARGIN);
    int n = ref.size() - tail - head;
    int m = hyp.size() - tail - head;
    int[] row = new int[m + 1];
    Arrays.setAll(row, j -> j);
    for (int i = 0; i < n; i++) {
      String word = ref.get(head + i);
      int missing = optional[head + i] ? 0 : 1;
      int diagonal = row[0];
      row[0] += missing;
      for (int j = 1; j <= m; j++) {
        int other = diagonal + (word.equals(hyp.get(head + j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(Math.min(other, row[j] + missing), row[j - 1] + 1);
      }
    }
    return row[m];
  }

  /** Which words may be missing: first copies of what is said twice, "you know", "I mean". */
  static boolean[] optional(List<String> words) {
    boolean[] optional = new boolean[words.size()];
    for (int k = LONGEST_REPEAT; k >= 1; k--) {
      for (int i = 0; i + 2 * k <= words.size(); i++) {
        boolean twice = words.subList(i, i + k).equals(words.subList(i + k, i + 2 * k));
        if (twice && !(k == 1 && Character.isDigit(words.get(i).charAt(0)))) {
          Arrays.fill(optional, i, i + k, true);
        }
      }
    }
    for (int i = 0; i + 1 < words.size(); i++) {
      String pair = words.get(i) + " " + words.get(i + 1);
      if (pair.equals("you know") || pair.equals("i mean")) {
        optional[i] = true;
        optional[i + 1] = true;
      }
    }
    return optional;
  }

  /** Compounds cut as the reference cuts them: "touch tone" and "touchtone". */
  static List<String> cutLike(List<String> ref, List<String> hyp) {
    Map<String, Integer> inRef = count(ref);
    Map<String, Integer> inHyp = count(hyp);
    Set<List<String>> refGrams = new HashSet<>();
    Map<String, List<String>> apart = new HashMap<>();
    for (int k = 2; k <= LONGEST_COMPOUND; k++) {
      for (int i = 0; i + k <= ref.size(); i++) {
        List<String> gram = ref.subList(i, i + k);
        refGrams.add(gram);
        apart.putIfAbsent(String.join("", gram), gram);
      }
    }
    Set<List<String>> hypGrams = new HashSet<>();
    for (int k = 2; k <= LONGEST_COMPOUND; k++) {
      for (int i = 0; i + k <= hyp.size(); i++) {
        hypGrams.add(hyp.subList(i, i + k));
      }
    }
    List<String> out = new ArrayList<>(hyp.size());
    for (int i = 0; i < hyp.size(); ) {
      int length = together(hyp, i, inRef, inHyp, refGrams);
      if (length > 0) {
        String word = String.join("", hyp.subList(i, i + length));
        out.add(word);
        inHyp.merge(word, 1, Integer::sum);
        i += length;
        continue;
      }
      String word = hyp.get(i++);
      List<String> gram = apart.get(word);
      if (gram != null
          && inHyp.getOrDefault(word, 0) > inRef.getOrDefault(word, 0)
          && !hypGrams.contains(gram)) {
        out.addAll(gram);
        inHyp.merge(word, -1, Integer::sum);
      } else {
        out.add(word);
      }
    }
    return out;
  }

  private static int together(
      List<String> hyp,
      int i,
      Map<String, Integer> inRef,
      Map<String, Integer> inHyp,
      Set<List<String>> refGrams) {
    for (int k = LONGEST_COMPOUND; k >= 2; k--) {
      if (i + k <= hyp.size()) {
        List<String> gram = hyp.subList(i, i + k);
        String word = String.join("", gram);
        if (inRef.getOrDefault(word, 0) > inHyp.getOrDefault(word, 0) && !refGrams.contains(gram)) {
          return k;
        }
      }
    }
    return 0;
  }

  private static Map<String, Integer> count(List<String> words) {
    Map<String, Integer> counts = new HashMap<>();
    words.forEach(word -> counts.merge(word, 1, Integer::sum));
    return counts;
  }
}
