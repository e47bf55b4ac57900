package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.lexicon.WordSets;
import dev.lumen.cleaner.model.Mark;
import dev.lumen.cleaner.model.Tagging;
import dev.lumen.cleaner.text.Word;
import java.util.Set;

/**
 * Sentences start with a capital and end with a mark. The mark at the end of a turn is added only
 * where the turn is punctuated inside, or is long and does not break off: a short answer is left as
 * the speaker left it, since it may be half of a sentence. A short question gets its mark where its
 * words are in the order that only questions have.
 */
final class SentenceRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.looks(
          "punctuation.sentence", "A sentence starts with a capital and ends with a mark");
  private static final int LONG = 12;

  /** Words of a short turn that asks by their order; fewer may be half of a sentence. */
  private static final int LEAST_ASKED = 4;

  private static final Set<String> BREAKS_OFF =
      Set.of(
          "the",
          "a",
          "an",
          "to",
          "of",
          "and",
          "but",
          "or",
          "so",
          "because",
          "with",
          "for",
          "in",
          "on",
          "at",
          "from",
          "by",
          "my",
          "our",
          "your",
          "their",
          "is",
          "are",
          "was",
          "were",
          "i",
          "we",
          "that",
          "which",
          "who",
          "if",
          "as",
          "than",
          "like",
          "get",
          "just",
          "very",
          "i'm",
          "it's",
          "into",
          "about",
          "when",
          "where",
          "while",
          "how",
          "what",
          "doing",
          "be",
          "been",
          "[unclear]");

  /** Words that break off a short turn, while a long one may well end so. */
  private static final Set<String> CAN_END =
      Set.of("that", "on", "in", "at", "for", "about", "what", "be", "been", "doing", "like");

  /**
   * Of all ends, how likely a question; what is said in few words gives the tagger less to go by.
   */
  private static final float ASKED = 0.25f;

  private static final float ASKED_IN_SHORT = 0.45f;

  /** The same where the order of words asks: "which is great" has it as well. */
  private static final float INVERTED = 0.1f;

  private static final Set<String> ASKS =
      Set.of("what", "how", "why", "when", "where", "who", "which", "whose");

  /** What may stand between those and the verb: "how long does", "who else would". */
  private static final Set<String> ASKS_MORE =
      Set.of("else", "long", "much", "many", "often", "soon", "far", "about", "exactly");

  private static final Set<String> AUXILIARIES =
      Set.of(
          "do",
          "does",
          "did",
          "is",
          "are",
          "was",
          "were",
          "can",
          "could",
          "will",
          "would",
          "should",
          "have",
          "has",
          "may",
          "am",
          "isn't",
          "aren't",
          "don't",
          "doesn't",
          "didn't",
          "can't",
          "won't",
          "shall",
          "couldn't",
          "wouldn't",
          "shouldn't",
          "haven't",
          "hasn't",
          "wasn't",
          "weren't");
  private static final Set<String> SUBJECTS =
      Set.of(
          "i", "you", "we", "they", "he", "she", "it", "there", "this", "that", "the", "your",
          "these", "u");

  private static final Set<String> MORE_SUBJECTS =
      Set.of(
          "my",
          "our",
          "his",
          "her",
          "their",
          "those",
          "anyone",
          "anybody",
          "everyone",
          "someone",
          "somebody",
          "a",
          "an",
          "any",
          "all");

  /**
   * What also tells somebody to do something, or begins a name: "have a nice day", "Will Smith".
   */
  private static final Set<String> ALSO_TOLD = Set.of("do", "have", "may", "will", "don't", "am");

  private static final Set<String> ASKS_SHORT =
      Set.of("what's", "where's", "who's", "how's", "when's");
  private static final Set<String> ASKS_FOR = Set.of("what", "which", "whose", "how");
  private static final Set<String> CLEFT = Set.of("what", "how");
  private static final Set<String> BEING = Set.of("is", "are", "was", "were");
  private static final int LONGEST_NOUN = 4;
  private static final Set<String> TAGGED =
      Set.of("it", "you", "they", "we", "i", "he", "she", "that", "there");

  /** "Do it" and "do that" ask nothing. */
  private static final Set<String> TOLD_TO_DO = Set.of("it", "this", "that");

  private static final Set<String> LEADS_IN =
      Set.of(
          "and", "so", "but", "okay", "ok", "well", "yeah", "yes", "no", "um", ",", "great",
          "sorry", "sure");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    int last = passage.size() - 1;
    if (last == 0 && isUnknown(passage.at(0))) {
      return;
    }
    String mark = endMark(passage, last);
    for (int i = 0; i <= last; i++) {
      boolean starts = passage.at(i).isWord() && passage.startsSentence(i) && isFree(passage, i);
      String text = starts ? Word.capital(passage.at(i).text()) : passage.at(i).text();
      String ended = i == last ? text + mark : text;
      if (!ended.equals(passage.at(i).text())) {
        proposals.replace(i, i + 1, ended, Confidence.HIGH);
      }
    }
  }

  /** A word on its own that nobody knows tells nothing about a sentence. */
  private static boolean isUnknown(Word word) {
    return word.isWord() && !CommonWords.isInflected(word.lower());
  }

  /** After "e.g." or an ellipsis, and for names such as iPhone, no capital is forced. */
  private static boolean isFree(Passage passage, int index) {
    Word word = passage.at(index);
    boolean inner = !word.text().equals(word.lower()) && !word.isCapitalised();
    boolean abbreviation =
        passage.at(index - 1).text().equals(".") && passage.at(index - 2).text().endsWith(".");
    boolean noSpace = index > 0 && passage.at(index - 1).endsSentence() && !word.spaceBefore();
    boolean address = word.text().indexOf('@') >= 0 || word.text().indexOf('.') >= 0;
    boolean bracket = passage.at(index - 1).text().equals("(");
    boolean mixed = word.text().chars().anyMatch(Character::isDigit); // "i18n"
    boolean sign = word.text().length() == 1 && word.text().charAt(0) > 'z'; // "π"
    boolean brand = WordSets.SMALL_NAMES.contains(word.text());
    return !inner
        && !mixed
        && !sign
        && !brand
        && !abbreviation
        && !noSpace
        && !address
        && !bracket
        && !isCode(passage, index);
  }

  /** "c/o", "and/or", "arr[0]", "v4.1": what a sign is glued to is written as it is. */
  static boolean isCode(Passage passage, int index) {
    Word next = passage.at(index + 1);
    return !next.spaceBefore()
        && next.text().length() == 1
        && "/=[_\\(@#".indexOf(next.text().charAt(0)) >= 0;
  }

  private static String endMark(Passage passage, int last) {
    int spoken = spoken(passage);
    if (last < 0
        || !passage.at(last).isSpoken()
        || (passage.is(last, BREAKS_OFF) && !(passage.is(last, CAN_END) && spoken > LONG))
        || passage.lower(last).endsWith("-")
        || passage.at(last).text().endsWith(".")) {
      return "";
    }
    int sentence = last;
    while (sentence > 0 && !isEndBefore(passage, sentence)) {
      sentence--;
    }
    boolean punctuated = sentence > 0;
    boolean inverted = isInverted(passage, sentence, last) && share(passage, last) > INVERTED;
    boolean asks = suggests(passage, sentence, last) || hasTag(passage, sentence, last);
    if (!punctuated && spoken <= LONG) {
      return asks || (inverted && spoken >= LEAST_ASKED) ? "?" : "";
    }
    float asked = spoken > LONG ? ASKED : ASKED_IN_SHORT;
    return inverted || asks || share(passage, last) > asked ? "?" : ".";
  }

  /** The dot of "Vue.js" ends no sentence. */
  private static boolean isEndBefore(Passage passage, int index) {
    return passage.endsSentence(index - 1) && passage.at(index).spaceBefore();
  }

  private static int spoken(Passage passage) {
    int count = 0;
    for (int i = 0; i < passage.size(); i++) {
      count += passage.at(i).isSpoken() ? 1 : 0;
    }
    return count;
  }

  /** The share of a question in what the tagger makes of the end of the turn, 0 to 1. */
  private static float share(Passage passage, int last) {
    Tagging tagging = passage.tagging();
    int word = tagging.size() - 1;
    float asked = tagging.mark(word, Mark.QUESTION);
    return passage.place(word) == last ? asked / (asked + tagging.mark(word, Mark.STOP)) : 0;
  }

  /** Whether it has the order of words that only questions have. */
  static boolean isInverted(Passage passage, int from, int last) {
    int start = from;
    while (start < last && passage.is(start, LEADS_IN)) {
      start++;
    }
    boolean told = passage.lower(start).equals("do") && passage.is(start + 1, TOLD_TO_DO);
    boolean inverted =
        passage.is(start, AUXILIARIES)
            && (passage.is(start + 1, SUBJECTS)
                || (!passage.lower(start - 1).equals("so") && isLongSubject(passage, start)))
            && !told;
    int verb = passage.is(start + 1, ASKS_MORE) ? start + 2 : start + 1;
    boolean asks = passage.is(start, ASKS) && passage.is(verb, AUXILIARIES);
    return inverted
        || asks
        || asksForNoun(passage, start)
        || (passage.is(start, ASKS_SHORT) && passage.is(start + 1, SUBJECTS));
  }

  /** "is my order", "does Acme", "can anybody"; not the wish "have a nice day", "do my bidding". */
  private static boolean isLongSubject(Passage passage, int verb) {
    int next = verb + 1;
    boolean name =
        passage.at(next).isCapitalised()
            && passage.at(next).isWord()
            && passage.at(next + 1).isWord();
    return !passage.is(verb, ALSO_TOLD) && (name || passage.is(next, MORE_SUBJECTS));
  }

  /** "which plan do you recommend", "how many seats do you have"; not "what happens is you". */
  private static boolean asksForNoun(Passage passage, int start) {
    if (!passage.is(start, ASKS_FOR)) {
      return false;
    }
    for (int verb = start + 2; verb <= start + LONGEST_NOUN; verb++) {
      if (passage.is(verb - 1, SUBJECTS) || passage.is(verb - 1, AUXILIARIES)) {
        return false;
      }
      if (passage.is(verb, AUXILIARIES)) {
        boolean cleft = passage.is(start, CLEFT) && passage.is(verb, BEING);
        boolean time = passage.reads(start, "what", "time");
        return passage.is(verb + 1, SUBJECTS) && (!cleft || time);
      }
    }
    return false;
  }

  /** "what about weekends", "what if i cancel". */
  private static boolean suggests(Passage passage, int from, int last) {
    int start = from;
    while (start < last && passage.is(start, LEADS_IN)) {
      start++;
    }
    return last - start >= 2
        && last - start <= LONG
        && (passage.reads(start, "what", "about")
            || passage.reads(start, "how", "about")
            || passage.reads(start, "what", "if"));
  }

  /** "it is free, isn't it". */
  private static boolean hasTag(Passage passage, int from, int last) {
    return last - from >= 3 && passage.is(last, TAGGED) && passage.lower(last - 1).endsWith("n't");
  }
}
