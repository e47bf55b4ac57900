package dev.lumen.server.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a learner is told about one thing they said. Every figure is computed from the words; what
 * cannot be known is not claimed.
 *
 * @param clarity 0 to 100: the share of the words that the recogniser got right as far as the
 *     cleaner can tell
 * @param fluency 0 to 100: length of the turn and of its words
 * @param overallRating 1 to 5, their mean
 * @param suggestions three at most
 */
public record Feedback(int clarity, int fluency, double overallRating, List<String> suggestions) {
  private static final int BASE = 70;
  private static final int MOST = 100;

  /**
   * Feedback on a cleaned turn.
   *
   * @param raw as the recogniser heard it
   * @param cleaned as it reads now
   */
  public static Feedback on(String raw, String cleaned) {
    List<String> words = words(cleaned);
    int clarity = clarity(words(raw), words);
    int fluency = fluency(words);
    double rating = Math.clamp(Math.round((clarity + fluency) / 2.0 / 20 * 10) / 10.0, 1, 5);
    return new Feedback(clarity, fluency, rating, suggestions(words, clarity));
  }

  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}']+", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  private static int clarity(List<String> raw, List<String> cleaned) {
    if (raw.isEmpty()) {
      return 0;
    }
    List<String> left = new ArrayList<>(cleaned);
    long kept = raw.stream().filter(left::remove).count();
    return (int) Math.round(100.0 * kept / raw.size());
  }

  private static int fluency(List<String> words) {
    if (words.isEmpty()) {
      return 0;
    }
    double letters = words.stream().mapToInt(String::length).average().orElse(0);
    int points = BASE + (words.size() > 5 ? 10 : 0) + (words.size() > 10 ? 5 : 0);
    return Math.min(MOST, points + (letters > 4 ? 10 : 0));
  }

  private static List<String> suggestions(List<String> words, int clarity) {
    List<String> found = new ArrayList<>();
    if (words.size() <= 5) {
      found.add("Say a little more: a whole sentence is easier to answer.");
    }
    if (clarity < 80) {
      found.add("Speak a little slower; some words had to be corrected.");
    }
    long distinct = words.stream().distinct().count();
    if (words.size() > 10 && distinct * 2 < words.size()) {
      found.add("Try other words for those you used several times.");
    }
    return found;
  }
}
