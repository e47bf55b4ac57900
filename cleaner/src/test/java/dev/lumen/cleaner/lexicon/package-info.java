/**
 * Makes and checks the lexicon's data.
 *
 * <p>Entry types: {@link dev.lumen.cleaner.lexicon.WordListMaker}.
 *
 * {@snippet lang="shell" :
 * java -cp ... dev.lumen.cleaner.lexicon.WordListMaker words.tsv transcripts.txt meetings.txt
 * }
 *
 * <p>Traps: the text files must be cased as people write; lower-cased text makes every name common.
 */
@NullMarked
package dev.lumen.cleaner.lexicon;

import org.jspecify.annotations.NullMarked;
