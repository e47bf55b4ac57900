package dev.lumen.server.queue;

/**
 * A job to be enqueued.
 *
 * @param job the job
 * @param head whether nothing of its conversation waits before it and the conversation is not held
 */
public record NewJob(Job job, boolean head) {}
