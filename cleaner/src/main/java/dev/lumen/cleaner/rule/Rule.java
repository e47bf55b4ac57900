package dev.lumen.cleaner.rule;

/** One way in which a raw turn goes wrong, and how it is put right. Pure and stateless. */
public interface Rule {
  /** Its id, its level and the sentence that explains its edits. */
  RuleCard card();

  /** Reads the passage and proposes edits over its words. */
  void propose(Passage passage, Proposals proposals);
}
