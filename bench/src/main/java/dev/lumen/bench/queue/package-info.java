/**
 * How fast turns go through the queue. Entry type: {@link dev.lumen.bench.queue.QueueCommand}.
 *
 * {@snippet :
 * new CommandLine(new QueueCommand()).execute("--turns", "50000");
 * }
 *
 * <p>Trap: it stores many turns; it works in a folder of its own, which it deletes.
 */
@NullMarked
package dev.lumen.bench.queue;

import org.jspecify.annotations.NullMarked;
