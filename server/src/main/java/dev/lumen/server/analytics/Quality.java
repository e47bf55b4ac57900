package dev.lumen.server.analytics;

/**
 * Shares from 0 to 1 over the processed turns of people.
 *
 * @param transcriptionAccuracy characters of raw text that nothing mended as misheard; 1 where
 *     nothing was said
 * @param highConfidenceRate turns of HIGH confidence
 * @param appropriateCleaningDecisions judged decisions of the cleaner that were right; 1 where
 *     nobody has judged any
 * @param userSelfCorrectionRate turns in which the speaker took something back
 */
record Quality(
    double transcriptionAccuracy,
    double highConfidenceRate,
    double appropriateCleaningDecisions,
    double userSelfCorrectionRate) {
  static Quality of(TurnCounts turns, CorrectionFacts facts) {
    return new Quality(
        turns.accuracy(facts), turns.highRate(), facts.appropriate(), turns.selfCorrectionRate());
  }
}
