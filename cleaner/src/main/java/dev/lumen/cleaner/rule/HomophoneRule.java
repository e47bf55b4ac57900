package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.lexicon.WordSets;
import java.util.Set;

/**
 * Small words that sound alike, settled by the sentence: "are product is great", "in there office",
 * "you're website". Where both could stand nothing is touched; what talk of this kind would far
 * rather have there is offered.
 */
final class HomophoneRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.words("misheard.homophone", "Sounds the same, but only this word fits the sentence");
  private static final Set<String> FINITE =
      Set.of(
          "is", "was", "has", "does", "can", "will", "would", "could", "should", "isn't", "wasn't",
          "hasn't", "doesn't", "can't", "won't", "had", "did", "didn't", "are", "were", "have",
          "haven't", "aren't", "weren't", "do", "don't", "needs", "gets", "comes", "works", "runs",
          "makes", "helps", "went", "goes", "costs", "sells", "offers", "grew", "looks", "love",
          "want", "know", "say", "find", "pay", "trust", "think", "come", "buy", "loves", "wants",
          "loved");
  private static final Set<String> PREPOSITIONS =
      Set.of(
          "of", "in", "for", "with", "on", "from", "about", "at", "by", "to", "into", "through",
          "between", "around", "within", "across", "inside", "behind", "without");
  private static final Set<String> TAKES_OBJECT =
      Set.of(
          "love",
          "like",
          "run",
          "grow",
          "build",
          "built",
          "visit",
          "visited",
          "checked",
          "use",
          "increase",
          "improve",
          "market",
          "sell",
          "selling",
          "promote",
          "update",
          "redesign",
          "saw",
          "see",
          "makes",
          "make",
          "made",
          "launched",
          "manage",
          "left",
          "joined",
          "growing",
          "running",
          "improving",
          "expand",
          "doubled",
          "need",
          "want",
          "because",
          "when",
          "if",
          "that",
          "since",
          "while",
          "and",
          "but",
          "so",
          "call",
          "know");
  private static final Set<String> PRONOUNS = Set.of("i", "we", "you", "they", "he", "she", "it");
  private static final Set<String> CLAUSE_START =
      Set.of(
          "",
          ",",
          "and",
          "but",
          "so",
          "because",
          "that",
          "if",
          "when",
          "yeah",
          "yes",
          "no",
          "well",
          "honestly",
          "basically",
          "actually",
          "currently",
          "then",
          "also",
          "now",
          "all",
          "both",
          "okay",
          "obviously",
          "right",
          "since",
          "while");
  private static final Set<String> THERE_FOLLOWS_NOT =
      Set.of("is", "are", "was", "were", "will", "has", "have");
  private static final int FARTHEST_VERB = 4;

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    for (int i = 0; i < passage.size(); i++) {
      switch (passage.lower(i)) {
        case "are" -> proposeOur(passage, i, proposals);
        case "hour" -> proposeHour(passage, i, proposals);
        case "there", "they're" -> proposeTheir(passage, i, proposals);
        case "you're" -> proposeYour(passage, i, proposals);
        case "your" -> proposeYouAre(passage, i, proposals);
        default -> {
          // no word of these pairs
        }
      }
    }
    SettledHomophones.propose(passage, proposals);
    HomophoneOffers.propose(passage, proposals);
  }

  private static boolean isPossession(Passage passage, int index) {
    return passage.is(index, WordSets.POSSESSIONS);
  }

  private static void proposeOur(Passage passage, int index, Proposals proposals) {
    if (!isPossession(passage, index + 1)) {
      return;
    }
    boolean subject = startsClause(passage, index) && verbFollows(passage, index + 1);
    boolean object = isObject(passage, index);
    if (subject || object) {
      String our = passage.at(index).isCapitalised() ? "Our" : "our";
      Confidence confidence = subject ? Confidence.HIGH : Confidence.MEDIUM;
      proposals.replace(index, index + 1, our, confidence);
    }
  }

  private static boolean startsClause(Passage passage, int index) {
    return passage.startsSentence(index)
        || passage.is(index - 1, CLAUSE_START)
        || passage.is(
            index - 1, Set.of("think", "say", "know", "believe", "hope", "guess", "mean"));
  }

  /** Whether a finite verb follows within a few nouns; "are products available" has none. */
  private static boolean verbFollows(Passage passage, int noun) {
    for (int i = noun + 1; i <= noun + FARTHEST_VERB; i++) {
      if (passage.is(i, FINITE)) {
        return !passage.is(i + 1, PRONOUNS) || passage.lower(i + 1).equals("it");
      }
      boolean goesOn = passage.at(i).isWord() && !passage.is(i, PREPOSITIONS);
      if (!goesOn
          || passage.is(i, Set.of("and", "or", "that", "which", "who", "you", "we", "they"))) {
        return false;
      }
    }
    return false;
  }

  /** After a preposition or a verb that wants an object, unless a relative clause ends there. */
  private static boolean isObject(Passage passage, int index) {
    boolean preposition = passage.is(index - 1, PREPOSITIONS);
    boolean verb = passage.is(index - 1, TAKES_OBJECT) && !passage.is(index - 1, CLAUSE_START);
    if (!preposition && !verb) {
      return false;
    }
    for (int i = index - 2; i >= Math.max(0, index - 4); i--) {
      if (passage.is(i, PRONOUNS)) {
        return i == 0 || passage.at(i - 1).endsSentence() || passage.is(i - 1, CLAUSE_START);
      }
    }
    return preposition || index <= 2;
  }

  /** "in hour company"; "an hour", "per hour" and "24 hour service" stay. */
  private static void proposeHour(Passage passage, int index, Proposals proposals) {
    boolean before =
        passage.is(index - 1, Set.of("of", "in", "for", "with", "on", "from", "about", "at", "to"));
    if (before && isPossession(passage, index + 1)) {
      proposals.replace(index, index + 1, "our", Confidence.HIGH);
    }
  }

  private static void proposeTheir(Passage passage, int index, Proposals proposals) {
    boolean before =
        passage.is(
            index - 1,
            Set.of("of", "for", "with", "on", "about", "to", "from", "visit", "use", "like"));
    boolean noun = isPossession(passage, index + 1) && !passage.is(index + 1, THERE_FOLLOWS_NOT);
    boolean ends =
        !passage.at(index + 2).isSpoken()
            || passage.is(index + 2, FINITE)
            || passage.is(index + 2, PREPOSITIONS)
            || passage.is(index + 2, Set.of("and", "or"));
    boolean in = passage.is(index - 1, Set.of("in", "at")) && noun;
    if ((before || in) && noun && ends) {
      proposals.replace(index, index + 1, "their", Confidence.MEDIUM);
    }
  }

  private static void proposeYour(Passage passage, int index, Proposals proposals) {
    boolean verb = verbFollows(passage, index + 1);
    boolean object = passage.is(index - 1, PREPOSITIONS) && !passage.at(index + 2).isSpoken();
    if (isPossession(passage, index + 1) && (verb || object)) {
      String your = passage.at(index).isCapitalised() ? "Your" : "your";
      proposals.replace(index, index + 1, your, Confidence.HIGH);
    }
  }

  private static void proposeYouAre(Passage passage, int index, Proposals proposals) {
    boolean welcome =
        passage.reads(index + 1, "welcome") || passage.reads(index + 1, "very", "welcome");
    int end = passage.reads(index + 1, "very") ? index + 3 : index + 2;
    if (welcome && !passage.at(end).isSpoken()) {
      String text = passage.at(index).isCapitalised() ? "You're" : "you're";
      proposals.replace(index, index + 1, text, Confidence.HIGH);
    }
  }
}
