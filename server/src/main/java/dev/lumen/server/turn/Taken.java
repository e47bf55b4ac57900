package dev.lumen.server.turn;

import dev.lumen.server.queue.Ready;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of a turn that was taken in.
 *
 * @param jobId the job by which it waits, or would have
 * @param turn as it is stored
 * @param queued whether it waits for a worker
 * @param held whether it waits until somebody lets its conversation go on
 * @param position its place in its conversation's line, from 1; 0 when it does not wait
 * @param ready its job, if that can be worked on at once
 * @param doubtful whether it is processed and a language model could better the result
 */
record Taken(
    UUID jobId,
    TurnView turn,
    boolean queued,
    boolean held,
    int position,
    Optional<Ready> ready,
    boolean doubtful) {}
