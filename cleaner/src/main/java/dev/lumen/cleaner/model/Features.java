package dev.lumen.cleaner.model;

import java.util.List;

/**
 * What the tagger looks at around a place: hashes of words, word classes and endings, alone and in
 * a row. The hashes are the names of the features in the stored model.
 */
public final class Features {
  /** How many features a place has. */
  public static final int COUNT = 70;

  private static final int PAD = 5;
  private static final int EDGE = 12;

  private final int size;
  private final int[] word;
  private final int[] group;
  private final int[] ending;
  private final int[] look;
  private final int[] out = new int[COUNT];
  private int filled;

  /** Prepares the words of a turn, in lower case. */
  public Features(List<String> lower, WordClasses classes) {
    size = lower.size();
    word = new int[size + 2 * PAD];
    group = new int[size + 2 * PAD];
    ending = new int[size + 2 * PAD];
    look = new int[size + 2 * PAD];
    for (int i = 0; i < PAD; i++) {
      edge(i, 1);
      edge(size + PAD + i, 2);
    }
    for (int i = 0; i < size; i++) {
      String text = lower.get(i);
      word[i + PAD] = text.hashCode() * 0x9E3779B1;
      group[i + PAD] = (classes.of(text) + 3) * 0x85EBCA6B;
      ending[i + PAD] = endingOf(text) * 0x27D4EB2F;
      look[i + PAD] = lookOf(text);
    }
  }

  private void edge(int at, int which) {
    word[at] = which;
    group[at] = which;
    ending[at] = which;
    look[at] = which;
  }

  private static int endingOf(String text) {
    int hash = 7;
    for (int i = Math.max(0, text.length() - 3); i < text.length(); i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return hash;
  }

  /** Its first letters, how long it is, and whether it could be said as a word. */
  private static int lookOf(String text) {
    int hash = Math.min(text.length(), 9);
    boolean sayable = false;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      hash = i < 3 ? 31 * hash + character : hash;
      sayable |= "aeiouy".indexOf(character) >= 0;
    }
    return (sayable ? hash : -text.length()) * 0x165667B1;
  }

  /** How many places there are. */
  public int size() {
    return size;
  }

  /** The features of a place; the array is used again for the next. */
  public int[] at(int index) {
    int i = index + PAD;
    filled = 0;
    int before = Math.min(index, EDGE);
    int after = Math.min(size - 1 - index, EDGE);
    words(word, i);
    groups(group, i);
    mixed(i);
    add(before);
    add(after);
    add(before, word[i + 1]);
    add(after, word[i]);
    add(before, word[i], word[i + 1]);
    add(0);
    return out;
  }

  private void words(int[] w, int i) {
    for (int at = i - 3; at <= i + 4; at++) {
      add(w[at]);
    }
    add(w[i - 1], w[i]);
    add(w[i], w[i + 1]);
    add(w[i + 1], w[i + 2]);
    add(w[i + 2], w[i + 3]);
    add(w[i - 2], w[i - 1]);
    add(w[i - 1], w[i + 1]);
    add(w[i], w[i + 2]);
    add(w[i - 2], w[i - 1], w[i]);
    add(w[i - 1], w[i], w[i + 1]);
    add(w[i], w[i + 1], w[i + 2]);
    add(w[i + 1], w[i + 2], w[i + 3]);
    add(w[i - 1], w[i], w[i + 1], w[i + 2]);
    add(w[i - 2], w[i - 1], w[i], w[i + 1]);
    add(w[i], w[i + 1], w[i + 2], w[i + 3]);
  }

  private void groups(int[] g, int i) {
    for (int at = i - 3; at <= i + 4; at++) {
      add(g[at]);
    }
    add(g[i - 1], g[i]);
    add(g[i], g[i + 1]);
    add(g[i + 1], g[i + 2]);
    add(g[i + 2], g[i + 3]);
    add(g[i - 2], g[i - 1]);
    add(g[i - 1], g[i + 1]);
    add(g[i], g[i + 2]);
    add(g[i - 2], g[i - 1], g[i]);
    add(g[i - 1], g[i], g[i + 1]);
    add(g[i], g[i + 1], g[i + 2]);
    add(g[i + 1], g[i + 2], g[i + 3]);
    add(g[i - 1], g[i + 1], g[i + 2]);
    add(g[i - 3], g[i - 2], g[i - 1], g[i]);
    add(g[i - 1], g[i], g[i + 1], g[i + 2]);
    add(g[i - 2], g[i - 1], g[i], g[i + 1]);
    add(g[i], g[i + 1], g[i + 2], g[i + 3]);
    add(g[i + 1], g[i + 2], g[i + 3], g[i + 4]);
  }

  private void mixed(int i) {
    add(word[i], group[i + 1]);
    add(group[i], word[i + 1]);
    add(word[i], group[i + 1], group[i + 2]);
    add(group[i - 1], group[i], word[i + 1]);
    add(group[i], word[i + 1], group[i + 2]);
    add(group[i], word[i + 1], group[i + 2], group[i + 3]);
    add(word[i + 1], group[i + 2], group[i + 3], group[i + 4]);
    add(word[i - 1], word[i], group[i + 1], group[i + 2]);
    add(ending[i]);
    add(ending[i + 1]);
    add(ending[i], ending[i + 1]);
    add(look[i]);
    add(look[i], word[i - 1]);
    add(look[i], group[i - 1], group[i + 1]);
    add(ending[i], group[i - 1], group[i + 1]);
    add(group[i - 2], group[i - 1], group[i + 1], group[i + 2]);
    add(word[i - 1], ending[i], group[i + 1]);
  }

  private void add(int a) {
    add(a, 0, 0, 0);
  }

  private void add(int a, int b) {
    add(a, b, 0, 0);
  }

  private void add(int a, int b, int c) {
    add(a, b, c, 0);
  }

  /** Mixes the number of a feature and what it saw (after MurmurHash3's finaliser). */
  static int mixed(int number, int a, int b, int c, int d) {
    int h = number * 0x9E3779B1;
    h = (h ^ a) * 0x85EBCA6B;
    h ^= h >>> 15;
    h = (h ^ b) * 0xC2B2AE35;
    h ^= h >>> 13;
    h = (h ^ c) * 0x27D4EB2F;
    h ^= h >>> 16;
    h = (h ^ d) * 0x165667B1;
    return h ^ (h >>> 15);
  }

  private void add(int a, int b, int c, int d) {
    out[filled] = mixed(filled + 1, a, b, c, d);
    filled++;
  }
}
