package dev.lumen.cleaner.misheard;

import dev.lumen.cleaner.context.Roster;
import dev.lumen.cleaner.language.LanguageModel;
import dev.lumen.cleaner.language.WordClass;
import dev.lumen.cleaner.phonetic.Pronunciation;
import dev.lumen.cleaner.text.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The spoken words of a turn in a row, with what the search for names asks of each. How a word
 * sounds and how likely it is there costs most and is asked of few, so it is found out when asked.
 */
final class SpokenLine {
  private static final int CONTEXT = LanguageModel.ORDER - 1;

  /** A turn of few words is taken to be as usual as most, to this many words. */
  private static final int USUAL_WORDS = 8;

  private static final double USUAL_FIT = -7;

  private final List<Word> words;
  private final int[] places;
  private final List<String> lower;
  private final String[] stems;
  private final String[] letters;
  private final String[] digits;
  private final int[] prints;
  private final @Nullable String[] sounds;
  private final int[] classes;
  private final double[] scores;
  private double total = Double.NaN;

  SpokenLine(List<Word> all) {
    this.words = new ArrayList<>();
    this.lower = new ArrayList<>();
    this.places = new int[all.size()];
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).isSpoken()) {
        places[words.size()] = i;
        words.add(all.get(i));
        lower.add(all.get(i).lower());
      }
    }
    stems = new String[words.size()];
    letters = new String[words.size()];
    digits = new String[words.size()];
    prints = new int[words.size()];
    sounds = new String[words.size()];
    classes = new int[words.size()];
    for (int i = 0; i < words.size(); i++) {
      read(i);
    }
    scores = new double[words.size()];
    Arrays.fill(scores, Double.NaN);
  }

  private void read(int index) {
    Word word = words.get(index);
    stems[index] = Roster.stem(word.lower());
    letters[index] = lettersOf(stems[index]);
    digits[index] = digitsOf(word.lower());
    prints[index] = letters[index].hashCode();
    classes[index] = classOf(word);
  }

  private static String lettersOf(String text) {
    int plain = 0;
    while (plain < text.length() && Character.isLetterOrDigit(text.charAt(plain))) {
      plain++;
    }
    if (plain == text.length()) {
      return text;
    }
    StringBuilder letters = new StringBuilder(text.length()).append(text, 0, plain);
    for (int i = plain; i < text.length(); i++) {
      if (Character.isLetterOrDigit(text.charAt(i))) {
        letters.append(text.charAt(i));
      }
    }
    return letters.toString();
  }

  /** The class of a word, of its last part where hyphens join several: "non-GAAP". */
  private static int classOf(Word word) {
    int part = word.lower().lastIndexOf('-') + 1;
    boolean joined = part > 0 && part < word.lower().length();
    return joined
        ? WordClass.of(word.lower().substring(part), word.text().substring(part))
        : WordClass.of(word.lower(), word.text());
  }

  int size() {
    return words.size();
  }

  Word word(int index) {
    return words.get(index);
  }

  String lower(int index) {
    return index >= 0 && index < lower.size() ? lower.get(index) : "";
  }

  List<String> lower() {
    return lower;
  }

  /** A word in lower case without a possessive s; empty beyond the ends. */
  String stem(int index) {
    return index >= 0 && index < stems.length ? stems[index] : "";
  }

  /** Where a spoken word stands in the turn. */
  int place(int index) {
    return places[index];
  }

  int wordClass(int index) {
    return classes[index];
  }

  /** The sounds of a stretch, without a possessive s at its end. */
  String sounds(int from, int to) {
    if (to - from == 1) {
      return sound(from);
    }
    StringBuilder all = new StringBuilder();
    for (int i = from; i < to; i++) {
      all.append(sound(i));
    }
    return all.toString();
  }

  private String sound(int index) {
    String sound = sounds[index];
    if (sound == null) {
      sound = Pronunciation.of(Roster.stem(words.get(index).text()));
      sounds[index] = sound;
    }
    return sound;
  }

  /** The letters and digits of a stretch in lower case, without a possessive s at its end. */
  String letters(int from, int to) {
    return joined(letters, from, to);
  }

  private static String joined(String[] parts, int from, int to) {
    if (to - from == 1) {
      return parts[from];
    }
    StringBuilder all = new StringBuilder();
    for (int i = from; i < to; i++) {
      all.append(parts[i]);
    }
    return all.toString();
  }

  /** The hash code of {@link #letters} up to and with a word, from that up to the word before. */
  int print(int before, int index) {
    int print = before;
    for (int i = 0; i < letters[index].length(); i++) {
      print *= 31;
    }
    return print + prints[index];
  }

  /** The digits of a stretch. */
  String digits(int from, int to) {
    return joined(digits, from, to);
  }

  static String digitsOf(String text) {
    boolean any = false;
    for (int i = 0; i < text.length() && !any; i++) {
      any = Character.isDigit(text.charAt(i));
    }
    return any ? text.replaceAll("[^0-9]", "") : "";
  }

  /** Log2 of how likely the word at an index is after those in front of it. */
  double score(int index) {
    if (index >= scores.length) {
      return 0;
    }
    if (Double.isNaN(scores[index])) {
      scores[index] = fitOne(index);
    }
    return scores[index];
  }

  /** Whether a mark stands between the words of a stretch. */
  boolean isCut(int from, int to) {
    return places[to - 1] - places[from] != to - 1 - from;
  }

  /** Log2 of how likely the stretch and the next words are, as they stand. */
  double fit(int from, int to) {
    double sum = 0;
    for (int i = from; i < Math.min(words.size(), to + CONTEXT - 1); i++) {
      sum += score(i);
    }
    return sum;
  }

  /** Log2 of how likely a word of the turn outside a stretch is, on average. */
  double fitAround(int from, int to) {
    double sum = total();
    int others = words.size();
    for (int i = from; i < Math.min(words.size(), to + CONTEXT); i++) {
      sum -= score(i);
      others--;
    }
    return (sum + USUAL_WORDS * USUAL_FIT) / (others + USUAL_WORDS);
  }

  private double total() {
    if (Double.isNaN(total)) {
      total = fit(0, words.size());
    }
    return total;
  }

  private double fitOne(int index) {
    int left = Math.min(CONTEXT, index);
    boolean edge = index < CONTEXT;
    int[] row = new int[(edge ? 1 : 0) + left + 1];
    row[0] = WordClass.EDGE;
    System.arraycopy(classes, index - left, row, edge ? 1 : 0, left + 1);
    return LanguageModel.shared().score(row, row.length - 1);
  }

  /** Log2 of how likely other words are in its place. */
  double fit(int from, int to, int... others) {
    int left = Math.min(CONTEXT, from);
    int right = Math.min(CONTEXT - 1, classes.length - to);
    boolean edge = from < CONTEXT;
    int more = others.length;
    int[] row = new int[(edge ? 1 : 0) + left + more + right];
    int at = 0;
    if (edge) {
      row[at++] = WordClass.EDGE;
    }
    System.arraycopy(classes, from - left, row, at, left);
    System.arraycopy(others, 0, row, at + left, more);
    System.arraycopy(classes, to, row, at + left + more, right);
    return LanguageModel.shared().score(row, at + left, row.length);
  }
}
