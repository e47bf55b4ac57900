/**
 * The durable queue of turns: strict first-in-first-out inside a conversation, retries included;
 * priority between conversations; never two turns of one conversation at once.
 *
 * <p>Entry types: {@link dev.lumen.server.queue.TurnQueue}, {@link dev.lumen.server.queue.Job},
 * {@link dev.lumen.server.queue.Workers}. A job is enqueued and finished inside the caller's
 * transaction, so that it exists if and only if its turn waits.
 *
 * {@snippet :
 * List<Ready> ready = queue.enqueue(trip, jobs); // of the transaction that inserts the turns
 * queue.dispatch(ready); // after its commit
 * }
 *
 * <p>Trap: enqueue and finish only while holding the conversation's row of {@code
 * conversation_counters}; the order of jobs rests on that lock.
 */
@NullMarked
package dev.lumen.server.queue;

import org.jspecify.annotations.NullMarked;
