package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.context.Vocabulary;

/** What recognisers write for a term of the vocabulary, as people have told. */
final class VocabularyRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.words(
          "vocabulary.sounds-like", "The vocabulary says that this is how it is written");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    Vocabulary vocabulary = passage.surroundings().vocabulary();
    for (int i = 0; i < passage.size(); i++) {
      Vocabulary.Match match = vocabulary.heardAt(passage.words(), i);
      if (match != null) {
        if (!passage.text(i, match.end()).equals(match.written())) {
          proposals.replace(i, match.end(), match.written(), Confidence.HIGH, 1);
        }
        i = match.end() - 1;
      }
    }
  }
}
