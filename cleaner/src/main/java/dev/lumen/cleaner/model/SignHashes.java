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

  void add(int a, int b, int c, int d) {
    kind++;
    all[count++] = Features.mixed(kind, a, b, c, d);
  }
}
