package dev.lumen.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.database.Trip;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Q-10: workers survive errors")
class WorkersTest {

  @Test
  void aQueueThatCannotBeReachedIsAskedAgain() throws Exception {
    FakeQueue queue = new FakeQueue();
    queue.unreachable.release(1);
    Job job = job();
    queue.waiting.add(job);
    LinkedBlockingQueue<Job> done = new LinkedBlockingQueue<>();
    try (Workers workers =
        new Workers(queue, new Handling(done, new CountDownLatch(0), false), 1)) {
      workers.start();
      assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo(job);
      assertThat(queue.unreachable.availablePermits()).isZero();
      assertThat(queue.released).isNotEmpty(); // what it may have claimed before
      assertThat(workers.count()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aHandlerThatThrowsIsToldAndTheNextJobFollows(boolean overflows) throws Exception {
    FakeQueue queue = new FakeQueue();
    CountDownLatch failed = new CountDownLatch(1);
    LinkedBlockingQueue<Job> done = new LinkedBlockingQueue<>();
    Job second = job();
    queue.waiting.add(job());
    queue.waiting.add(second);
    JobHandler failing = new Handling(done, failed, overflows);
    try (Workers workers = new Workers(queue, failing, 1)) {
      workers.start();
      assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo(second);
      assertThat(failed.getCount()).isZero();
    }
  }

  @Test
  void whatNobodyIsWokenForIsFoundWhileAnotherWorkerIsBusy() throws Exception {
    FakeQueue queue = new FakeQueue();
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    LinkedBlockingQueue<Job> done = new LinkedBlockingQueue<>();
    Job slow = job();
    JobHandler handler =
        new JobHandler() {
          @Override
          public void process(List<Job> jobs, String owner, int atMost) {
            if (jobs.contains(slow)) {
              taken.countDown();
              awaitQuietly(ended);
            }
            done.addAll(jobs);
          }

          @Override
          public void failed(Job job, String owner, RuntimeException error) {}
        };
    queue.waiting.add(slow);
    try (Workers workers = new Workers(queue, handler, 2)) {
      workers.start();
      assertThat(taken.await(20, TimeUnit.SECONDS)).isTrue();
      Job leaseRanOut = job();
      queue.waiting.add(leaseRanOut);
      assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo(leaseRanOut);
      ended.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Job job() {
    return new Job(
        UUID.randomUUID(),
        UUID.randomUUID(),
        UUID.randomUUID(),
        1,
        Priority.NORMAL,
        0,
        Job.MAX_RETRIES,
        Instant.EPOCH);
  }

  /** Throws as long as the latch is closed, which {@link #failed} opens. */
  private record Handling(LinkedBlockingQueue<Job> done, CountDownLatch failure, boolean overflows)
      implements JobHandler {
    @Override
    public void process(List<Job> jobs, String owner, int atMost) {
      if (failure.getCount() > 0) {
        if (overflows) {
          throw new StackOverflowError();
        }
        throw new IllegalStateException("refused");
      }
      done.addAll(jobs);
    }

    @Override
    public void failed(Job job, String owner, RuntimeException error) {
      failure.countDown();
    }
  }

  /** A queue in memory that is away as often as its permits say. */
  private static final class FakeQueue implements TurnQueue {
    private final LinkedBlockingQueue<Job> waiting = new LinkedBlockingQueue<>();
    private final Semaphore unreachable = new Semaphore(0);
    private final Semaphore wakes = new Semaphore(0);
    private final LinkedBlockingQueue<String> released = new LinkedBlockingQueue<>();

    @Override
    public List<Job> claim(String owner, Duration lease, int atMost) {
      if (unreachable.tryAcquire()) {
        throw new IllegalStateException("away");
      }
      Job next = waiting.poll();
      return next == null ? List.of() : List.of(next);
    }

    @Override
    public boolean claimsAll() {
      return false;
    }

    @Override
    public void wake() {
      wakes.release();
    }

    @Override
    public void awaitWork(Duration atMost, BooleanSupplier othersWork) throws InterruptedException {
      if (wakes.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        wakes.drainPermits();
      }
    }

    @Override
    public List<Ready> enqueue(Trip trip, List<NewJob> jobs) {
      throw new UnsupportedOperationException("workers enqueue nothing");
    }

    @Override
    public List<Ready> requeue(Handle handle, Job again) {
      throw new UnsupportedOperationException("workers enqueue nothing");
    }

    @Override
    public Trip.Answer<Job> confirm(Trip trip, List<Job> claimed, String owner, int run) {
      throw new UnsupportedOperationException("this is for the handler");
    }

    @Override
    public Trip.Answer<Ready> finish(Trip trip, List<Job> done) {
      throw new UnsupportedOperationException("this is for the handler");
    }

    @Override
    public void dispatch(List<Ready> ready) {
      wake();
    }

    @Override
    public void retry(Job job, String owner, Duration delay, boolean counted) {
      waiting.add(job);
    }

    @Override
    public void release(String owner) {
      released.add(owner);
    }

    @Override
    public void releaseAll() {
      throw new UnsupportedOperationException("nothing is leased here");
    }

    @Override
    public List<Ready> hold(Handle handle, UUID conversationId, boolean held) {
      throw new UnsupportedOperationException("workers hold nothing");
    }

    @Override
    public QueueDepth depth() {
      return new QueueDepth(waiting.size(), 0, 0, 0, 0, 0);
    }

    @Override
    public ConversationDepth depth(UUID conversationId) {
      return new ConversationDepth(0, 0, 0, 0);
    }

    @Override
    public int waiting() {
      return waiting.size();
    }

    @Override
    public QueueCounters counters() {
      return new QueueCounters();
    }

    @Override
    public String backend() {
      return "memory";
    }
  }
}
