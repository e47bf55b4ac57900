/**
 * A small statistical model that reads a turn's words and tells where a person would set commas,
 * stops and question marks, and which words have capitals.
 *
 * <p>It is log-linear: every place of a turn has some seventy features (words, classes of words,
 * endings, up to five in a row around it), each feature has one small weight for every label, and
 * the weights are summed. {@link dev.lumen.cleaner.model.Tagger} is the entry, {@link
 * dev.lumen.cleaner.model.training.TrainTagger} makes the resource that it reads.
 *
 * <pre>{@code
 * Tagging tagging = Tagger.shared().tag(List.of("good", "morning", "how", "are", "you"));
 * tagging.mark(4, Mark.QUESTION); // 0.9
 * }</pre>
 *
 * <p>{@link dev.lumen.cleaner.model.DisfluencyTagger} reads the words of an {@link
 * dev.lumen.cleaner.model.Utterance} and tells which of them a professional leaves out for readers.
 *
 * <p>Traps: words go in lower case and without punctuation, numbers as digits. The features of
 * training and of use are the same code ({@code Features}): whoever changes it must train again.
 */
@NullMarked
package dev.lumen.cleaner.model;

import org.jspecify.annotations.NullMarked;
