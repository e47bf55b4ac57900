/**
 * Makes the counts of the language model and proves it.
 *
 * <p>Entry type: {@link dev.lumen.cleaner.language.LanguageModelMaker}.
 *
 * {@snippet :
 * LanguageModelMaker.main(new String[] {"counts.bin", "train.txt"});
 * }
 *
 * <p>Trap: the same texts give the same bytes.
 */
@NullMarked
package dev.lumen.cleaner.language;

import org.jspecify.annotations.NullMarked;
