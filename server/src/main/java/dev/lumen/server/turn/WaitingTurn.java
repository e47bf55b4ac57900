package dev.lumen.server.turn;

import java.time.Instant;

/**
 * A stored turn that waits for its worker.
 *
 * @param turn as it came in
 * @param seq its place in the conversation
 * @param createdAt when it came in
 */
public record WaitingTurn(NewTurn turn, int seq, Instant createdAt) {}
