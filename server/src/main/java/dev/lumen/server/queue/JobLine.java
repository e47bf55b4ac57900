package dev.lumen.server.queue;

import dev.lumen.server.database.ArrayOf;
import dev.lumen.server.database.Trip;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * The jobs of conversations in line, in the table {@code turn_jobs}. Every method runs inside the
 * caller's transaction, which holds the conversations' rows of {@code conversation_counters}.
 */
final class JobLine {
  static final RowMapper<Ready> READY =
      (rs, _) -> new Ready(rs.getObject(1, UUID.class), Priority.of(rs.getInt(2)));

  private static final String ENQUEUE =
      """
      INSERT INTO turn_jobs (job_id, conversation_id, turn_id, turn_seq, priority,
                             max_retries, ready, created_at, available_at)
      SELECT job, conversation, turn, seq, priority, retries, head, created, clock_timestamp()
        FROM unnest(:job_ids, :job_conversations, :job_turns, :job_seqs, :job_priorities,
                    :job_retries, :job_heads, :job_times::timestamptz[])
          AS new (job, conversation, turn, seq, priority, retries, head, created)
      """;

  private static final String CONFIRM =
      """
      WITH mine AS MATERIALIZED (
        SELECT conversation_id, turn_seq FROM turn_jobs
         WHERE job_id = ANY(:claimed) AND lease_owner = :claimant FOR UPDATE)
      SELECT j.* FROM mine, LATERAL (
        SELECT * FROM turn_jobs t
         WHERE t.conversation_id = mine.conversation_id AND t.turn_seq >= mine.turn_seq
         ORDER BY t.turn_seq LIMIT :jobs_each) j
       ORDER BY j.conversation_id, j.turn_seq
      """;

  private static final String PROMOTE =
      """
      UPDATE turn_jobs j SET ready = true, available_at = clock_timestamp(),
             lease_owner = NULL, lease_until = NULL
        FROM conversations c
        JOIN conversation_counters k ON k.conversation_id = c.id
        CROSS JOIN LATERAL (
          SELECT job_id FROM turn_jobs t WHERE t.conversation_id = c.id
           ORDER BY turn_seq LIMIT 1) first
       WHERE c.id = ANY(:promoted) AND c.status <> 'paused'
         AND k.waits_for_turn IS NULL AND j.job_id = first.job_id AND NOT j.ready
      RETURNING j.job_id, j.priority
      """;

  private JobLine() {}

  static void add(Trip trip, List<NewJob> jobs) {
    trip.tell(
        ENQUEUE,
        it ->
            it.bind("job_ids", ArrayOf.uuids(jobs, added -> added.job().jobId()))
                .bind(
                    "job_conversations", ArrayOf.uuids(jobs, added -> added.job().conversationId()))
                .bind("job_turns", ArrayOf.uuids(jobs, added -> added.job().turnId()))
                .bind("job_seqs", ArrayOf.integers(jobs, added -> added.job().turnSeq()))
                .bind(
                    "job_priorities",
                    ArrayOf.integers(jobs, added -> added.job().priority().number()))
                .bind("job_retries", ArrayOf.integers(jobs, added -> added.job().maxRetries()))
                .bind("job_heads", ArrayOf.booleans(jobs, NewJob::head))
                .bind(
                    "job_times", ArrayOf.texts(jobs, added -> added.job().createdAt().toString())));
  }

  /** Those of the claimed jobs that are still the claimant's, and what stands behind them. */
  static Trip.Answer<Job> confirm(Trip trip, List<Job> claimed, String owner, int run) {
    return trip.ask(
        CONFIRM,
        it ->
            it.bind("claimed", ArrayOf.uuids(claimed, Job::jobId))
                .bind("claimant", owner)
                .bind("jobs_each", run),
        Jobs.MAPPER);
  }

  /** Removes jobs that are done and makes the next of their conversations ready. */
  static Trip.Answer<Ready> remove(Trip trip, List<Job> done) {
    trip.tell(
        "DELETE FROM turn_jobs WHERE job_id = ANY(:done)",
        it -> it.bind("done", ArrayOf.uuids(done, Job::jobId)));
    return promote(trip, done.stream().map(Job::conversationId).distinct().toList());
  }

  /** Takes a conversation's first job out of reach, in hand or not. */
  static void hold(Handle handle, UUID conversation) {
    handle.execute(
        "UPDATE turn_jobs SET ready = false WHERE conversation_id = ? AND ready", conversation);
  }

  /** Takes a conversation's first job out of reach; false when somebody has it in hand. */
  static boolean tryHold(Handle handle, UUID conversation) {
    handle.execute(
        """
        UPDATE turn_jobs SET ready = false
         WHERE conversation_id = ? AND ready AND (lease_until IS NULL OR lease_until < now())
        """,
        conversation);
    return !handle
        .createQuery("SELECT EXISTS (SELECT FROM turn_jobs WHERE conversation_id = :id AND ready)")
        .bind("id", conversation)
        .mapTo(Boolean.class)
        .one();
  }

  /** Makes the first job of each conversation ready, unless the conversation is held. */
  static List<Ready> promote(Handle handle, List<UUID> conversations) {
    return Trip.rows(handle, trip -> promote(trip, conversations));
  }

  private static Trip.Answer<Ready> promote(Trip trip, List<UUID> conversations) {
    return trip.ask(PROMOTE, it -> it.bind("promoted", ArrayOf.uuids(conversations)), READY);
  }
}
