package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.text.Finding;
import dev.lumen.cleaner.text.Proposal;
import java.util.ArrayList;
import java.util.List;

/** Collects what one rule proposes for one passage. */
public final class Proposals {
  private final RuleCard card;
  private final List<Proposal> all = new ArrayList<>();
  private boolean settled;

  /** An empty collection for the rule of this card. */
  public Proposals(RuleCard card) {
    this.card = card;
  }

  /** Says that the turn is written as it shall be and no later rule may touch it. */
  void settle() {
    settled = true;
  }

  /** Whether no later rule may touch the turn. */
  public boolean settled() {
    return settled;
  }

  /** Everything proposed so far. */
  public List<Proposal> all() {
    return all;
  }

  /** Words {@code from} to {@code to} should read {@code replacement}. */
  public void replace(int from, int to, String replacement, Confidence confidence) {
    replace(from, to, replacement, confidence, 0);
  }

  /** As {@link #replace}, with how much the conversation itself spoke for it, 0 to 1. */
  public void replace(
      int from, int to, String replacement, Confidence confidence, double contextRelevance) {
    replace(from, to, replacement, confidence, contextRelevance, card.reason());
  }

  /** As {@link #replace}, with a reason more telling than the rule's own. */
  public void replace(
      int from,
      int to,
      String replacement,
      Confidence confidence,
      double contextRelevance,
      String reason) {
    Finding finding =
        new Finding(card.id(), reason, confidence, contextRelevance, card.changesWords());
    all.add(new Proposal(from, to, replacement, finding));
  }

  /** Words {@code from} to {@code to} should go. */
  public void delete(int from, int to, Confidence confidence) {
    replace(from, to, "", confidence);
  }

  /** Only the looks of a word change, beside a change of words that the same rule makes. */
  public void restyle(int from, int to, String replacement, Confidence confidence) {
    Finding finding = new Finding(card.id(), card.reason(), confidence, 0, false);
    all.add(new Proposal(from, to, replacement, finding));
  }
}
