package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.lexicon.NumberWords;
import java.util.Set;

/**
 * Words that stand twice because the sentence has both: "I know that that is", "I told you you
 * would", "if you can, can you", "turn it on, on the left". Told by the words around them, since no
 * copy tells it by itself.
 */
final class Doubles {
  private static final Set<String> CLAUSE_FOLLOWS =
      Set.of(
          "know",
          "knew",
          "think",
          "thought",
          "say",
          "said",
          "says",
          "believe",
          "hope",
          "mean",
          "means",
          "guess",
          "see",
          "saw",
          "sure",
          "feel",
          "felt",
          "told",
          "understand",
          "agree",
          "realise",
          "realize",
          "fact",
          "clear",
          "aware",
          "assume",
          "suggest",
          "suppose",
          "afraid");
  private static final Set<String> PREDICATES =
      Set.of(
          "is",
          "was",
          "isn't",
          "wasn't",
          "would",
          "will",
          "can",
          "could",
          "can't",
          "won't",
          "has",
          "had",
          "may",
          "might",
          "should",
          "must",
          "does",
          "did",
          "doesn't",
          "didn't",
          "wouldn't",
          "happens",
          "happened",
          "means",
          "makes",
          "works",
          "helps",
          "one");
  private static final Set<String> TELLS =
      Set.of(
          "tell",
          "tells",
          "told",
          "telling",
          "promise",
          "promised",
          "assure",
          "assured",
          "remind",
          "reminded",
          "warn",
          "warned",
          "show",
          "showed",
          "shown");
  private static final Set<String> GIVES =
      Set.of(
          "give", "gives", "gave", "given", "tell", "told", "show", "showed", "hand", "handed",
          "bring", "brought", "buy", "bought", "send", "sent", "lend", "lent", "ask", "asked",
          "made", "cost");
  private static final Set<String> DOES =
      Set.of(
          "would", "will", "were", "are", "have", "had", "can", "could", "should", "need", "must",
          "may", "might", "don't", "didn't", "won't", "weren't", "aren't", "can't", "owe", "look");
  private static final Set<String> TIMES =
      Set.of(
          "week", "month", "year", "morning", "afternoon", "evening", "weekend", "time", "quarter");
  private static final Set<String> AUXILIARIES =
      Set.of(
          "can", "could", "do", "does", "did", "will", "would", "is", "are", "was", "were", "have",
          "has", "should", "am");
  private static final Set<String> SUBJECTS =
      Set.of("i", "you", "we", "they", "he", "she", "it", "there", "that", "this");
  private static final Set<String> PARTICLES =
      Set.of("on", "in", "off", "up", "out", "over", "down", "through", "back");
  private static final Set<String> MOVED =
      Set.of(
          "it", "them", "him", "me", "us", "come", "came", "go", "went", "going", "get", "got",
          "move", "moved", "log", "logged", "sign", "signed", "check", "checked", "turn", "turned",
          "stay", "stayed", "walk", "walked");
  private static final Set<String> DETERMINERS =
      Set.of("the", "a", "an", "my", "your", "our", "his", "her", "their", "this", "that");
  private static final Set<String> SUBORDINATES =
      Set.of(
          "when",
          "whenever",
          "if",
          "once",
          "because",
          "while",
          "after",
          "before",
          "until",
          "since",
          "although",
          "though",
          "unless",
          "as");
  private static final Set<String> COMPARED_WITH =
      Set.of(
          "do",
          "does",
          "did",
          "said",
          "say",
          "says",
          "mentioned",
          "told",
          "discussed",
          "decided",
          "agreed",
          "talked",
          "showed",
          "always");
  private static final Set<String> OBJECTS = Set.of("it", "you", "that", "this", "there", "here");

  /** Behind these something has still to come, so they are stammered however rare they are. */
  private static final Set<String> LEADS_ON =
      Set.of(
          "the", "a", "an", "i", "we", "he", "she", "they", "his", "her", "their", "my", "our",
          "your", "its", "him", "me", "us", "them", "via", "each", "every", "will", "would", "if",
          "whether", "than", "from", "into", "with", "without", "through", "during", "until",
          "these", "those", "any", "am", "were", "such", "per");

  /** From this size on a word is one that people stammer on, not one that they mean thrice. */
  private static final int STAMMERED = 10;

  private static final int EVERYDAY = 12;

  private static final int ON_PURPOSE = 3;
  private static final int CLAUSE = 9;

  private Doubles() {}

  /** Whether the sentence has the word at a start and at its copy. */
  static boolean isMeant(Passage passage, int start, int copy) {
    boolean marked = copy > start + 1;
    String word = passage.lower(start);
    return marked
        ? isMeantBehindMark(passage, start, copy, word)
        : isMeantBare(passage, start, copy, word);
  }

  private static boolean isMeantBare(Passage passage, int start, int copy, String word) {
    int before = start - 1;
    int after = copy + 1;
    return switch (word) {
      case "that" -> passage.is(before, CLAUSE_FOLLOWS) && passage.is(after, PREDICATES);
      case "you" -> passage.is(before, TELLS) && passage.is(after, DOES);
      case "her" -> passage.is(before, GIVES);
      case "this" -> passage.is(before, Set.of("is", "was")) && isTime(passage.lower(after));
      case "a" -> isDigit(passage, after) && isDigit(passage, after + 1);
      default -> false;
    };
  }

  private static boolean isTime(String word) {
    String stem = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
    return TIMES.contains(stem);
  }

  private static boolean isDigit(Passage passage, int index) {
    return NumberWords.digit(passage.lower(index)) != null || passage.lower(index).equals("oh");
  }

  private static boolean isMeantBehindMark(Passage passage, int start, int copy, String word) {
    if (!passage.at(copy - 1).text().equals(",")) {
      return false;
    }
    if (AUXILIARIES.contains(word)) {
      return passage.is(start - 1, SUBJECTS) && passage.is(copy + 1, SUBJECTS);
    }
    if (PARTICLES.contains(word)) {
      return passage.is(start - 1, MOVED) && passage.is(copy + 1, DETERMINERS);
    }
    boolean pointing = word.equals("that") || word.equals("this");
    return OBJECTS.contains(word)
        && passage.at(copy + 1).isWord()
        && (!pointing || passage.is(copy + 1, PREDICATES))
        && passage.at(start - 1).isWord()
        && !passage.is(start - 1, SUBORDINATES)
        && !passage.is(start - 1, CLAUSE_FOLLOWS)
        && !passage.is(start - 1, Set.of("and", "but", "so", "or", "that", "do", "did", "does"))
        && passage.hasBefore(start - 1, CLAUSE, SUBORDINATES);
  }

  /**
   * "Row, row, row your boat": what is no everyday word is said three times on purpose, and so is
   * what nothing follows ("why why why").
   */
  static boolean isThrice(Passage passage, int start, int length, int copies, int end) {
    boolean everyday = passage.is(start, LEADS_ON) || passage.lower(start).indexOf('\'') > 0;
    boolean usual = true;
    for (int i = start; i < start + length; i++) {
      usual &= CommonWords.magnitude(passage.lower(i)) >= STAMMERED;
    }
    everyday |= usual;
    boolean alone =
        passage.startsSentence(start)
            && (end >= passage.size() || passage.at(end).endsSentence())
            && CommonWords.magnitude(passage.lower(end - 1)) < EVERYDAY;
    return copies >= ON_PURPOSE && (!everyday || alone);
  }

  /** "reading" behind "Reading": one of them is a name. */
  static boolean isNameAndWord(Passage passage, int start, int copy) {
    return passage.at(start).isCapitalised()
        && passage.at(start - 1).isWord()
        && !passage.startsSentence(start)
        && !passage.at(copy).isCapitalised()
        && !passage.lower(start).equals("i")
        && !passage.lower(start).startsWith("i'");
  }

  /** "Like father, like son" and "I kind of like the idea": neither is said to win time. */
  static boolean isLikened(Passage passage, int like) {
    return isProverb(passage, like)
        || isProverb(passage, like - 3)
        || isProverb(passage, like - 2)
        || isCompared(passage, like)
        || isLiked(passage, like);
  }

  /** "like they do in Leeds", "like we decided before", "Like I was saying": it says as what. */
  private static boolean isCompared(Passage passage, int like) {
    boolean told = passage.startsSentence(like) && passage.is(like + 2, Set.of("was", "just"));
    return passage.lower(like).equals("like")
        && passage.is(like + 1, SUBJECTS)
        && (told || passage.is(like + 2, COMPARED_WITH));
  }

  /** "like father, like son", the comma or not. */
  private static boolean isProverb(Passage passage, int like) {
    int second = passage.at(like + 2).text().equals(",") ? like + 3 : like + 2;
    return passage.lower(like).equals("like")
        && passage.lower(second).equals("like")
        && isNoun(passage, like + 1)
        && isNoun(passage, second + 1)
        && !passage.at(second + 2).isSpoken();
  }

  private static boolean isNoun(Passage passage, int index) {
    return passage.at(index).isWord()
        && !passage.is(index, SUBJECTS)
        && !passage.is(index, DETERMINERS)
        && CommonWords.magnitude(passage.lower(index)) < EVERYDAY;
  }

  /** "I kind of like the kind of people": without it the sentence has no verb. */
  private static boolean isLiked(Passage passage, int like) {
    boolean sort =
        passage.lower(like - 1).equals("of") && passage.is(like - 2, Set.of("kind", "sort"));
    int subject = sort ? like - 3 : like - 2;
    boolean said = sort || passage.is(like - 1, Set.of("really", "do", "don't", "would", "didn't"));
    return said
        && passage.is(subject, Set.of("i", "we", "you", "they"))
        && (passage.is(like + 1, DETERMINERS)
            || passage.is(like + 1, Set.of("it", "these", "those", "to", "how", "them", "him")));
  }
}
