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
import java.util.List;

/**
 * Names that the conversation knows, found by sound and accepted by a trained model. Its
 * probability is the confidence; what it leaves open is offered.
 */
public final class NameRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.words(Correction.MISHEARD_NAME, "Sounds like a name that this conversation knows");
  private static final double SURE = 0.9;
  private static final double LIKELY = 0.6;

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
    proposeSpellings(spotter, taken, proposals);
    for (Judged judged : judged(spotter)) {
      Candidate candidate = judged.candidate();
      if (isFree(taken, candidate.from(), candidate.to())) {
        proposals.replace(
            candidate.from(),
            candidate.to(),
            candidate.written(),
            confidence(judged),
            judged.probability());
      }
    }
  }

  private record Judged(Candidate candidate, double probability) {}

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

  private static Confidence confidence(Judged judged) {
    double probability = judged.probability();
    double[] features = judged.candidate().features();
    boolean words =
        features[Feature.LISTED.place()] > 0
            && features[Feature.BESIDE.place()] == 0
            && judged.candidate().to() - judged.candidate().from() > 1
            && features[Feature.DISTANCE.place()] > RATHER_DIFFERENT;
    double likely = words ? LIKELY_WORDS : LIKELY;
    return probability >= SURE
        ? Confidence.HIGH
        : probability >= likely ? Confidence.MEDIUM : Confidence.LOW;
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

  private static void proposeSpellings(NameSpotter spotter, boolean[] taken, Proposals proposals) {
    for (int word = 0; word < spotter.size(); word++) {
      NameSpotter.Respelled name = spotter.respelled(word);
      if (name != null && isFree(taken, name.from(), name.to())) {
        proposals.replace(name.from(), name.to(), name.written(), Confidence.HIGH, 1);
        word += name.words() - 1;
      }
    }
  }
}
