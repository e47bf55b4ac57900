package dev.lumen.cleaner.context;

import dev.lumen.cleaner.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How often somebody says words twice in a row. Whoever hardly ever does has hardly done so now:
 * where the same words stand twice in what was heard of them, the recogniser has rather lost a word
 * in between. How often it loses one differs far less than how often people stammer.
 *
 * @param words words that were said
 * @param copies how many of them, or pairs of them, were said again right away
 */
public record Stammer(int words, int copies) {
  /** Nothing heard yet. */
  public static final Stammer NONE = new Stammer(0, 0);

  private static final Set<String> SOUNDS = Set.of("um", "uh", "uhm", "er", "erm", "mm", "ah");
  private static final int MOST_WORDS = 8000;
  private static final int USUALLY_WITHOUT = 150;

  /** What one turn shows. */
  public static Stammer of(List<Word> turn) {
    List<String> said = new ArrayList<>(turn.size());
    for (Word word : turn) {
      if (word.isSpoken() && !SOUNDS.contains(word.lower())) {
        said.add(word.lower());
      }
    }
    int copies = 0;
    for (int i = 1; i < said.size(); i++) {
      if (isWord(said.get(i)) && said.get(i).equals(said.get(i - 1))) {
        copies++;
      } else if (isPairAgain(said, i)) {
        copies++;
        i++;
      }
    }
    return new Stammer(said.size(), copies);
  }

  private static boolean isPairAgain(List<String> said, int i) {
    return i + 1 < said.size()
        && i > 1
        && said.get(i).equals(said.get(i - 2))
        && said.get(i + 1).equals(said.get(i - 1));
  }

  private static boolean isWord(String lower) {
    return Character.isLetter(lower.charAt(0));
  }

  /** Both together; what is long past counts less. */
  public Stammer and(Stammer other) {
    int share = words > MOST_WORDS ? 2 : 1;
    return new Stammer(words / share + other.words, copies / share + other.copies);
  }

  /** Whether words are said twice so often, in a thousand, that one copy more is no surprise. */
  public boolean isUsual(int inThousand) {
    return 1000 * copies >= inThousand * (words + USUALLY_WITHOUT);
  }
}
