package dev.lumen.cleaner.context;

import dev.lumen.cleaner.text.Word;
import java.util.List;
import java.util.Set;

/**
 * The manner of a conversation: how many words of chat and how many of business were said. Among
 * friends "like" and "you know" are said to win time far more often than before investors, where
 * somebody who writes down what was said leaves such words in their place.
 *
 * @param words spoken words
 * @param chat words of people who talk about themselves and each other
 * @param business words of people who talk about a firm
 */
public record Manner(int words, int chat, int business) {
  /** Nothing heard yet. */
  public static final Manner NONE = new Manner(0, 0, 0);

  private static final Set<String> CHAT =
      Set.of(
          "like", "yeah", "oh", "okay", "gonna", "wanna", "he", "she", "him", "her", "guy", "guys",
          "really", "stuff", "thing", "things", "cool", "mean", "dude", "said", "me", "my", "i'm");
  private static final Set<String> BUSINESS =
      Set.of(
          "our",
          "quarter",
          "growth",
          "million",
          "percent",
          "revenue",
          "year",
          "we're",
          "margin",
          "customers",
          "business",
          "billion",
          "dollars",
          "sales",
          "results",
          "market",
          "thank");
  private static final int MOST_WORDS = 4000;
  private static final int ENOUGH_WORDS = 60;
  private static final int USUALLY_WITHOUT = 100;
  private static final int CLEARLY = 12;

  /** The manner of one turn. */
  public static Manner of(List<Word> turn) {
    int words = 0;
    int chat = 0;
    int business = 0;
    for (Word word : turn) {
      if (word.isSpoken()) {
        words++;
        chat += CHAT.contains(word.lower()) ? 1 : 0;
        business += BUSINESS.contains(word.lower()) ? 1 : 0;
      }
    }
    return new Manner(words, chat, business);
  }

  /** Both together; what is long past counts less. */
  public Manner and(Manner other) {
    int share = words > MOST_WORDS ? 2 : 1;
    return new Manner(
        words / share + other.words, chat / share + other.chat, business / share + other.business);
  }

  /** Whether people surely chat. False while too little was heard. */
  public boolean isChat() {
    return words >= ENOUGH_WORDS && 1000 * (chat - business) >= CLEARLY * (words + USUALLY_WITHOUT);
  }
}
