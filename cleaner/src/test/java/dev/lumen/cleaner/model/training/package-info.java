/**
 * Tests of how the tagger's model is made and read.
 *
 * <pre>{@code
 * TrainTagger.main(new String[] {"--out", "tagger.bin", "--close", "calls.txt"});
 * }</pre>
 *
 * <p>{@link dev.lumen.cleaner.model.training.TrainTaggerTest} is all there is. Trap: it trains on a
 * few sentences, so it proves that training works, not how good the model that ships is.
 */
@NullMarked
package dev.lumen.cleaner.model.training;

import org.jspecify.annotations.NullMarked;
