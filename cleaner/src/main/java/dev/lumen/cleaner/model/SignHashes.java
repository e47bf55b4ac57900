package dev.lumen.cleaner.model;

/** Collects the signs of one word: hashes of the number of the sign and of what it saw. */
final class SignHashes {
  private static final int MOST = 128;

  private final int[] all = new int[MOST];
  private int count;
  private int kind;

  void clear() {
    count = 0;
    kind = 0;
  }

  int count() {
    return count;
  }

  int[] all() {
    return all;
  }

  /** Signs that this word has not; those that follow keep their numbers. */
  void skip(int signs) {
    kind += signs;
  }

  void add(int a) {
    add(a, 0, 0, 0);
  }

  void add(int a, int b) {
    add(a, b, 0, 0);
  }

  void add(int a, int b, int c) {
    add(a, b, c, 0);
  }

  /** After MurmurHash3's finaliser. */
  void add(int a, int b, int c, int d) {
    int h = ++kind * 0x9E3779B1;
    h = (h ^ a) * 0x85EBCA6B;
    h ^= h >>> 15;
    h = (h ^ b) * 0xC2B2AE35;
    h ^= h >>> 13;
    h = (h ^ c) * 0x27D4EB2F;
    h ^= h >>> 16;
    h = (h ^ d) * 0x165667B1;
    h ^= h >>> 15;
    all[count++] = h;
  }
}
