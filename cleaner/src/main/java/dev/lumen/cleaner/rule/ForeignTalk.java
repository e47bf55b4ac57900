package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.lexicon.Dictionary;
import dev.lumen.cleaner.lexicon.WordSets;
import dev.lumen.cleaner.text.Word;
import java.util.List;

/**
 * Talk in another language that is written in Latin letters, told by its small words. The rules are
 * for English: "sehr sehr" is no stammer, and "significa" no name.
 */
public final class ForeignTalk {
  private static final int LEAST = 3;

  private ForeignTalk() {}

  /** Whether a turn is held in another language altogether. */
  public static boolean isHeldIn(List<Word> words) {
    int foreign = 0;
    int english = 0;
    int strong = 0;
    for (Word word : words) {
      if (word.isWord()) {
        boolean own = WordSets.FOREIGN_WORDS.contains(word.lower());
        boolean open = WordSets.OPEN_FOREIGN_WORDS.contains(word.lower());
        strong += own ? 1 : 0;
        foreign += own || open ? 1 : 0;
        english += !own && !open && CommonWords.isCommon(word.lower()) ? 1 : 0;
      }
    }
    return strong > 1 && foreign >= LEAST && foreign > english;
  }

  /** Whether words of another language stand in a turn, among English ones or not. */
  static boolean isMixed(List<Word> words) {
    int strong = 0;
    int open = 0;
    for (Word word : words) {
      strong += WordSets.FOREIGN_WORDS.contains(word.lower()) ? 1 : 0;
      open += WordSets.OPEN_FOREIGN_WORDS.contains(word.lower()) ? 1 : 0;
    }
    return strong > 1 || (strong > 0 && open > 0);
  }

  /** Whether a word of a mixed turn is likely one of the other language. */
  static boolean isForeign(Passage passage, int index) {
    String lower = passage.lower(index);
    return passage.isMixed()
        && (WordSets.FOREIGN_WORDS.contains(lower)
            || WordSets.OPEN_FOREIGN_WORDS.contains(lower)
            || !(CommonWords.isCommon(lower)
                || Dictionary.isWord(lower)
                || Dictionary.isName(lower)));
  }
}
