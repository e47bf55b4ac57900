package dev.lumen.server.turn;

import dev.lumen.server.api.ErrorCode;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Trip;
import dev.lumen.server.measure.Operation;
import dev.lumen.server.measure.TurnTrace;
import dev.lumen.server.queue.Job;
import dev.lumen.server.queue.JobHandler;
import dev.lumen.server.queue.Ready;
import dev.lumen.server.realtime.EventDraft;
import dev.lumen.server.realtime.EventStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Works off queued turns: clean, store, tell, finish the jobs; one commit for all in hand. */
public final class TurnProcessor implements JobHandler {
  private static final Logger LOG = System.getLogger(TurnProcessor.class.getName());
  private static final Actor SERVICE = new Actor.Service();

  private final TurnRoom room;
  private final ProcessingStatistics statistics;
  private final QueueNews news;
  private final AfterFailure afterFailure;
  private final Operation batches;
  private final Operation waits;
  private final TurnTracing tracing;

  public TurnProcessor(
      TurnRoom room, ProcessingStatistics statistics, QueueNews news, AfterFailure afterFailure) {
    this.room = room;
    this.statistics = statistics;
    this.news = news;
    this.afterFailure = afterFailure;
    this.batches = room.measurements().operation("queue.batch");
    this.waits = room.measurements().operation("queue.wait");
    this.tracing = new TurnTracing(room.measurements().trace(), room.clock());
  }

  @Override
  public void process(List<Job> jobs, String owner, int atMost) {
    jobs.forEach(job -> news.begins(job.conversationId(), job.turnId()));
    long start = System.nanoTime();
    TurnTracing.Commit commit = tracing.commit(TurnTrace.Stage.RESULT_COMMIT);
    TurnBatch.Outcome outcome = run(jobs, owner, Math.max(1, atMost / jobs.size()), commit);
    commit.ended(outcome.results().stream().map(TurnBatches.Result::turnId).toList());
    outcome.results().forEach(tracing::cleaned);
    room.queue().dispatch(outcome.ready());
    Instant now = room.clock().instant();
    statistics.batch(outcome.results().size(), System.nanoTime() - start);
    batches.record(System.nanoTime() - start);
    outcome.results().forEach(it -> waits.recordMillis(it.queueTimeMs()));
    outcome.results().forEach(it -> statistics.processed(it.result().processingTimeMs(), now));
    outcome.results().stream()
        .filter(it -> it.result().doubtful())
        .forEach(it -> room.doubts().tell(it.turnId()));
    outcome.done().forEach(job -> room.results().ended(job.turnId()));
    outcome.remaining().forEach(news::moved);
    outcome.broken().forEach((job, error) -> failed(job, owner, error));
    if (outcome.leftSome()) {
      room.queue().release(owner); // also those that were busy: more urgent ones may go first now
    } else {
      outcome.busy().forEach(job -> process(List.of(job), owner, 1));
    }
  }

  private TurnBatch.Outcome run(List<Job> jobs, String owner, int run, TurnTracing.Commit commit) {
    try {
      return room.database()
          .write(SERVICE, handle -> new TurnBatch(room).run(handle, jobs, owner, run, commit));
    } catch (RuntimeException | Error e) {
      jobs.forEach(job -> room.cleaning().forget(job.conversationId()));
      throw e;
    }
  }

  @Override
  public void failed(Job job, String owner, RuntimeException error) {
    room.cleaning().forget(job.conversationId());
    try {
      switch (FailurePolicy.decide(job, error)) {
        case FailurePolicy.Verdict.TryAgain again -> {
          statistics.retried();
          room.queue().retry(job, owner, again.delay(), again.counted());
        }
        case FailurePolicy.Verdict.GiveUp _ -> giveUp(job, owner, error);
      }
    } catch (RuntimeException unreachable) {
      // The database is away: the lease runs out and the turn is claimed again.
      LOG.log(Level.WARNING, "Turn {0} waits for its lease to expire.", job.turnId());
    }
  }

  private void giveUp(Job job, String owner, RuntimeException error) {
    LOG.log(
        Level.ERROR,
        "Turn {0} failed ({1}); its raw text stands.",
        job.turnId(),
        error.getClass().getSimpleName());
    Map<String, Object> told =
        Map.of(
            "code", ErrorCode.TURN_PROCESSING_FAILED.code(),
            "message", "The turn could not be processed. Its raw text stands as it came.",
            "details",
                Map.of("retries", job.retryCount(), "cause", error.getClass().getSimpleName()));
    List<Ready> ready =
        room.database().write(SERVICE, handle -> giveUpIn(handle, job, owner, told));
    room.queue().dispatch(ready);
    statistics.failed();
    room.results().ended(job.turnId());
  }

  private List<Ready> giveUpIn(Handle handle, Job job, String owner, Map<String, Object> told) {
    boolean there = room.turns().tryLock(handle, job.conversationId()).isPresent();
    List<Job> mine = there ? confirmed(handle, job, owner) : List.<Job>of();
    if (mine.isEmpty()) {
      return List.of(); // deleted, or in other hands
    }
    if (afterFailure == AfterFailure.HOLD) {
      room.turns().waitFor(handle, job.conversationId(), job.turnId());
    }
    Trip trip = Trip.on(handle);
    Trip.Answer<Ready> ready = room.queue().finish(trip, mine);
    trip.go();
    room.turns().fail(handle, job.turnId(), told, room.clock().instant());
    EventStore.append(
        handle,
        job.conversationId(),
        List.of(
            TurnEvents.failed(job.conversationId(), job.turnId(), told),
            EventDraft.conversationUpdated()));
    return ready.rows();
  }

  private List<Job> confirmed(Handle handle, Job job, String owner) {
    Trip trip = Trip.on(handle);
    Trip.Answer<Job> mine = room.queue().confirm(trip, List.of(job), owner, 1);
    trip.go();
    return mine.rows();
  }
}
