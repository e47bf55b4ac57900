package dev.lumen.cleaner.model;

import dev.lumen.cleaner.model.Utterance.Register;

/**
 * What the tagger of disfluencies looks at around a word: words and classes of words, marks and
 * gaps between them, where the word stands, whether it is said again (those of {@link CopySigns}),
 * and the register of the talk. Each sign is a hash, the name of a feature in the stored model.
 */
public final class Signs {
  private static final int EDGE = 6;

  private final Surface said;
  private final CopySigns copies;
  private final Register register;
  private final int bare;
  private final SignHashes out = new SignHashes();

  /** Prepares the words of a turn. */
  public Signs(Utterance utterance, WordClasses classes) {
    said = new Surface(utterance, classes);
    copies = new CopySigns(said, out);
    register = utterance.register();
    bare = register.bare() ? 64 : 0;
  }

  /** How many signs of the array that {@link #at} gave count. */
  public int count() {
    return out.count();
  }

  /** The signs of a word; the array is used again for the next. */
  public int[] at(int index) {
    int i = said.at(index);
    out.clear();
    words(said.word, i);
    groups(said.group, i);
    mixed(said.word, said.group, i);
    pauses(said.word, said.pause, i);
    copies.add(i, index, bare);
    place(said.word, i, index);
    register(said.word, i);
    out.add(0);
    return out.all();
  }

  private void words(int[] w, int i) {
    for (int at = i - 3; at <= i + 3; at++) {
      out.add(w[at]);
    }
    out.add(w[i - 1], w[i]);
    out.add(w[i], w[i + 1]);
    out.add(w[i + 1], w[i + 2]);
    out.add(w[i - 2], w[i - 1]);
    out.add(w[i - 1], w[i + 1]);
    out.add(w[i], w[i + 2]);
    out.add(w[i - 2], w[i]);
    out.add(w[i - 2], w[i - 1], w[i]);
    out.add(w[i - 1], w[i], w[i + 1]);
    out.add(w[i], w[i + 1], w[i + 2]);
    out.add(w[i], w[i + 1], w[i + 2], w[i + 3]);
    out.add(w[i - 1], w[i], w[i + 1], w[i + 2]);
    out.add(w[i - 2], w[i - 1], w[i], w[i + 1]);
  }

  private void groups(int[] g, int i) {
    for (int at = i - 3; at <= i + 3; at++) {
      out.add(g[at]);
    }
    out.add(g[i - 1], g[i]);
    out.add(g[i], g[i + 1]);
    out.add(g[i + 1], g[i + 2]);
    out.add(g[i - 2], g[i - 1]);
    out.add(g[i - 1], g[i + 1]);
    out.add(g[i - 2], g[i - 1], g[i]);
    out.add(g[i - 1], g[i], g[i + 1]);
    out.add(g[i], g[i + 1], g[i + 2]);
  }

  private void mixed(int[] w, int[] g, int i) {
    out.add(w[i], g[i + 1]);
    out.add(w[i], g[i - 1]);
    out.add(w[i], g[i - 1], g[i + 1]);
    out.add(w[i], g[i + 1], g[i + 2]);
    out.add(w[i], g[i - 1], g[i - 2]);
    out.add(w[i], w[i + 1], g[i + 2]);
    out.add(g[i - 1], w[i], w[i + 1]);
    out.add(g[i - 2], g[i - 1], w[i], w[i + 1]);
    out.add(w[i - 1], w[i], g[i + 1]);
    out.add(w[i], w[i + 1], g[i + 2], g[i - 1]);
    out.add(g[i - 2], g[i - 1], w[i], g[i + 1]);
    out.add(g[i - 1], w[i], g[i + 1], g[i + 2]);
  }

  private void pauses(int[] w, int[] pause, int i) {
    int before = pause[i] + bare;
    int after = pause[i + 1];
    out.add(before, after);
    out.add(w[i], before);
    out.add(w[i], after + bare);
    out.add(w[i], before, after);
    out.add(w[i], w[i + 1], before);
    out.add(w[i], w[i + 1], pause[i + 2] + bare);
    out.add(w[i], w[i + 1], before, pause[i + 2]);
    out.add(w[i - 1], w[i], after + bare);
    out.add(w[i - 1], w[i], pause[i - 1] + bare, after);
    out.add(said.group[i], before, after);
    out.add(w[i + 1], before, after);
    out.add(w[i - 1], before, after);
  }

  private void place(int[] w, int i, int index) {
    int before = Math.min(index, EDGE);
    int after = Math.min(said.size - 1 - index, EDGE);
    int since = 0;
    while (since < EDGE - 1 && said.pause[i - since] == 0) {
      since++;
    }
    int until = 0;
    while (until < EDGE - 1 && said.pause[i + 1 + until] == 0) {
      until++;
    }
    out.add(before, bare);
    out.add(after, bare);
    out.add(w[i], before);
    out.add(w[i], after);
    out.add(w[i], since + bare);
    out.add(w[i], until + bare);
    out.add(w[i], w[i + 1], before);
    out.add(Math.min(said.size, EDGE), w[i]);
    out.add(since, until, bare);
  }

  private void register(int[] w, int i) {
    int sounds = register.sounds();
    int likes = register.likes();
    out.add(sounds);
    out.add(likes);
    out.add(w[i], sounds);
    out.add(w[i], likes);
    out.add(w[i], w[i + 1], likes);
  }
}
