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
  private static final int LONGEST_COPY = 4;
  private static final Set<String> GIVES_SENSE_AFTER =
      Set.of(
          "what",
          "how",
          "why",
          "where",
          "who",
          "whether",
          "that",
          "this",
          "when",
          "if",
          "about",
          "him",
          "her",
          "them",
          "it",
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
          "as",
          "too",
          "full",
          "whose");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    for (int i = 0; i < passage.size(); i++) {
      if (passage.reads(i, "you", "know") && !standsBetweenCopies(passage, i)) {
        propose(passage, i, proposals);
      }
    }
  }

  /** "I, you know, I think" and "it's a, you know, it's a": without it they would only stammer. */
  private static boolean standsBetweenCopies(Passage passage, int i) {
    int before = passage.at(i - 1).text().equals(",") ? i - 2 : i - 1;
    int after = passage.at(i + 2).text().equals(",") ? i + 3 : i + 2;
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
    } else if (isPadding(passage, i, commaBefore || commaAfter)) {
      proposals.delete(i, commaAfter ? i + 3 : i + 2, Confidence.MEDIUM);
    }
  }

  /** Without commas on both sides the words around it must give it no sense. */
  private static boolean isPadding(Passage passage, int i, boolean comma) {
    boolean first = i == 0 && passage.size() < 6;
    return !first
        && (passage.at(i + 2).isSpoken() || comma)
        && !passage.at(i + 2).endsSentence()
        && !passage.is(i - 1, GIVES_SENSE_BEFORE)
        && !passage.is(i + 2, GIVES_SENSE_AFTER)
        && (i > 0 || comma || !passage.is(i + 2, Set.of("the", "a", "my", "our")));
  }
}
