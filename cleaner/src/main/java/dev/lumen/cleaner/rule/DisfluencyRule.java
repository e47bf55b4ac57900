package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.model.DisfluencyTagger;
import org.jspecify.annotations.Nullable;

/**
 * What people say and nobody writes who writes for readers, as a tagger has learnt it: "like" that
 * compares nothing, "you know", beginnings that were given up. It works on what the rules before it
 * left, and only among people who chat; those who keep a record of business talk leave such words
 * in their place.
 */
final class DisfluencyRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.words("disfluency.learnt", "Said, but left out by those who write for readers");

  private final @Nullable DisfluencyTagger tagger;

  /** The rule with the tagger that ships, which is read when the first turn needs it. */
  DisfluencyRule() {
    this(null);
  }

  /** The rule with a tagger of its own. */
  DisfluencyRule(@Nullable DisfluencyTagger tagger) {
    this.tagger = tagger;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    if (!SpokenWords.isChat(passage)) {
      return;
    }
    SpokenWords spoken = SpokenWords.of(passage);
    if (spoken.size() < 2) {
      return;
    }
    DisfluencyTagger reader = tagger == null ? DisfluencyTagger.shared() : tagger;
    float[] likely = reader.likelihoods(spoken.utterance());
    new Cuts(passage, spoken, likely, proposals).propose();
  }
}
