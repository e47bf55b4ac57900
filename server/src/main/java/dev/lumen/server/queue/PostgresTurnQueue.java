package dev.lumen.server.queue;

import dev.lumen.server.database.Database;
import dev.lumen.server.database.Trip;
import dev.lumen.server.measure.Measurements;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;

/**
 * The queue in PostgreSQL's table {@code turn_jobs}.
 *
 * <p>Exactly one job of a conversation is {@code ready}: its first, unless the conversation is
 * held. Only ready jobs are looked at when claiming, through a partial index, so a claim costs the
 * same whether a conversation has one turn or ten thousand behind its first. Finishing a job makes
 * the next one ready <em>now</em>, at the end of the line, which is what keeps one long
 * conversation from starving the others. A job that is retried stays the ready one of its
 * conversation, so nothing overtakes it.
 */
public class PostgresTurnQueue implements TurnQueue {
  private final JobLeases leases;
  private final QueueBound bound;
  private final QueueFigures figures;
  private final QueueCounters counters = new QueueCounters();
  private final Wakes wakes = new Wakes();
  private final Pickups pickups;

  /** A queue over the database, which has its times measured. */
  public PostgresTurnQueue(Database database, Measurements measurements) {
    this.pickups = new Pickups(measurements);
    this.leases = new JobLeases(database);
    QueueFigures counted = new QueueFigures(database);
    this.figures = counted;
    this.bound = new QueueBound(MAX_DEPTH, () -> counted.depth().queued());
  }

  // --- inside the caller's transaction ---

  @Override
  public List<Ready> enqueue(Trip trip, List<NewJob> jobs) {
    bound.admit(jobs.size());
    JobLine.add(trip, jobs);
    counters.enqueued(jobs.size());
    return jobs.stream()
        .filter(NewJob::head)
        .map(added -> new Ready(added.job().jobId(), added.job().priority()))
        .toList();
  }

  @Override
  public Trip.Answer<Job> confirm(Trip trip, List<Job> claimed, String owner, int run) {
    return JobLine.confirm(trip, claimed, owner, run);
  }

  @Override
  public Trip.Answer<Ready> finish(Trip trip, List<Job> done) {
    bound.left(done.size());
    return JobLine.remove(trip, done);
  }

  @Override
  public List<Ready> hold(Handle handle, UUID conversationId, boolean held) {
    if (!held) {
      return JobLine.promote(handle, List.of(conversationId));
    }
    JobLine.hold(handle, conversationId);
    return List.of();
  }

  @Override
  public List<Ready> requeue(Handle handle, Job again) {
    UUID conversation = again.conversationId();
    Trip trip = Trip.on(handle);
    enqueue(trip, List.of(new NewJob(again, false)));
    trip.go();
    return JobLine.tryHold(handle, conversation)
        ? JobLine.promote(handle, List.of(conversation))
        : List.of();
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
    wakes.nudge();
  }

  @Override
  public void awaitWork(Duration atMost, BooleanSupplier othersWork) throws InterruptedException {
    wakes.await(atMost, othersWork);
  }

  @Override
  public List<Job> claim(String owner, Duration lease, int atMost) {
    return taken(leases.claim(null, owner, lease, atMost));
  }

  @Override
  public boolean claimsAll() {
    return true;
  }

  /** As {@link #claim(String, Duration, int)}, of these jobs alone. */
  List<Job> claim(List<UUID> jobs, String owner, Duration lease) {
    return taken(leases.claim(jobs, owner, lease, jobs.size()));
  }

  private List<Job> taken(List<JobLeases.Claim> claims) {
    int expired = (int) claims.stream().filter(JobLeases.Claim::leaseExpired).count();
    counters.claimed(claims.size(), expired);
    List<Job> inTurn = claims.stream().map(JobLeases.Claim::job).toList();
    pickups.taken(inTurn);
    return inTurn;
  }

  @Override
  public void retry(Job job, String owner, Duration delay, boolean counted) {
    leases.putOff(job, owner, delay, counted);
    counters.retried();
    List<Ready> ready = List.of(new Ready(job.jobId(), job.priority()));
    CompletableFuture.delayedExecutor(delay.toMillis() + 1, TimeUnit.MILLISECONDS)
        .execute(() -> dispatch(ready));
  }

  @Override
  public void release(String owner) {
    dispatch(leases.release(owner));
  }

  @Override
  public void releaseAll() {
    dispatch(leases.releaseAll());
  }

  /** Jobs that could have been claimed for at least so long, in their order. */
  List<Ready> due(Duration since) {
    return leases.due(since, MAX_DEPTH);
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
