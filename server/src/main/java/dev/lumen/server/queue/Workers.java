package dev.lumen.server.queue;

import dev.lumen.server.database.DatabaseException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that take jobs from the queue. Started, stopped and counted at run time.
 *
 * <p>A worker takes as many jobs as it finds, up to {@link #HEADS}, each of another conversation,
 * and has them processed in one transaction together with those behind them, up to {@link #BATCH}
 * in all: the more there is to do, the less each turn costs. When a batch fails its jobs are tried
 * one by one, so that one bad turn holds up no other.
 */
public final class Workers implements AutoCloseable {
  /**
   * The most conversations in one transaction. With {@link #BATCH} it says how many turns of each
   * may go together where all have a line.
   */
  public static final int HEADS = 32;

  /** The most jobs in one transaction: a few ten milliseconds of work. */
  public static final int BATCH = 128;

  private static final Logger LOG = System.getLogger(Workers.class.getName());

  /** A hundred times what a batch takes; a worker that comes later finds its work refused. */
  private static final Duration LEASE = Duration.ofSeconds(5);

  /** An idle worker is woken by news and by the {@link Lookout}; this is for neither. */
  private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

  private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);

  private final TurnQueue queue;
  private final JobHandler handler;
  private volatile int wanted;
  private int started;
  private final String node = UUID.randomUUID().toString().substring(0, 8);
  private final AtomicInteger busy = new AtomicInteger();

  /** Workers that do not sleep. */
  private final AtomicInteger awake = new AtomicInteger();

  /** By whichever worker: the database is away for all of them. */
  private final AtomicBoolean outageTold = new AtomicBoolean();

  private final List<Worker> running = new CopyOnWriteArrayList<>();
  private final Lookout lookout;

  public Workers(TurnQueue queue, JobHandler handler, int defaultCount) {
    this.queue = queue;
    this.handler = handler;
    this.wanted = defaultCount;
    this.lookout = new Lookout("lookout-" + node, this::wakeOneIdle);
  }

  /** Starts what is missing to the configured number of workers and returns how many run. */
  public synchronized int start() {
    running.removeIf(Worker::isDone);
    while (running.size() < wanted) {
      running.add(new Worker(node + "-" + started++));
    }
    lookout.start();
    return running.size();
  }

  /**
   * Has another number of workers from now on. Surplus ones end after the turns they have in hand;
   * where the workers are stopped, the number counts from the next start.
   */
  public synchronized void resize(int count) {
    wanted = Math.max(1, count);
    if (!running.isEmpty()) {
      List<Worker> surplus = running.stream().skip(wanted).toList();
      surplus.forEach(Worker::askToStop);
      surplus.forEach(Worker::awaitEnd);
      running.removeAll(surplus);
      start();
    }
  }

  /** How many are to run. */
  public int wanted() {
    return wanted;
  }

  /** Stops all workers after the turns each has in hand. No job is lost by it. */
  public synchronized void stop() {
    lookout.stop();
    running.forEach(Worker::askToStop);
    running.forEach(Worker::awaitEnd);
    running.clear();
  }

  /** Workers that are alive. */
  public int count() {
    return (int) running.stream().filter(worker -> !worker.isDone()).count();
  }

  /** Workers with turns in hand. */
  public int busy() {
    return busy.get();
  }

  private void wakeOneIdle() {
    if (busy.get() < running.size()) {
      queue.wake();
    }
  }

  @Override
  public void close() {
    stop();
  }

  private final class Worker {
    private final String owner;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Thread thread;

    Worker(String owner) {
      this.owner = owner;
      this.thread = Thread.ofVirtual().name("worker-" + owner).start(this::loop);
    }

    void askToStop() {
      stopping.set(true);
      queue.wake();
    }

    void awaitEnd() {
      try {
        while (!thread.join(Duration.ofMillis(100))) {
          queue.wake();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    boolean isDone() {
      return !thread.isAlive();
    }

    private void loop() {
      awake.incrementAndGet();
      try {
        takeWork();
      } finally {
        awake.decrementAndGet();
      }
    }

    private void takeWork() {
      boolean leftLeases = false;
      while (!stopping.get()) {
        try {
          if (leftLeases) {
            queue.release(owner);
            leftLeases = false;
          }
          List<Job> jobs = queue.claim(owner, LEASE, HEADS);
          outageTold.set(false);
          if (!jobs.isEmpty()) {
            work(jobs);
          }
          if (jobs.isEmpty() || (jobs.size() < HEADS && queue.claimsAll())) {
            sleep();
          }
        } catch (InterruptedException e) {
          return;
        } catch (RuntimeException e) {
          leftLeases = true;
          LOG.log(
              isOutage(e) && outageTold.getAndSet(true) ? Level.DEBUG : Level.WARNING,
              "A worker could not reach the queue and pauses: {0}",
              e.toString());
          pause();
        }
      }
    }

    private void sleep() throws InterruptedException {
      awake.decrementAndGet();
      try {
        queue.awaitWork(LONGEST_SLEEP, () -> awake.get() > 0);
      } finally {
        awake.incrementAndGet();
      }
    }

    private void work(List<Job> jobs) {
      lookout.worked();
      busy.incrementAndGet();
      try {
        tryTogether(jobs);
      } finally {
        busy.decrementAndGet();
      }
    }

    private void tryTogether(List<Job> jobs) {
      try {
        handler.process(jobs, owner, BATCH);
      } catch (RuntimeException e) {
        requireReachable(e);
        jobs.forEach(this::tryAlone);
      } catch (StackOverflowError | OutOfMemoryError e) {
        jobs.forEach(this::tryAlone);
      }
    }

    private void tryAlone(Job job) {
      try {
        handler.process(List.of(job), owner, 1);
      } catch (RuntimeException e) {
        requireReachable(e);
        handler.failed(job, owner, e);
      } catch (StackOverflowError | OutOfMemoryError e) {
        // One monstrous turn must not end the workers, one after the other.
        handler.failed(job, owner, new IllegalStateException(e.getClass().getSimpleName()));
      }
    }

    /** While the database is away no turn is to blame: the jobs are let go when it is back. */
    private void requireReachable(RuntimeException e) {
      if (isOutage(e)) {
        throw e;
      }
    }

    private static boolean isOutage(RuntimeException e) {
      return e instanceof DatabaseException failure && failure.isOutage();
    }

    private void pause() {
      try {
        Thread.sleep(PAUSE_AFTER_ERROR);
      } catch (InterruptedException e) {
        stopping.set(true);
      }
    }
  }
}
