package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.number.Dictation;
import dev.lumen.cleaner.number.Style;
import dev.lumen.cleaner.number.Value;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A turn that is nothing but one value, unpunctuated, is written as a form field takes it: no
 * commas between thousands, abbreviated units, no sentence around it. Everything else is running
 * text, and so is such a turn once people talk: there it answers. Of an answer only what running
 * text would leave open is read here: digits said one by one, letters with digits, addresses, and
 * the time or the year that was asked for.
 */
final class DictatedRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.looks("number.dictated", "Nothing but a value was said; it is written as one");

  private static final Set<String> ASK_TIME = Set.of("time", "when", "o'clock");
  private static final Set<String> ASK_YEAR = Set.of("year", "when", "founded", "since");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    if (passage.size() == 0 || !passage.at(passage.size() - 1).isWord()) {
      return;
    }
    boolean answers = passage.surroundings().begun();
    Value value = answers ? answer(passage) : Dictation.read(passage.atoms());
    if (value == null) {
      return;
    }
    String written = (answers ? Style.PROSE : Style.DICTATED).write(value);
    if (!written.equals(passage.text(0, passage.size()))) {
      proposals.replace(0, passage.size(), written, Confidence.HIGH);
    }
    proposals.settle();
  }

  private static @Nullable Value answer(Passage passage) {
    boolean time = passage.surroundings().answers(ASK_TIME);
    boolean year = passage.surroundings().answers(ASK_YEAR);
    return Dictation.answer(passage.atoms(), time, year);
  }
}
