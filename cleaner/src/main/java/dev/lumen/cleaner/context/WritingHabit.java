package dev.lumen.cleaner.context;

import dev.lumen.cleaner.text.Word;
import java.util.List;
import java.util.Set;

/**
 * How a recogniser writes: how many marks and capitals it sets in how many words, and whether it
 * leaves out what people say to win time. Some set no marks, some stops alone, some all that a
 * person would.
 *
 * @param words spoken words
 * @param commas commas, semicolons and colons
 * @param ends full stops, question and exclamation marks
 * @param capitals words with a capital, "I" left out
 * @param small words with a small letter
 * @param sounds sounds of thinking: "um"
 * @param likes how often the word "like" was said
 */
public record WritingHabit(
    int words, int commas, int ends, int capitals, int small, int sounds, int likes) {
  /** Nothing seen yet. */
  public static final WritingHabit NONE = new WritingHabit(0, 0, 0, 0, 0, 0, 0);

  private static final Set<String> SOUNDS = Set.of("um", "uh", "uhm", "er", "erm");
  private static final int MANY_LIKES = 6;
  private static final int USUALLY_WITHOUT = 100;
  private static final int MOST_WORDS = 4000;
  private static final int ENOUGH_WORDS = 60;
  private static final int ENOUGH_CAPITALS = 8;
  private static final double FEW_COMMAS = 0.032;
  private static final int USUAL_WORDS = 25;
  private static final int USUAL_COMMAS = 2;
  private static final double COMMAS_FOR_END = 1.35;

  /** The habit that one turn shows. */
  public static WritingHabit of(List<Word> turn) {
    int words = 0;
    int commas = 0;
    int ends = 0;
    int capitals = 0;
    int small = 0;
    int sounds = 0;
    int likes = 0;
    for (Word word : turn) {
      if (word.isSpoken()) {
        words++;
        sounds += SOUNDS.contains(word.lower()) ? 1 : 0;
        likes += word.lower().equals("like") ? 1 : 0;
        small += word.isWord() && !isAllCapitals(word.text()) ? 1 : 0;
        capitals += word.isCapitalised() && !word.lower().equals("i") ? 1 : 0;
      } else if (word.endsSentence()) {
        ends++;
      } else if (",;:".contains(word.text())) {
        commas++;
      }
    }
    return new WritingHabit(words, commas, ends, capitals, small, sounds, likes);
  }

  /** Both together; what is long past counts less. */
  public WritingHabit and(WritingHabit other) {
    int share = words > MOST_WORDS ? 2 : 1;
    return new WritingHabit(
        words / share + other.words,
        commas / share + other.commas,
        ends / share + other.ends,
        capitals / share + other.capitals,
        small / share + other.small,
        sounds / share + other.sounds,
        likes / share + other.likes);
  }

  /** Whether enough was seen to know how people talk. */
  public boolean isLong() {
    return words >= ENOUGH_WORDS;
  }

  /** Whether somebody says "like" all the time. True while too little was seen. */
  public boolean saysLike() {
    return words < ENOUGH_WORDS || 1000 * likes >= MANY_LIKES * (words + USUALLY_WITHOUT);
  }

  /**
   * Whether the recogniser writes at least so many sounds of thinking in a thousand words: it
   * smooths little of what it hears.
   */
  public boolean writesSounds(int inThousand) {
    return 1000 * sounds >= inThousand * (words + USUALLY_WITHOUT);
  }

  /** Whether there is no mark at all. */
  public boolean isBare() {
    return commas + ends == 0;
  }

  /** Whether enough was seen to say that no marks are ever set. */
  public boolean isSurelyBare() {
    return isBare() && words >= ENOUGH_WORDS;
  }

  /** Whether enough was seen to say that no capitals are ever set. */
  public boolean isSurelyLowerCase() {
    return capitals == 0 && words >= ENOUGH_WORDS;
  }

  /** Whether nothing but capitals was ever written: nobody shouts, the recogniser has no others. */
  public boolean isAllCapitals() {
    return small == 0 && capitals >= ENOUGH_CAPITALS;
  }

  private static boolean isAllCapitals(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isLowerCase(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether commas are far fewer than a person would set. */
  public boolean isSparse() {
    return commas + USUAL_COMMAS < FEW_COMMAS * (words + USUAL_WORDS);
  }

  /** Whether sentences end nearly as often as commas stand: many of the ends are mere pauses. */
  public boolean isChopped() {
    return words >= ENOUGH_WORDS && commas < COMMAS_FOR_END * ends;
  }
}
