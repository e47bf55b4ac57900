package dev.lumen.cleaner.model;

/** Signs that a word is said again, or stands in a beginning that is begun again. */
final class CopySigns {
  private static final int FAR = 7;
  private static final int LONGEST = 4;
  private static final int INSIDE = 6;

  private final Surface said;
  private final SignHashes out;

  CopySigns(Surface said, SignHashes out) {
    this.said = said;
    this.out = out;
  }

  void add(int i, int index, int bare) {
    copies(i);
    look(i, index);
    around(i, bare);
    classes(i, bare);
  }

  /** The same word again, ahead and behind. */
  private void copies(int i) {
    int[] w = said.word;
    int ahead = 0;
    for (int far = 1; far <= FAR && said.isWord(i + far) && ahead == 0; far++) {
      ahead = w[i + far] == w[i] ? far : 0;
    }
    int length = ahead > 0 ? 1 : 0;
    while (length > 0 && length < LONGEST && w[i + length] == w[i + ahead + length]) {
      length++;
      if (!said.isWord(i + ahead + length)) {
        break;
      }
    }
    int behind = 0;
    for (int far = 1; far <= FAR && said.isWord(i - far) && behind == 0; far++) {
      behind = w[i - far] == w[i] ? far : 0;
    }
    out.add(ahead, length);
    out.add(w[i], ahead);
    out.add(said.group[i], ahead, length);
    out.add(w[i], behind);
    out.add(said.group[i], behind);
  }

  /** Whether it is cut off, and begins like the next. */
  private void look(int i, int index) {
    String text = said.said.word(index);
    String next = index + 1 < said.size ? said.said.word(index + 1) : "";
    boolean begun = text.length() > 1 && next.length() > text.length() && next.startsWith(text);
    boolean alike = !next.isEmpty() && next.charAt(0) == text.charAt(0);
    int look = (begun ? 4 : 0) + (alike ? 2 : 0) + (text.endsWith("-") ? 1 : 0);
    out.add(look);
    out.add(said.group[i], look);
    out.add(said.group[i], said.group[i + 1], look);
  }

  /** Whether the word stands between a word and its copy: "we have a, we had a". */
  private void around(int i, int bare) {
    for (int first = i; first > i - FAR + 1 && said.isWord(first); first--) {
      for (int far = i - first + 1; far <= FAR && said.isWord(first + far); far++) {
        if (said.word[first] == said.word[first + far]) {
          out.add(i - first, far);
          inside(i, first, far, bare);
          return;
        }
      }
    }
    out.add(-1, 0);
    out.skip(INSIDE);
  }

  private void inside(int i, int first, int far, int bare) {
    int marked = 0;
    for (int at = i + 1; at <= first + far; at++) {
      marked |= said.pause[at] > 0 ? 1 : 0;
    }
    int back = i - first;
    int[] w = said.word;
    int[] g = said.group;
    out.add(w[first], back, far);
    out.add(g[first], back * 16 + far, marked + bare);
    out.add(w[first], marked, far + bare);
    out.add(w[first + far + 1] == w[first + 1] ? 1 : 0, g[first + 1], g[first + far + 1], far);
    out.add(marked, back, far + bare);
    out.add(g[i], back, far, marked);
  }

  /** A word of the same class right behind ("in the, on the"), and the same word on both sides. */
  private void classes(int i, int bare) {
    int[] w = said.word;
    int[] g = said.group;
    int same = 0;
    for (int far = 1; far <= 3 && same == 0; far++) {
      same = g[i + far] == g[i] ? far : 0;
    }
    out.add(same, said.pause[i + 1] + bare);
    out.add(g[i], same);
    out.add(w[i], same);
    out.add(w[i], same > 0 ? w[i + same] : 0);
    out.add(w[i - 1] == w[i + 1] ? 1 : 0, g[i - 1], g[i]);
    out.add(w[i - 1] == w[i + 2] ? 1 : 0, g[i - 1], g[i], g[i + 1]);
  }
}
