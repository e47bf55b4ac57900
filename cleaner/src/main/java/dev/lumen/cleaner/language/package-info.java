/**
 * How well words follow one another in spoken business English: counts of one to four words in a
 * row, with names and numbers as classes.
 *
 * <p>Entry types: {@link dev.lumen.cleaner.language.LanguageModel}, {@link
 * dev.lumen.cleaner.language.WordClass}.
 *
 * {@snippet :
 * LanguageModel model = LanguageModel.shared();
 * int[] words = {WordClass.of("thank", "thank"), WordClass.of("you", "you")};
 * model.score(words, 1); // log2 of how likely "you" is after "thank"
 * }
 *
 * <p>Trap: classes are hashes of words, so that no word list must be kept beside the counts; two
 * words in a million share one.
 */
@NullMarked
package dev.lumen.cleaner.language;

import org.jspecify.annotations.NullMarked;
