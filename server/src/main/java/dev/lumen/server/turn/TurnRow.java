package dev.lumen.server.turn;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A turn about to be stored.
 *
 * @param conversationId the conversation it belongs to
 * @param id the id it gets
 * @param seq its place in the conversation
 * @param turn as it came in
 * @param result what the cleaner made of it, or null when it is to wait for a worker
 * @param at when it came in
 */
record TurnRow(
    UUID conversationId,
    UUID id,
    int seq,
    NewTurn turn,
    @Nullable CleanedResult result,
    Instant at) {}
