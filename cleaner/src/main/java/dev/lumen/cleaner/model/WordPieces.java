package dev.lumen.cleaner.model;

import java.util.Arrays;

/**
 * What a word is made of for the network: itself, its ending and its beginning, three letters each.
 * A piece is known by a hash, and has a row of numbers of its own; a word that training has not
 * seen often has row 0, and an ending or beginning of that kind none.
 */
public final class WordPieces {
  /** How many pieces a word has. */
  public static final int COUNT = 3;

  /** The row of words that are not known. */
  public static final int UNKNOWN = 0;

  /** Stands for no row. */
  public static final int NONE = -1;

  private static final int LETTERS = 3;

  private final int[] keys;

  /** Pieces by their keys, ascending; the piece of the first has row 1. */
  public WordPieces(int[] keys) {
    this.keys = keys.clone();
  }

  /**
   * The key of one of a word's pieces.
   *
   * @param kind 0 for the word itself, 1 for its ending, 2 for its beginning
   */
  public static int key(String lower, int kind) {
    int length = lower.length();
    int from = kind == 1 ? Math.max(0, length - LETTERS) : 0;
    int to = kind == 2 ? Math.min(LETTERS, length) : length;
    int hash = kind + 1;
    for (int i = from; i < to; i++) {
      hash = (hash ^ lower.charAt(i)) * 0x01000193; // FNV-1a
    }
    return hash ^ (hash >>> 15);
  }

  /** The rows of a word's pieces. */
  public int[] rows(String lower) {
    int[] rows = new int[COUNT];
    for (int kind = 0; kind < COUNT; kind++) {
      int found = Arrays.binarySearch(keys, key(lower, kind));
      rows[kind] = found >= 0 ? found + 1 : kind == 0 ? UNKNOWN : NONE;
    }
    return rows;
  }

  /** How many rows there are. */
  public int size() {
    return keys.length + 1;
  }

  int[] all() {
    return keys.clone();
  }
}
