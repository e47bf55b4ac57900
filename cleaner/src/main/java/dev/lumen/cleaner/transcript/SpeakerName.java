package dev.lumen.cleaner.transcript;

import dev.lumen.cleaner.Speakers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a piece of text before a colon, or alone on a line, could name. */
final class SpeakerName {
  /** The speaker of the AI voice. */
  static final String LUMEN = "Lumen";

  /** The speaker of the other side. */
  static final String USER = "User";

  /** The speaker of text that nothing tells the speaker of. */
  static final String UNKNOWN = "Unknown";

  private static final Set<String> USERS = Set.of("user", "human", "customer");
  private static final Set<String> PARTICLES =
      Set.of("de", "da", "del", "der", "di", "du", "la", "le", "van", "von", "bin", "al", "y");
  private static final Set<String> NO_NAMES =
      Set.of(
          "actually",
          "agenda",
          "and",
          "also",
          "attendees",
          "because",
          "but",
          "date",
          "duration",
          "example",
          "finally",
          "first",
          "http",
          "https",
          "i",
          "important",
          "location",
          "no",
          "note",
          "notes",
          "ok",
          "okay",
          "participants",
          "ps",
          "re",
          "remember",
          "second",
          "so",
          "source",
          "speakers",
          "subject",
          "summary",
          "third",
          "time",
          "title",
          "topic",
          "transcript",
          "warning",
          "well",
          "yes",
          "action items",
          "next steps",
          "key points");
  private static final Pattern GENERIC =
      Pattern.compile(
          "(?i)(?:speaker|participant|guest|caller|spk|s)[ _]?[0-9]{1,3}|(?i)speaker [a-z]");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}.'’_&()/-]++");
  private static final Pattern GAPS = Pattern.compile("[ \\t\\u00a0]++");
  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]++");
  private static final int LONGEST_ROLE = 40;
  private static final int MOST_WORDS = 5;
  private static final int LONGEST_LOWER_CASE = 20;

  private SpeakerName() {}

  /** The speaker of a label: one of the two roles, or the name with its spaces made even. */
  static String speakerOf(String label) {
    String name = String.join(" ", GAPS.split(label.strip()));
    if (isAssistant(name)) {
      return LUMEN;
    }
    return USERS.contains(name.toLowerCase(Locale.ROOT)) ? USER : name;
  }

  /** Whether the label is one of the words that mean the AI voice or its partner. */
  static boolean isRole(String label) {
    String name = label.strip();
    return isAssistant(name) || USERS.contains(name.toLowerCase(Locale.ROOT));
  }

  private static boolean isAssistant(String name) {
    return Speakers.isAssistant(name) || isMadeOfAssistantWords(name);
  }

  /** As in "AI Assistant" and "Lumen (AI)". */
  private static boolean isMadeOfAssistantWords(String name) {
    if (name.length() > LONGEST_ROLE) {
      return false;
    }
    List<String> words =
        Arrays.stream(NO_LETTERS.split(name, -1)).filter(word -> !word.isEmpty()).toList();
    return !words.isEmpty() && words.stream().allMatch(Speakers::isAssistant);
  }

  /** Whether the label is what a recogniser calls people it has no names for. */
  static boolean isGeneric(String label) {
    return GENERIC.matcher(label.strip()).matches();
  }

  /** Whether the text is written like a name: a few words, each with a capital. */
  static boolean looksLikeName(String label) {
    List<String> words = wordsOf(label);
    return !words.isEmpty()
        && Character.isLetter(words.getFirst().codePointAt(0))
        && words.stream().allMatch(SpeakerName::isNameWord)
        && !PARTICLES.contains(words.getLast());
  }

  /** Whether the text could be a careless name: one short word in lower case. */
  static boolean looksLikeLowerCaseName(String label) {
    List<String> words = wordsOf(label);
    return words.size() == 1
        && words.getFirst().length() <= LONGEST_LOWER_CASE
        && Character.isLetter(words.getFirst().codePointAt(0));
  }

  private static List<String> wordsOf(String label) {
    String name = label.strip();
    if (NO_NAMES.contains(name.toLowerCase(Locale.ROOT)) || endsSentence(name)) {
      return List.of();
    }
    List<String> words = List.of(GAPS.split(name));
    boolean fit =
        words.size() <= MOST_WORDS && words.stream().allMatch(it -> WORD.matcher(it).matches());
    return fit ? words : List.of();
  }

  // "Dr." and "Jr." end names; a longer word with a full stop ends a sentence.
  private static boolean endsSentence(String name) {
    return name.endsWith(".") && name.length() - name.lastIndexOf(' ') > 5;
  }

  private static boolean isNameWord(String word) {
    int first = word.codePointAt(0);
    return !Character.isLowerCase(first) || PARTICLES.contains(word);
  }
}
