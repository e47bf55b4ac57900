package dev.lumen.cleaner.context;

import dev.lumen.cleaner.lexicon.Calendar;
import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.text.Word;
import dev.lumen.cleaner.text.WordKind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a turn that one can put right by saying another of its kind: a day, a month, a number,
 * a title. "Tuesday" can be taken back by "Wednesday" and "fifty" by "sixty", never one by the
 * other.
 *
 * @param kind what it is
 * @param from index of its first word
 * @param to index after its last word
 */
public record Slot(Kind kind, int from, int to) {

  /** What a slot holds. */
  public enum Kind {
    DAY,
    MONTH,
    NUMBER,
    ORDINAL,
    TITLE
  }

  private static final Set<String> DAYS_FROM_NOW = Set.of("today", "tomorrow", "yesterday");
  private static final Set<String> HEADS =
      Set.of("director", "head", "vp", "president", "manager", "chief", "lead");
  private static final Set<String> OFFICES =
      Set.of("ceo", "cfo", "coo", "cto", "cmo", "cio", "founder", "owner", "chairman", "secretary");
  private static final Set<String> NO_FIELD =
      Set.of(
          "at",
          "in",
          "for",
          "and",
          "or",
          "but",
          "to",
          "with",
          "the",
          "a",
          "of",
          "no",
          "not",
          "sorry",
          "i",
          "actually",
          "here",
          "from",
          "on",
          "by",
          "is",
          "was",
          "now",
          "there",
          "we",
          "you");
  private static final int LONGEST_FIELD = 3;
  private static final int LONGEST = 12;

  /** The slot that starts at a word, as long as it reaches; null for none. */
  public static @Nullable Slot startingAt(List<Word> words, int index) {
    if (index < 0 || index >= words.size()) {
      return null;
    }
    String lower = words.get(index).lower();
    if (Calendar.DAYS.contains(lower) || DAYS_FROM_NOW.contains(lower)) {
      return new Slot(Kind.DAY, index, index + 1);
    }
    if (Calendar.MONTHS_ALONE.contains(lower)) {
      return new Slot(Kind.MONTH, index, index + 1);
    }
    if (OFFICES.contains(lower)) {
      return new Slot(Kind.TITLE, index, index + 1);
    }
    int title = endOfTitle(words, index);
    if (title > index) {
      return new Slot(Kind.TITLE, index, title);
    }
    int number = endOfNumber(words, index);
    return number > index ? new Slot(kindOfNumber(words, number - 1), index, number) : null;
  }

  /** The longest slot that ends before a word, or null. */
  public static @Nullable Slot endingAt(List<Word> words, int end) {
    Slot longest = null;
    for (int from = end - 1; from >= Math.max(0, end - LONGEST); from--) {
      Slot slot = startingAt(words, from);
      if (slot != null && slot.to() == end) {
        longest = slot;
      }
    }
    return longest;
  }

  private static int endOfTitle(List<Word> words, int index) {
    int of = words.get(index).lower().equals("vice") ? index + 2 : index + 1;
    if (of + 1 >= words.size()
        || !HEADS.contains(words.get(of - 1).lower())
        || !words.get(of).lower().equals("of")) {
      return index;
    }
    int end = of + 1;
    while (end < words.size()
        && end - of <= LONGEST_FIELD
        && words.get(end).isWord()
        && !NO_FIELD.contains(words.get(end).lower())) {
      end++;
    }
    return end > of + 1 ? end : index;
  }

  private static int endOfNumber(List<Word> words, int index) {
    if (words.get(index).kind() == WordKind.NUMBER) {
      boolean scaled = index + 1 < words.size() && isScale(words.get(index + 1).lower());
      return scaled ? index + 2 : index + 1;
    }
    int start = words.get(index).lower().equals("a") ? index + 1 : index;
    if (start > index && !(start < words.size() && isScale(words.get(start).lower()))) {
      return index;
    }
    int end = start;
    while (end < words.size()) {
      String lower = words.get(end).lower();
      boolean joins =
          end > start
              && (lower.equals("and") || lower.equals("point"))
              && end + 1 < words.size()
              && NumberWords.isNumberWord(words.get(end + 1).lower())
              && (lower.equals("point") || isScale(words.get(end - 1).lower()));
      if (!joins && !NumberWords.isNumberWord(lower)) {
        break;
      }
      end++;
    }
    return end > start ? end : index;
  }

  private static boolean isScale(String lower) {
    return lower.equals("hundred") || NumberWords.scale(lower) != null;
  }

  private static Kind kindOfNumber(List<Word> words, int last) {
    String lower = words.get(last).lower();
    boolean ordinal =
        NumberWords.ordinal(lower) != null
            || (Character.isDigit(lower.charAt(0)) && lower.matches("[0-9]+(st|nd|rd|th)"));
    return ordinal ? Kind.ORDINAL : Kind.NUMBER;
  }

  /** Its words in lower case, joined by single spaces. */
  public String key(List<Word> words) {
    StringBuilder key = new StringBuilder();
    for (int i = from; i < to; i++) {
      key.append(i > from ? " " : "").append(words.get(i).lower());
    }
    return key.toString();
  }

  /** Whether it is a year, in digits or as "twenty eighteen", which no amount takes back. */
  public boolean isYear(List<Word> words) {
    String first = words.get(from).lower();
    if (to == from + 1) {
      return first.matches("(19|20)[0-9]{2}");
    }
    String second = words.get(from + 1).lower();
    boolean thousand = first.equals("two") && second.equals("thousand") && to > from + 2;
    boolean century = first.equals("nineteen") || first.equals("twenty");
    return thousand
        || (century && (NumberWords.teen(second) != null || NumberWords.tens(second) != null));
  }

  /** How many digits or words are read out one by one, as in a telephone number. */
  public boolean isDigitRun(List<Word> words) {
    int units = 0;
    for (int i = from; i < to; i++) {
      Integer unit = NumberWords.unit(words.get(i).lower());
      units += unit != null && unit < 10 ? 1 : 0;
    }
    return units > 1 && units == to - from;
  }
}
