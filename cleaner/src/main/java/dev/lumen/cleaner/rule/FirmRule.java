package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.lexicon.WordSets;
import dev.lumen.cleaner.text.Word;
import java.util.Set;

/**
 * The name of a firm that nobody has written yet: after "I'm the director of marketing at" come one
 * to three plain words and a word that firms are named by. Such a name is capitalised.
 */
final class FirmRule implements Rule {
  private static final RuleCard CARD = RuleCard.looks("case.firm", "The name of a firm");
  private static final Set<String> WORK =
      Set.of(
          "work",
          "works",
          "worked",
          "working",
          "job",
          "role",
          "started",
          "employed",
          "ceo",
          "director",
          "head",
          "president",
          "manager",
          "vp",
          "chief",
          "officer",
          "executive",
          "lead");
  private static final Set<String> ROLE =
      Set.of(
          "director",
          "head",
          "president",
          "manager",
          "vp",
          "chief",
          "officer",
          "executive",
          "owner",
          "founder",
          "ceo",
          "cfo",
          "cto",
          "cmo",
          "lead",
          "engineer",
          "consultant",
          "work",
          "works");
  private static final Set<String> CALLING =
      Set.of("calling", "i'm", "here", "it's", "speaking", "am");
  private static final Set<String> NO_NAME =
      Set.of(
          "new",
          "old",
          "big",
          "small",
          "good",
          "best",
          "different",
          "several",
          "many",
          "some",
          "local",
          "other",
          "own",
          "same",
          "home",
          "their",
          "its",
          "two",
          "three",
          "large",
          "more",
          "double",
          "replacement",
          "broken",
          "great",
          "private",
          "public",
          "social",
          "various",
          "professional",
          "full",
          "key",
          "main",
          "external",
          "internal",
          "global",
          "any",
          "every");
  private static final int EVERYDAY = 11;

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    for (int i = 1; i < passage.size(); i++) {
      int start = i + 1;
      if (introducesFirm(passage, i)) {
        int end = endOfFirm(passage, start);
        if (end > start) {
          propose(passage, start, end, proposals);
          i = end - 1;
        }
      }
    }
  }

  /** "director of sales at", "I work for", "calling from", "our company is". */
  private static boolean introducesFirm(Passage passage, int index) {
    String word = passage.lower(index);
    if (word.equals("at")) {
      return passage.hasBefore(index, 8, WORK);
    }
    if (word.equals("for") || word.equals("with")) {
      return passage.hasBefore(index, 2, Set.of("work", "works", "worked", "working"))
          && word.equals("for");
    }
    if (word.equals("of")) {
      return passage.hasBefore(
          index, 1, Set.of("owner", "founder", "ceo", "cfo", "cto", "president"));
    }
    if (word.equals("from")) {
      return passage.is(index - 1, CALLING) || passage.reads(index - 3, "this", "is");
    }
    return (word.equals("is") || word.equals("called"))
        && passage.is(index - 1, Set.of("company", "business", "firm", "is", "we're"))
        && passage.hasBefore(index, 3, Set.of("company", "business", "firm", "we're"));
  }

  private static int endOfFirm(Passage passage, int start) {
    boolean role = passage.hasBefore(start, 9, ROLE);
    for (int end = start + 4; end >= start + 2; end--) {
      boolean head =
          passage.is(end - 1, WordSets.FIRM_WORDS)
              || (role && passage.is(end - 1, WordSets.OPEN_FIRM_WORDS));
      if (head && endsPhrase(passage, end) && areNames(passage, start, end - 1)) {
        return end;
      }
    }
    return start;
  }

  private static boolean endsPhrase(Passage passage, int end) {
    return !passage.at(end).isSpoken()
        || passage.is(
            end,
            Set.of(
                "and", "in", "we", "which", "where", "for", "as", "but", "so", "i", "since", "now",
                "here", "because", "based", "is", "our"));
  }

  private static boolean areNames(Passage passage, int from, int to) {
    for (int i = from; i < to; i++) {
      String lower = passage.lower(i);
      boolean joint = i > from && (lower.equals("and") || lower.equals("&"));
      boolean name =
          passage.at(i).isWord()
              && CommonWords.magnitude(lower) < EVERYDAY
              && !passage.is(i, NO_NAME);
      if (!joint && !name) {
        return false;
      }
    }
    return true;
  }

  private static void propose(Passage passage, int from, int to, Proposals proposals) {
    StringBuilder name = new StringBuilder();
    for (int i = from; i < to; i++) {
      String text = passage.at(i).text();
      boolean joint = passage.lower(i).equals("and");
      name.append(i > from && passage.at(i).spaceBefore() ? " " : "")
          .append(joint ? text : Word.capital(text));
    }
    if (!name.toString().equals(passage.text(from, to))) {
      proposals.replace(from, to, name.toString(), Confidence.HIGH);
    }
  }
}
