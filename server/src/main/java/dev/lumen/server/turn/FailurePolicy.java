package dev.lumen.server.turn;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.queue.Job;
import dev.lumen.server.queue.QueueFullException;
import java.time.Duration;

/** What is done about a turn whose processing failed. */
final class FailurePolicy {
  private static final Duration DATABASE = Duration.ofMillis(100);
  private static final Duration QUEUE_FULL = Duration.ofSeconds(5);
  private static final Duration SERVICE = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private FailurePolicy() {}

  /** What to do. */
  sealed interface Verdict {
    /**
     * Try again.
     *
     * @param delay not before this time is over
     * @param counted whether it uses up one of the job's retries
     */
    record TryAgain(Duration delay, boolean counted) implements Verdict {}

    /** Mark the turn failed. */
    record GiveUp() implements Verdict {}
  }

  /** Decides by what was thrown and by how often the job has been tried. */
  static Verdict decide(Job job, RuntimeException error) {
    return switch (error) {
      // Others were in the way, or it is not known whether it was done: no fault of the turn.
      case DatabaseException e when e.isOutage() -> new Verdict.TryAgain(DATABASE, false);
      case DatabaseException e
          when e.kind() == DatabaseException.Kind.CONFLICT
              || e.kind() == DatabaseException.Kind.OUTCOME_UNKNOWN ->
          new Verdict.TryAgain(DATABASE, false);
      case DatabaseException _ -> counted(job, DATABASE);
      case QueueFullException _ -> counted(job, QUEUE_FULL);
      case ApiException e -> ofCode(job, e);
      default -> new Verdict.GiveUp();
    };
  }

  private static Verdict ofCode(Job job, ApiException e) {
    return switch (e.code()) {
      case AI_MODEL_UNAVAILABLE, EXTERNAL_SERVICE_ERROR -> counted(job, backoff(job.retryCount()));
      case DATABASE_ERROR -> counted(job, DATABASE);
      case QUEUE_FULL -> counted(job, QUEUE_FULL);
      default -> new Verdict.GiveUp();
    };
  }

  private static Verdict counted(Job job, Duration delay) {
    return job.mayRetry() ? new Verdict.TryAgain(delay, true) : new Verdict.GiveUp();
  }

  /** 1, 2, 4, … seconds, 30 at most. */
  static Duration backoff(int retries) {
    Duration doubled = SERVICE.multipliedBy(1L << Math.min(retries, 10));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}
