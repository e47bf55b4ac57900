/**
 * Proves that writing a number keeps its value.
 *
 * <p>Entry types: {@link dev.lumen.cleaner.number.NumberRoundTripTest}, {@link
 * dev.lumen.cleaner.number.SpokenForms} (says numbers aloud in many ways).
 *
 * {@snippet :
 * new SpokenForms(random).cardinal(1_250); // "one thousand two hundred and fifty"
 * }
 *
 * <p>Traps: the forms are random but seeded, so that a failure comes back.
 */
@NullMarked
package dev.lumen.cleaner.number;

import org.jspecify.annotations.NullMarked;
