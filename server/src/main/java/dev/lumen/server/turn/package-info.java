/**
 * The way of a turn: intake, processing, and the turns of a conversation as stored.
 *
 * <p>Entry types: {@link dev.lumen.server.turn.TurnIntake} takes turns in, {@link
 * dev.lumen.server.turn.TurnProcessor} works off those that were queued, {@link
 * dev.lumen.server.turn.TurnResource} is their door. A turn and the events that tell of it are one
 * commit; nothing is ever sent to a socket from here.
 *
 * {@snippet :
 * TurnView turn = intake.process(actor, conversationId, NewTurn.of("User", "hello"));
 * }
 *
 * <p>Trap: everything that changes a conversation's turns first takes the conversation's row of
 * {@code conversation_counters} ({@link dev.lumen.server.turn.TurnStore#lock}). Sequence numbers,
 * the queue's order and the memories rest on that lock.
 */
@NullMarked
package dev.lumen.server.turn;

import org.jspecify.annotations.NullMarked;
