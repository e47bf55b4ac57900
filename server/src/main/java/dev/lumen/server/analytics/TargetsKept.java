package dev.lumen.server.analytics;

import dev.lumen.cleaner.Confidence;
import dev.lumen.server.conversation.PerformanceTargets;
import org.jspecify.annotations.Nullable;

/**
 * How the turns of people keep to what their conversation wants. Shares are from 0 to 1, and 1
 * where nobody has said anything yet.
 *
 * @param targetProcessingTimeMs the longest the cleaner should take; null where that is not said
 * @param withinProcessingTime turns that took no longer; null likewise
 * @param targetConfidenceScore the least confidence; null where that is not said
 * @param withinConfidence turns that have it or more; null likewise
 */
record TargetsKept(
    @Nullable Double targetProcessingTimeMs,
    @Nullable Double withinProcessingTime,
    @Nullable String targetConfidenceScore,
    @Nullable Double withinConfidence) {

  static @Nullable TargetsKept of(PerformanceTargets wanted, ConversationFacts.Facts facts) {
    if (wanted.isEmpty()) {
      return null;
    }
    Double ms = wanted.processingTimeMs();
    Confidence confidence = wanted.confidence();
    return new TargetsKept(
        ms,
        ms == null ? null : within(facts, ms),
        confidence == null ? null : confidence.name(),
        confidence == null ? null : sure(facts.turns().counts(), confidence));
  }

  private static double within(ConversationFacts.Facts facts, double ms) {
    double share = facts.peopleMs().map(took -> took <= ms ? 1 : 0).average().orElse(1);
    return Figures.rounded(share, 4);
  }

  private static double sure(TurnCounts turns, Confidence least) {
    int sure =
        switch (least) {
          case HIGH -> turns.high();
          case MEDIUM -> turns.people() - turns.low();
          case LOW -> turns.people();
        };
    return Figures.share(sure, turns.people(), 1);
  }
}
