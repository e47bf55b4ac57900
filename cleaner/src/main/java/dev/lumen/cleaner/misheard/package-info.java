/**
 * Finds what was misheard: for each stretch of a turn the names of the roster that sound like it,
 * and how likely it is that such a name was said there.
 *
 * <p>Entry types: {@link dev.lumen.cleaner.misheard.NameSpotter}, {@link
 * dev.lumen.cleaner.misheard.Candidate}.
 *
 * {@snippet :
 * List<Candidate> found = new NameSpotter(roster).candidates(words);
 * double probability = NameModel.shared().probability(found.getFirst().features());
 * }
 *
 * <p>Trap: candidates overlap; whoever uses them takes the most likely first.
 */
@NullMarked
package dev.lumen.cleaner.misheard;

import org.jspecify.annotations.NullMarked;
