package dev.lumen.server.queue;

import java.util.UUID;

/**
 * A job that a transaction has made the next of its conversation. After the commit it is handed to
 * {@link TurnQueue#dispatch}.
 *
 * @param jobId the job
 * @param priority its priority
 */
public record Ready(UUID jobId, Priority priority) {}
