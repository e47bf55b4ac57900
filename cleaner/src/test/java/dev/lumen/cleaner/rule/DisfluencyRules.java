package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.model.DisfluencyTagger;
import java.util.ArrayList;
import java.util.List;

/** The rules that ship, with another tagger of disfluencies, or without and up to it. */
public final class DisfluencyRules {
  private DisfluencyRules() {}

  /** All rules, with this tagger. */
  public static List<Rule> with(DisfluencyTagger tagger) {
    List<Rule> rules = new ArrayList<>();
    for (Rule rule : Rules.standard()) {
      rules.add(rule instanceof DisfluencyRule ? new DisfluencyRule(tagger) : rule);
    }
    return rules;
  }

  /** The rules before the tagger of disfluencies, and one more in its place. */
  public static List<Rule> before(Rule last) {
    List<Rule> rules = new ArrayList<>();
    for (Rule rule : Rules.standard()) {
      if (rule instanceof DisfluencyRule) {
        break;
      }
      rules.add(rule);
    }
    rules.add(last);
    return rules;
  }
}
