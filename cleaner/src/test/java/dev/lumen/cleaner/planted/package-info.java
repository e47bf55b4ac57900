/**
 * Plants mishearings in texts of what people said, so that a model can learn to take them back
 * without a recogniser's output.
 *
 * <p>Entry type: {@link dev.lumen.cleaner.planted.PlantedCalls}.
 *
 * {@snippet :
 * new PlantedCalls(List.of(Path.of("train.txt")), 20)
 *     .tell(turn -> model.learn(turn.raw(), turn.said(), turn.context()));
 * }
 *
 * <p>Trap: all chance comes from the seed, in the order of the texts; whoever draws once more
 * changes every turn behind.
 */
@NullMarked
package dev.lumen.cleaner.planted;

import org.jspecify.annotations.NullMarked;
