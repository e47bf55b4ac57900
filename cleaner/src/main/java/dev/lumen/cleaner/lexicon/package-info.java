/**
 * Data that ships with the cleaner: which words are common, how they are written, which phrases the
 * trade uses.
 *
 * <p>Entry types: {@link dev.lumen.cleaner.lexicon.CommonWords}, {@link
 * dev.lumen.cleaner.lexicon.WordSets}.
 *
 * {@snippet :
 * CommonWords.isCommon("window"); // true
 * CommonWords.usualForm("monday"); // Monday
 * }
 *
 * <p>Traps: keys are lower case with straight apostrophes. The files are read once, on first use.
 */
@NullMarked
package dev.lumen.cleaner.lexicon;

import org.jspecify.annotations.NullMarked;
