package dev.lumen.server.queue;

import java.time.Instant;
import java.util.UUID;

/**
 * A turn that waits to be processed.
 *
 * @param jobId its own id
 * @param conversationId the conversation it belongs to
 * @param turnId the stored turn
 * @param turnSeq the turn's place in its conversation
 * @param priority against other conversations
 * @param retryCount how often it has been tried and put back
 * @param maxRetries how often it may be put back before it fails
 * @param createdAt when it was enqueued
 */
public record Job(
    UUID jobId,
    UUID conversationId,
    UUID turnId,
    int turnSeq,
    Priority priority,
    int retryCount,
    int maxRetries,
    Instant createdAt) {

  /** Retries before a job fails. */
  public static final int MAX_RETRIES = 3;

  /** Whether one more try is allowed. */
  public boolean mayRetry() {
    return retryCount < maxRetries;
  }
}
