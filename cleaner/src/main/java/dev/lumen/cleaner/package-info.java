/**
 * Makes what a speech recogniser heard readable, in process, without a network, in microseconds.
 *
 * <p>Entry types: {@link dev.lumen.cleaner.Cleaner}, {@link dev.lumen.cleaner.ConversationMemory},
 * {@link dev.lumen.cleaner.Turn}, {@link dev.lumen.cleaner.CleanedTurn}, {@link
 * dev.lumen.cleaner.Correction}.
 *
 * {@snippet :
 * Cleaner cleaner = Cleaner.standard();
 * ConversationMemory memory = new ConversationMemory();
 * Turn turn = Turn.of("User", "I'm the vector of marketing");
 * CleanedTurn cleaned = cleaner.clean(turn, memory);
 * memory.remember(turn, cleaned); // only after the result is safe: a turn that failed teaches nothing
 * }
 *
 * <p>All positions are 0-based, end-exclusive, in UTF-16 units of the raw text.
 */
@NullMarked
package dev.lumen.cleaner;

import org.jspecify.annotations.NullMarked;
