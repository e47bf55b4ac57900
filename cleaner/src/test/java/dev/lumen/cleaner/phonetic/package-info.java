/**
 * Makes the data that the room of sounds ships with.
 *
 * <p>Entry type: {@link dev.lumen.cleaner.phonetic.PronunciationMaker}.
 *
 * {@snippet :
 * PronunciationMaker.main(new String[] {"index.js", "src/main/resources/dev/lumen/cleaner/phonetic"});
 * }
 *
 * <p>Trap: the same input gives the same bytes; do not put anything into it that depends on the
 * day.
 */
@NullMarked
package dev.lumen.cleaner.phonetic;

import org.jspecify.annotations.NullMarked;
