/**
 * Measures the cleaner on sets of turns with references.
 *
 * <p>Entry types: {@link dev.lumen.cli.eval.EvalRun} (a run over sets), {@link
 * dev.lumen.cli.eval.SetScore} (the metrics of a set), {@link dev.lumen.cli.eval.PlainWords} (what
 * counts as the same word).
 *
 * {@snippet :
 * SetScore score = SetScore.of(rows, id -> cleanedById.get(id));
 * score.metrics().get("wer_after");
 * }
 *
 * <p>Traps: every figure ignores what {@code PlainWords} makes equal, before and after alike; a
 * metric that cannot be told (nothing to count) is absent, not zero.
 */
@NullMarked
package dev.lumen.cli.eval;

import org.jspecify.annotations.NullMarked;
