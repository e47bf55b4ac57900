package dev.lumen.server.analytics;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * What became of corrections, and what people wrote.
 *
 * @param tally what became of those of the cleaner
 * @param offered proposed, and left to people: LOW
 * @param judged decided by people, in whichever way
 * @param edits what people wrote into the text
 * @param missed of those: where the cleaner had put nothing
 */
record Review(@JsonUnwrapped Tally tally, int offered, int judged, int edits, int missed) {
  static Review of(CorrectionFacts facts) {
    Tally tally = facts.tally();
    return new Review(
        tally, tally.made() - tally.applied(), tally.judged(), facts.edits(), facts.missed());
  }
}
