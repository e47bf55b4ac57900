package dev.lumen.server.prompt;

import dev.lumen.cleaner.lexicon.NumberWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words as the rules about a model's edits see them. */
final class Words {
  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{N}]++(?:['.,&][\\p{L}\\p{N}]++)*+");
  private static final Pattern SIGN =
      Pattern.compile("[$€£¥%+#@§°]|(?<![\\p{L}\\p{N}])-(?=\\p{N})");

  private static final Set<String> NEGATIONS =
      Set.of(
          "no",
          "not",
          "never",
          "none",
          "nothing",
          "nobody",
          "nowhere",
          "neither",
          "nor",
          "cannot",
          "without",
          "hardly",
          "barely",
          "cant",
          "dont",
          "wont",
          "isnt",
          "arent",
          "didnt",
          "doesnt",
          "wasnt",
          "havent",
          "hasnt",
          "couldnt",
          "shouldnt",
          "wouldnt",
          "aint");
  private static final Set<String> HEDGES =
      Set.of(
          "maybe",
          "perhaps",
          "probably",
          "possibly",
          "possible",
          "might",
          "may",
          "could",
          "should",
          "would",
          "about",
          "around",
          "roughly",
          "approximately",
          "approx",
          "almost",
          "nearly",
          "some",
          "several",
          "couple",
          "few",
          "dozen",
          "half",
          "kind",
          "sort",
          "think",
          "guess",
          "suppose",
          "believe",
          "seem",
          "seems",
          "apparently",
          "likely",
          "unlikely",
          "usually",
          "often",
          "sometimes",
          "mostly",
          "only",
          "least",
          "most",
          "up",
          "over",
          "under",
          "more",
          "less",
          "if",
          "unless",
          "ish");
  private static final Set<String> FILLERS =
      Set.of("um", "uh", "uhm", "umm", "er", "erm", "hm", "hmm", "mm", "mhm", "ah", "eh");
  private static final Set<String> ARTICLES = Set.of("a", "an", "the");
  private static final Set<String> LITTLE =
      Set.of(
          "a", "an", "the", "of", "to", "is", "are", "was", "were", "be", "and", "that", "in", "on",
          "at", "for");

  private Words() {}

  /** The words of a text as they are written, without the marks around them. */
  static List<String> written(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text.replace('’', '\''));
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }

  /** The words of a text in lower case. */
  static List<String> of(String text) {
    return written(text).stream().map(Words::lower).toList();
  }

  static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /** What says how much in a text: digits, number words, and signs before and behind them. */
  static List<String> numbers(String text) {
    List<String> numbers = new ArrayList<>();
    of(text).stream().filter(Words::isNumber).forEach(numbers::add);
    Matcher signs = SIGN.matcher(text);
    while (signs.find()) {
      numbers.add(signs.group());
    }
    return numbers;
  }

  private static boolean isNumber(String word) {
    return word.codePoints().anyMatch(Character::isDigit) || NumberWords.isNumberWord(word);
  }

  static List<String> negations(List<String> words) {
    return words.stream()
        .filter(word -> NEGATIONS.contains(word.replace("'", "")) || word.endsWith("n't"))
        .sorted()
        .toList();
  }

  static List<String> hedges(List<String> words) {
    return words.stream().filter(HEDGES::contains).sorted().toList();
  }

  /** Whether it is a sound of hesitation. */
  static boolean isFiller(String word) {
    return FILLERS.contains(word);
  }

  static boolean isArticle(String word) {
    return ARTICLES.contains(word);
  }

  /** Whether it carries so little that a recogniser may have swallowed it. */
  static boolean isLittle(String word) {
    return LITTLE.contains(word);
  }
}
