/**
 * What users of a whole server notice: turns, reads, imports, its start and its memory, each beside
 * the floor of the same machine in the same run. {@code ./lumen bench}.
 */
@NullMarked
package dev.lumen.bench.whole;

import org.jspecify.annotations.NullMarked;
