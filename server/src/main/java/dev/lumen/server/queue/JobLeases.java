package dev.lumen.server.queue;

import dev.lumen.server.database.Actor;
import dev.lumen.server.database.ArrayOf;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.Trip;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * Who has which job in hand, in the table {@code turn_jobs}; every method is a transaction of its
 * own.
 *
 * <p>A claim commits asynchronously: losing one in a crash only means that the turn is claimed
 * again.
 */
final class JobLeases {
  private static final Actor SERVICE = new Actor.Service();

  private static final String CLAIM =
      """
      WITH picked AS MATERIALIZED (
        SELECT job_id, lease_owner IS NOT NULL AS expired FROM turn_jobs
         WHERE %s ready AND available_at <= now() AND (lease_until IS NULL OR lease_until < now())
         ORDER BY priority DESC, available_at
         LIMIT :limit
         FOR UPDATE SKIP LOCKED),
      claimed AS (
        UPDATE turn_jobs j
           SET lease_owner = :owner, lease_until = now() + :seconds * interval '1 second'
          FROM picked WHERE j.job_id = picked.job_id
        RETURNING j.*, picked.expired)
      SELECT *, set_config('synchronous_commit', 'off', true) FROM claimed
       ORDER BY priority DESC, available_at
      """;

  private static final String CLAIM_NEXT = CLAIM.formatted("");
  private static final String CLAIM_THESE = CLAIM.formatted("job_id = ANY(:jobs) AND");

  private static final RowMapper<Claim> CLAIMED =
      (rs, ctx) ->
          new Claim(
              Jobs.MAPPER.map(rs, ctx),
              rs.getObject("available_at", OffsetDateTime.class),
              rs.getBoolean("expired"));

  private static final Comparator<Claim> IN_TURN =
      Comparator.<Claim, Priority>comparing(claim -> claim.job().priority())
          .reversed()
          .thenComparing(Claim::availableAt);

  private final Database database;

  JobLeases(Database database) {
    this.database = database;
  }

  /**
   * A job that was claimed.
   *
   * @param leaseExpired whether somebody had it in hand and did not come back in time
   */
  record Claim(Job job, OffsetDateTime availableAt, boolean leaseExpired) {}

  /**
   * Claims ready jobs, urgent ones first.
   *
   * @param jobs only these; null for whichever come next
   */
  List<Claim> claim(@Nullable List<UUID> jobs, String owner, Duration lease, int atMost) {
    List<Claim> claimed =
        database.write(
            SERVICE,
            handle -> {
              Trip trip = Trip.on(handle);
              Trip.Answer<Claim> answer =
                  trip.ask(
                      jobs == null ? CLAIM_NEXT : CLAIM_THESE,
                      it -> {
                        it.bind("owner", owner)
                            .bind("seconds", lease.toMillis() / 1000.0)
                            .bind("limit", atMost);
                        if (jobs != null) {
                          it.bind("jobs", ArrayOf.uuids(jobs));
                        }
                      },
                      CLAIMED);
              trip.goAndCommit();
              return answer.rows();
            });
    return claimed.stream().sorted(IN_TURN).toList();
  }

  /** Gives a job back, to be claimed again after a while. */
  void putOff(Job job, String owner, Duration delay, boolean counted) {
    database.write(
        SERVICE,
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE turn_jobs
                       SET retry_count = retry_count + :counted,
                           lease_owner = NULL, lease_until = NULL,
                           available_at = clock_timestamp() + :seconds * interval '1 second'
                     WHERE job_id = :job AND lease_owner = :owner
                    """)
                .bind("counted", counted ? 1 : 0)
                .bind("seconds", delay.toMillis() / 1000.0)
                .bind("job", job.jobId())
                .bind("owner", owner)
                .execute());
  }

  /** Gives back what somebody has in hand. */
  List<Ready> release(String owner) {
    return release("lease_owner = :owner", owner);
  }

  /** Gives back what anybody has in hand. */
  List<Ready> releaseAll() {
    return release("lease_owner IS DISTINCT FROM :owner", null);
  }

  private List<Ready> release(String which, @Nullable String owner) {
    return database.write(
        SERVICE,
        handle ->
            handle
                .createQuery(
                    "UPDATE turn_jobs SET lease_owner = NULL, lease_until = NULL WHERE "
                        + which
                        + " RETURNING job_id, priority")
                .bind("owner", owner)
                .map(JobLine.READY)
                .list());
  }

  /** Jobs that could have been claimed for at least so long, in their order. */
  List<Ready> due(Duration since, int atMost) {
    return database.read(
        SERVICE,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT job_id, priority FROM turn_jobs
                     WHERE ready AND greatest(available_at, lease_until)
                           <= now() - :seconds * interval '1 second'
                     ORDER BY priority DESC, available_at LIMIT :most
                    """)
                .bind("seconds", since.toMillis() / 1000.0)
                .bind("most", atMost)
                .map(JobLine.READY)
                .list());
  }
}
