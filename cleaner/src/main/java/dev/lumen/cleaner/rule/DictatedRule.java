package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.number.Dictation;
import dev.lumen.cleaner.number.Style;
import dev.lumen.cleaner.number.Value;

/**
 * A turn that is nothing but one value, unpunctuated, is written as a form field takes it: no
 * commas between thousands, abbreviated units, no sentence around it. Everything else is running
 * text.
 */
final class DictatedRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.looks("number.dictated", "Nothing but a value was said; it is written as one");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    if (passage.size() == 0 || !passage.at(passage.size() - 1).isWord()) {
      return;
    }
    Value value = Dictation.read(passage.atoms());
    if (value == null) {
      return;
    }
    String written = Style.DICTATED.write(value);
    if (!written.equals(passage.text(0, passage.size()))) {
      proposals.replace(0, passage.size(), written, Confidence.HIGH);
    }
    proposals.settle();
  }
}
