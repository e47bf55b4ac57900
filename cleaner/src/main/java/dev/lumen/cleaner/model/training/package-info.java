/**
 * Makes the tagger's resource from well-written transcripts. The same texts give the same bytes.
 *
 * <pre>{@code
 * java -cp cleaner.jar dev.lumen.cleaner.model.training.TrainTagger --out tagger.bin \
 *   --close calls.txt --far meetings.txt
 * }</pre>
 *
 * <p>{@link dev.lumen.cleaner.model.training.TrainTagger} is the command. Trap: nothing of this is
 * needed to run or to build the cleaner, so nothing outside may use it.
 */
@NullMarked
package dev.lumen.cleaner.model.training;

import org.jspecify.annotations.NullMarked;
