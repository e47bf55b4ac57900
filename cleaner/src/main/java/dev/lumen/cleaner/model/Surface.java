package dev.lumen.cleaner.model;

/** The words of a turn as numbers, with room beyond both ends, so that signs can look there. */
final class Surface {
  private static final int PAD = 8;
  private static final int EDGE = 8;

  final Utterance said;
  final int size;
  final int[] word;
  final int[] group;

  /** What stands before a word, as a number; 0 for nothing. */
  final int[] pause;

  Surface(Utterance said, WordClasses classes) {
    this.said = said;
    size = said.size();
    word = new int[size + 2 * PAD];
    group = new int[size + 2 * PAD];
    pause = new int[size + 2 * PAD + 1];
    for (int i = 0; i < PAD; i++) {
      word[i] = 1;
      group[i] = 1;
      word[size + PAD + i] = 2;
      group[size + PAD + i] = 2;
      pause[i] = EDGE;
      pause[size + PAD + 1 + i] = EDGE;
    }
    for (int i = 0; i < size; i++) {
      String text = said.word(i);
      word[i + PAD] = text.hashCode() * 0x9E3779B1;
      group[i + PAD] = (classes.of(text) + 3) * 0x85EBCA6B;
      pause[i + PAD] = i == 0 ? EDGE : said.pause(i).code();
    }
    pause[size + PAD] = said.pause(size).code();
  }

  /** Where a word of the turn stands in the arrays. */
  int at(int index) {
    return index + PAD;
  }

  boolean isWord(int at) {
    return at >= PAD && at < size + PAD;
  }
}
