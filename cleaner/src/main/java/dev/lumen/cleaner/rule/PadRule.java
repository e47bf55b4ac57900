package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import java.util.Set;

/**
 * "You know" said to win time. It also carries sense ("do you know", "you know what", "as you
 * know"): those are told by their neighbours and stay. "I mean" stays as well: more often than not
 * it says something.
 */
final class PadRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.words("filler.pad", "Said to win time, without a sense of its own here");
  private static final Set<String> KEEPS_COMMA =
      Set.of("but", "and", "so", "which", "because", "or");
  private static final Set<String> GIVES_SENSE_BEFORE =
      Set.of(
          "do",
          "if",
          "as",
          "let",
          "not",
          "don't",
          "did",
          "didn't",
          "does",
          "doesn't",
          "whether",
          "would",
          "when",
          "because",
          "than",
          "what",
          "how",
          "who",
          "should",
          "could",
          "might",
          "will",
          "may",
          "must",
          "can",
          "before",
          "until",
          "unless",
          "anything",
          "everything",
          "something",
          "people",
          "all",
          "one",
          "way",
          "since",
          "once",
          "while");
  private static final Set<String> BEGINS =
      Set.of("and", "but", "so", "because", "just", "or", "like", "then", "well", "oh", "yeah");
  private static final Set<String> ASKS =
      Set.of(
          "do", "does", "did", "is", "are", "was", "were", "can", "could", "will", "would",
          "should", "have", "has", "what", "why", "how", "who", "where", "when", "which");
  private static final int LONGEST_COPY = 4;
  private static final int SHORT = 6;
  private static final Set<String> GIVES_SENSE_AFTER =
      Set.of(
          "what",
          "how",
          "why",
          "where",
          "who",
          "whether",
          "that",
          "about",
          "him",
          "her",
          "them",
          "me",
          "us",
          "which",
          "your",
          "everything",
          "anything",
          "something",
          "nothing",
          "better",
          "more",
          "exactly",
          "best",
          "well",
          "already",
          "of",
          "very",
          "too",
          "full",
          "whose");

  /** Behind "um, you know" these begin something new. */
  private static final Set<String> STANDS_ALONE = Set.of("that", "this", "it", "your");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    for (int i = 0; i < passage.size(); i++) {
      if (passage.reads(i, "you", "know")
          && (SpokenWords.isChat(passage) || !standsBetweenCopies(passage, i))) {
        propose(passage, i, proposals);
      }
    }
  }

  /**
   * "I, you know, I think" and "it's a, you know, it's a": without it they would only stammer,
   * unless people chat, where the copy goes as well.
   */
  private static boolean standsBetweenCopies(Passage passage, int i) {
    int before = passage.at(i - 1).isSpoken() ? i - 1 : i - 2;
    int after = passage.at(i + 2).isSpoken() ? i + 2 : i + 3;
    for (int length = 1; length <= LONGEST_COPY; length++) {
      int first = before - length + 1;
      if (first >= 0 && passage.key(first, before + 1).equals(passage.key(after, after + length))) {
        return true;
      }
    }
    return false;
  }

  private static void propose(Passage passage, int i, Proposals proposals) {
    boolean commaBefore = passage.at(i - 1).text().equals(",");
    boolean commaAfter = passage.at(i + 2).text().equals(",");
    boolean starts = passage.startsSentence(i);
    if (commaAfter && (commaBefore || starts) && passage.at(i + 3).isSpoken()) {
      boolean keep = starts || passage.is(i + 3, KEEPS_COMMA);
      proposals.delete(keep ? i : i - 1, i + 3, Confidence.HIGH);
    } else if (commaBefore && passage.at(i + 2).text().equals(".")) {
      proposals.delete(i - 1, i + 2, Confidence.HIGH);
    } else if (passage.at(i + 2).text().equals("?")) {
      proposeTag(passage, i, commaBefore, proposals);
    } else if (isPadding(passage, i, commaBefore || commaAfter) || isTail(passage, i)) {
      proposals.delete(i, commaAfter ? i + 3 : i + 2, Confidence.MEDIUM);
    }
  }

  /** "It is hard, you know?" asks nothing; the sentence before it may. */
  private static void proposeTag(Passage passage, int i, boolean comma, Proposals proposals) {
    int last = comma ? i - 2 : i - 1;
    if (!passage.at(last).isSpoken() || !endsClause(passage, last)) {
      return;
    }
    int first = last;
    while (!passage.startsSentence(first)) {
      first--;
    }
    if (last - first >= 2 && comma) {
      String mark = passage.is(first, ASKS) ? "?" : ".";
      proposals.replace(last + 1, i + 3, mark, Confidence.MEDIUM);
    }
  }

  /** The end of a turn without a mark. */
  private static boolean isTail(Passage passage, int i) {
    return i + 2 == passage.size() && i >= SHORT && endsClause(passage, i - 1);
  }

  private static boolean endsClause(Passage passage, int last) {
    return !passage.is(last, GIVES_SENSE_BEFORE)
        && !passage.is(last, BEGINS)
        && !passage.is(last, Set.of("you", "i", "we", "they"));
  }

  /** Without commas on both sides the words around it must give it no sense. */
  private static boolean isPadding(Passage passage, int i, boolean comma) {
    boolean first = i == 0 && passage.size() < SHORT;
    boolean paused = passage.hadPauseBefore(i) && !passage.is(i - 1, ASKS);
    return !first
        && (passage.at(i + 2).isSpoken() || comma)
        && !passage.at(i + 2).endsSentence()
        && (paused || !passage.is(i - 1, GIVES_SENSE_BEFORE))
        && ((paused && passage.is(i + 2, STANDS_ALONE))
            || (!passage.is(i + 2, GIVES_SENSE_AFTER) && !isObject(passage, i + 2)))
        && (i > 0 || comma || !passage.is(i + 2, Set.of("the", "a", "my", "our")));
  }

  /** "You know it" and "you know this game", but not "you know, it was": no verb comes behind. */
  private static boolean isObject(Passage passage, int index) {
    return passage.is(index, Set.of("it", "this"))
        && !passage.is(
            index + 1,
            Set.of(
                "is", "was", "will", "would", "has", "had", "can", "could", "does", "did", "just",
                "may", "might", "should", "really"));
  }
}
