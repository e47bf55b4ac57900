/**
 * Tests of how the models that set marks and capitals are read.
 *
 * <pre>{@code
 * float[] scores = network.score(List.of("do", "you", "sell", "doors"));
 * }</pre>
 *
 * <p>{@link dev.lumen.cleaner.model.ReadingNetworkTest} holds the fast reading to the one that
 * learning uses. Trap: weights here are random, so nothing is said about how good a model is.
 */
@NullMarked
package dev.lumen.cleaner.model;

import org.jspecify.annotations.NullMarked;
