package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.Correction;
import dev.lumen.cleaner.context.Roster;
import dev.lumen.cleaner.misheard.Candidate;
import dev.lumen.cleaner.misheard.Feature;
import dev.lumen.cleaner.misheard.NameModel;
import dev.lumen.cleaner.misheard.NameSpotter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Names that the conversation knows, found by sound and accepted by a trained model. Its
 * probability is the confidence; what it leaves open is offered.
 */
public final class NameRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.words(Correction.MISHEARD_NAME, "Sounds like a name that this conversation knows");
  private static final double SURE = 0.9;
  private static final double LIKELY = 0.7;

  /** While no name of the conversation was heard rightly or put right, the model is too careful. */
  private static final double LIKELY_AT_FIRST = 0.6;

  private static final double KNOWN = 1;

  /** Where names are heard rightly this often, what sounds like one is rather another one. */
  private static final double RELIABLE = 3.5;

  /** Where the words around call for a name: from here on four in five are right. */
  private static final double LIKELY_WHERE_EXPECTED = 0.5;

  private static final Set<Feature> EXPECTED =
      EnumSet.of(
          Feature.CALLED,
          Feature.GOES_ON,
          Feature.TOLD_AS_FIRM,
          Feature.BESIDE,
          Feature.ABBREVIATION);
  private static final Set<Feature> PERSON =
      EnumSet.of(Feature.WHOLE_PERSON, Feature.FIRST, Feature.LAST);

  /** What several real words have to reach that sound rather different: they may make sense. */
  private static final double LIKELY_WORDS = 0.8;

  private static final double RATHER_DIFFERENT = 0.22;
  private static final double POSSIBLE = 0.35;

  private final NameModel model;

  /** A rule that goes by a model. */
  public NameRule(NameModel model) {
    this.model = model;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    Roster roster = passage.knowledge().roster();
    if (roster.size() == 0) {
      return;
    }
    NameSpotter spotter = new NameSpotter(roster, passage.words());
    boolean[] taken = new boolean[passage.size()];
    proposeSpellings(passage, spotter, taken, proposals);
    for (Judged judged : judged(spotter)) {
      Candidate candidate = judged.candidate();
      boolean host = isHost(passage, candidate.to(), candidate.written());
      if (!host && isFree(taken, candidate.from(), candidate.to())) {
        boolean plain =
            Compounds.mayMeanThemselves(
                passage, candidate.from(), candidate.to(), candidate.written());
        proposals.replace(
            candidate.from(),
            candidate.to(),
            candidate.written(),
            plain ? Confidence.LOW : confidence(judged),
            judged.probability());
      }
    }
  }

  private record Judged(Candidate candidate, double probability) {
    double value(Feature feature) {
      return candidate.features()[feature.place()];
    }

    boolean has(Feature feature) {
      return value(feature) > 0;
    }

    boolean hasAny(Set<Feature> features) {
      for (Feature feature : features) {
        if (has(feature)) {
          return true;
        }
      }
      return false;
    }

    /** Several words of the lexicon that sound rather different. */
    boolean isOtherWords() {
      return has(Feature.LISTED)
          && candidate.to() - candidate.from() > 1
          && value(Feature.DISTANCE) > RATHER_DIFFERENT;
    }

    /** Whether the recogniser itself wrote a name where a person's is to stand. */
    boolean isWrittenAsPerson() {
      return has(Feature.CAPITAL) && hasAny(PERSON);
    }
  }

  private List<Judged> judged(NameSpotter spotter) {
    List<Judged> likely = new ArrayList<>();
    for (Candidate candidate : spotter.candidates()) {
      double probability = model.probability(candidate.features());
      if (probability >= POSSIBLE) {
        likely.add(new Judged(candidate, probability));
      }
    }
    likely.sort(Comparator.comparingDouble(Judged::probability).reversed());
    return likely;
  }

  /** Letters that nobody could say as a word were said one by one: "rcs" is offered for REX. */
  private static Confidence confidence(Judged judged) {
    double probability = judged.probability();
    if (judged.has(Feature.OTHER_LETTERS) || probability < likely(judged)) {
      return Confidence.LOW;
    }
    return probability >= SURE ? Confidence.HIGH : Confidence.MEDIUM;
  }

  private static double likely(Judged judged) {
    double reliability = judged.value(Feature.RELIABILITY);
    boolean first = reliability >= 0 && reliability < KNOWN;
    boolean words = judged.isOtherWords();
    boolean letters = words && judged.has(Feature.ABBREVIATION);
    boolean expected = reliability < RELIABLE && !letters && judged.hasAny(EXPECTED);
    if (expected || (first && judged.isWrittenAsPerson())) {
      return LIKELY_WHERE_EXPECTED;
    }
    if (words && !judged.has(Feature.BESIDE)) {
      return LIKELY_WORDS;
    }
    return first ? LIKELY_AT_FIRST : LIKELY;
  }

  /** Takes the words of a stretch; false when one of them is taken already. */
  private static boolean isFree(boolean[] taken, int from, int to) {
    for (int i = from; i < to; i++) {
      if (taken[i]) {
        return false;
      }
    }
    Arrays.fill(taken, from, to, true);
    return true;
  }

  /** "zephyrdaughters dot com" is an address, in which "Zephyr & Daughters" cannot stand. */
  private static boolean isHost(Passage passage, int end, String written) {
    return passage.lower(end).equals("dot") && written.indexOf(' ') > 0;
  }

  private static void proposeSpellings(
      Passage passage, NameSpotter spotter, boolean[] taken, Proposals proposals) {
    for (int word = 0; word < spotter.size(); word++) {
      NameSpotter.Respelled name = spotter.respelled(word);
      boolean host = name != null && isHost(passage, name.to(), name.written());
      if (name != null && !host && isFree(taken, name.from(), name.to())) {
        boolean plain =
            Compounds.mayMeanThemselves(passage, name.from(), name.to(), name.written());
        Confidence sure = plain ? Confidence.LOW : Confidence.HIGH;
        proposals.replace(name.from(), name.to(), name.written(), sure, 1);
        word += name.words() - 1;
      }
    }
  }
}
