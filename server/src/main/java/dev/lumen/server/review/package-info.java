/**
 * What people decide about corrections: accept, reject, change, undo, one or all alike, and the
 * free edit of a cleaned text.
 *
 * <p>Entry types: {@link dev.lumen.server.review.ReviewResource} (the routes), {@link
 * dev.lumen.server.review.Reviewer} (the transactions), {@link dev.lumen.server.review.Decisions}
 * and {@link dev.lumen.server.review.TextEdit} (what a decision makes of a reading; no I/O).
 *
 * {@snippet :
 * Outcome outcome = Decisions.decide(Reading.of(turn), "8-17", new Verdict(Decision.REJECT, null), now);
 * outcome.reading().cleanedText(); // the raw text stands there again
 * }
 *
 * <p>Traps: the conversation's lock comes first, as everywhere; the raw text never changes; a
 * decision is undone by putting back what the cleaner had suggested, not by forgetting the
 * correction; what a decision teaches goes with it, so the vocabulary learns from how a turn reads
 * before and after ({@code Lessons}), never from the decision itself.
 */
@NullMarked
package dev.lumen.server.review;

import org.jspecify.annotations.NullMarked;
