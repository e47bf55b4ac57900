package dev.lumen.cleaner.misheard;

import dev.lumen.cleaner.context.RosterForm;

/**
 * A name that may have been said where other words stand.
 *
 * @param from index of the first word in the turn, punctuation counted
 * @param to index after the last word
 * @param form what may have been said
 * @param written what would stand there
 * @param features what speaks for and against it, see {@link Feature}
 */
// Candidates are never compared, and thousands live for microseconds: a list would box every
// feature.
@SuppressWarnings("ArrayRecordComponent")
public record Candidate(int from, int to, RosterForm form, String written, double[] features) {}
