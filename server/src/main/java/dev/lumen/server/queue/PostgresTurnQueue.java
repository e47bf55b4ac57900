package dev.lumen.server.queue;

import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.Trip;
import dev.lumen.server.measure.Measurements;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * The queue in PostgreSQL's table {@code turn_jobs}.
 *
 * <p>Exactly one job of a conversation is {@code ready}: its first, unless the conversation is
 * held. Only ready jobs are looked at when claiming, through a partial index, so a claim costs the
 * same whether a conversation has one turn or ten thousand behind its first. Finishing a job makes
 * the next one ready <em>now</em>, at the end of the line, which is what keeps one long
 * conversation from starving the others. A job that is retried stays the ready one of its
 * conversation, so nothing overtakes it.
 *
 * <p>A claim commits asynchronously: losing one in a crash only means that the turn is claimed
 * again.
 */
public class PostgresTurnQueue implements TurnQueue {
  private static final Actor SERVICE = new Actor.Service();

  private static final RowMapper<Ready> READY =
      (rs, _) -> new Ready(rs.getObject(1, UUID.class), Priority.of(rs.getInt(2)));

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

  private static final String CLAIM_NEXT = CLAIM.formatted("");
  private static final String CLAIM_THESE = CLAIM.formatted("job_id = ANY(:jobs) AND");

  private final Database database;
  private final QueueBound bound;
  private final QueueFigures figures;
  private final QueueCounters counters = new QueueCounters();
  private final Wakes wakes = new Wakes();
  private final Pickups pickups;

  /** A queue over the database, which has its times measured. */
  public PostgresTurnQueue(Database database, Measurements measurements) {
    this.pickups = new Pickups(measurements);
    this.database = database;
    QueueFigures counted = new QueueFigures(database);
    this.figures = counted;
    this.bound = new QueueBound(MAX_DEPTH, () -> counted.depth().queued());
  }

  // --- inside the caller's transaction ---

  @Override
  public List<Ready> enqueue(Trip trip, List<NewJob> jobs) {
    bound.admit(jobs.size());
    trip.tell(
        ENQUEUE,
        it ->
            it.bindArray("job_ids", UUID.class, values(jobs, added -> added.job().jobId()))
                .bindArray(
                    "job_conversations",
                    UUID.class,
                    values(jobs, added -> added.job().conversationId()))
                .bindArray("job_turns", UUID.class, values(jobs, added -> added.job().turnId()))
                .bindArray("job_seqs", Integer.class, values(jobs, added -> added.job().turnSeq()))
                .bindArray(
                    "job_priorities",
                    Integer.class,
                    values(jobs, added -> added.job().priority().number()))
                .bindArray(
                    "job_retries", Integer.class, values(jobs, added -> added.job().maxRetries()))
                .bindArray("job_heads", Boolean.class, values(jobs, NewJob::head))
                .bindArray(
                    "job_times",
                    String.class,
                    values(jobs, added -> added.job().createdAt().toString())));
    counters.enqueued(jobs.size());
    return jobs.stream()
        .filter(NewJob::head)
        .map(added -> new Ready(added.job().jobId(), added.job().priority()))
        .toList();
  }

  private static <T> List<T> values(List<NewJob> jobs, Function<NewJob, T> value) {
    return jobs.stream().map(value).toList();
  }

  @Override
  public Trip.Answer<Job> confirm(Trip trip, List<Job> claimed, String owner, int run) {
    return trip.ask(
        CONFIRM,
        it ->
            it.bindArray("claimed", UUID.class, claimed.stream().map(Job::jobId).toList())
                .bind("claimant", owner)
                .bind("jobs_each", run),
        Jobs.MAPPER);
  }

  @Override
  public Trip.Answer<Ready> finish(Trip trip, List<Job> done) {
    trip.tell(
        "DELETE FROM turn_jobs WHERE job_id = ANY(:done)",
        it -> it.bindArray("done", UUID.class, done.stream().map(Job::jobId).toList()));
    bound.left(done.size());
    return promote(trip, done.stream().map(Job::conversationId).distinct().toList());
  }

  @Override
  public List<Ready> hold(Handle handle, UUID conversationId, boolean held) {
    if (!held) {
      return promote(handle, List.of(conversationId));
    }
    handle.execute(
        "UPDATE turn_jobs SET ready = false WHERE conversation_id = ? AND ready", conversationId);
    return List.of();
  }

  @Override
  public List<Ready> requeue(Handle handle, Job again) {
    UUID conversation = again.conversationId();
    Trip trip = Trip.on(handle);
    enqueue(trip, List.of(new NewJob(again, false)));
    trip.go();
    handle.execute(
        """
        UPDATE turn_jobs SET ready = false
         WHERE conversation_id = ? AND ready AND (lease_until IS NULL OR lease_until < now())
        """,
        conversation);
    boolean inHand =
        handle
            .createQuery(
                "SELECT EXISTS (SELECT FROM turn_jobs WHERE conversation_id = :id AND ready)")
            .bind("id", conversation)
            .mapTo(Boolean.class)
            .one();
    return inHand ? List.of() : promote(handle, List.of(conversation));
  }

  /** Makes the first job of each conversation ready, unless the conversation is held. */
  private static List<Ready> promote(Handle handle, List<UUID> conversations) {
    Trip trip = Trip.on(handle);
    Trip.Answer<Ready> ready = promote(trip, conversations);
    trip.go();
    return ready.rows();
  }

  private static Trip.Answer<Ready> promote(Trip trip, List<UUID> conversations) {
    return trip.ask(PROMOTE, it -> it.bindArray("promoted", UUID.class, conversations), READY);
  }

  // --- on their own ---

  @Override
  public final void dispatch(List<Ready> ready) {
    pickups.ready(ready);
    spread(ready);
    wakes.wake(ready.size());
  }

  /** Tells other nodes of ready jobs; without Redis the log does. */
  void spread(List<Ready> ready) {}

  @Override
  public void wake() {
    wakes.wake(1);
  }

  @Override
  public void awaitWork(Duration atMost) throws InterruptedException {
    wakes.await(atMost);
  }

  @Override
  public List<Job> claim(String owner, Duration lease, int atMost) {
    return claim(CLAIM_NEXT, List.of(), owner, lease, atMost);
  }

  @Override
  public boolean claimsAll() {
    return true;
  }

  /** As {@link #claim(String, Duration, int)}, of these jobs alone. */
  List<Job> claim(List<UUID> jobs, String owner, Duration lease) {
    return claim(CLAIM_THESE, jobs, owner, lease, jobs.size());
  }

  private List<Job> claim(String sql, List<UUID> jobs, String owner, Duration lease, int atMost) {
    List<Claimed> claimed =
        database.write(
            SERVICE,
            handle -> {
              Trip trip = Trip.on(handle);
              Trip.Answer<Claimed> answer =
                  trip.ask(
                      sql,
                      it -> {
                        it.bind("owner", owner)
                            .bind("seconds", lease.toMillis() / 1000.0)
                            .bind("limit", atMost);
                        if (!jobs.isEmpty()) {
                          it.bindArray("jobs", UUID.class, jobs);
                        }
                      },
                      CLAIMED);
              trip.goAndCommit();
              return answer.rows();
            });
    counters.claimed(claimed.size(), (int) claimed.stream().filter(Claimed::leaseExpired).count());
    List<Job> inTurn = claimed.stream().sorted(IN_TURN).map(Claimed::job).toList();
    pickups.taken(inTurn);
    return inTurn;
  }

  private record Claimed(Job job, OffsetDateTime availableAt, boolean leaseExpired) {}

  private static final RowMapper<Claimed> CLAIMED =
      (rs, ctx) ->
          new Claimed(
              Jobs.MAPPER.map(rs, ctx),
              rs.getObject("available_at", OffsetDateTime.class),
              rs.getBoolean("expired"));

  private static final Comparator<Claimed> IN_TURN =
      Comparator.<Claimed, Priority>comparing(claimed -> claimed.job().priority())
          .reversed()
          .thenComparing(Claimed::availableAt);

  @Override
  public void retry(Job job, String owner, Duration delay, boolean counted) {
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
    counters.retried();
    List<Ready> ready = List.of(new Ready(job.jobId(), job.priority()));
    CompletableFuture.delayedExecutor(delay.toMillis() + 1, TimeUnit.MILLISECONDS)
        .execute(() -> dispatch(ready));
  }

  @Override
  public void release(String owner) {
    release("lease_owner = :owner", owner);
  }

  @Override
  public void releaseAll() {
    release("lease_owner IS DISTINCT FROM :owner", null);
  }

  private void release(String which, @Nullable String owner) {
    List<Ready> free =
        database.write(
            SERVICE,
            handle ->
                handle
                    .createQuery(
                        "UPDATE turn_jobs SET lease_owner = NULL, lease_until = NULL WHERE "
                            + which
                            + " RETURNING job_id, priority")
                    .bind("owner", owner)
                    .map(READY)
                    .list());
    dispatch(free);
  }

  /** Jobs that could have been claimed for at least so long, in their order. */
  List<Ready> due(Duration since) {
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
                .bind("most", MAX_DEPTH)
                .map(READY)
                .list());
  }

  // --- figures ---

  @Override
  public QueueDepth depth() {
    return figures.depth();
  }

  @Override
  public ConversationDepth depth(UUID conversationId) {
    return figures.depth(conversationId);
  }

  @Override
  public int waiting() {
    return bound.waiting();
  }

  @Override
  public QueueCounters counters() {
    return counters;
  }

  @Override
  public String backend() {
    return "postgresql";
  }
}
