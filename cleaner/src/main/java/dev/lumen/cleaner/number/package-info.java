/**
 * Numbers that were spoken, written as a person would write them.
 *
 * <p>A {@link dev.lumen.cleaner.number.Grammar} finds one kind of value in running text and the
 * evidence that it is meant so; {@link dev.lumen.cleaner.number.Dictation} reads a turn that is
 * nothing but one value. Both give a {@link dev.lumen.cleaner.number.Value}, which a {@link
 * dev.lumen.cleaner.number.Style} writes. Words, units, currencies, names and cues are data beside
 * this package.
 *
 * {@snippet :
 * Atoms atoms = Atoms.of(Tokenizer.tokenize("fifteen to twenty percent"));
 * Found found = new NumberGrammar().read(atoms, 0);
 * Style.PROSE.write(found.value()); // "15 to 20%"
 * }
 *
 * <p>Traps: an atom is not a word: "seventy-five" is one word and two atoms. A reading that ends
 * inside a word must be thrown away. "second" is a number and a stretch of time. A {@link
 * dev.lumen.cleaner.number.Found} without a value means that these words stay, and that no part of
 * them may be read again.
 */
@NullMarked
package dev.lumen.cleaner.number;

import org.jspecify.annotations.NullMarked;
