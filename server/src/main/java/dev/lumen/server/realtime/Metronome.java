package dev.lumen.server.realtime;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Ticks while there is somebody to tick for, and waits without a stir while there is nobody: a
 * server that nobody uses is to take next to nothing.
 */
public final class Metronome implements AutoCloseable {
  private final Duration tick;
  private final BooleanSupplier anybody;
  private final Runnable work;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean still;
  private boolean closed;

  private Metronome(Duration tick, BooleanSupplier anybody, Runnable work) {
    this.tick = tick;
    this.anybody = anybody;
    this.work = work;
  }

  /**
   * Starts one.
   *
   * @param anybody whether there is somebody; whoever makes that true calls {@link #wake} after it
   * @param work what is done each time; it throws nothing
   */
  public static Metronome start(
      String name, Duration tick, BooleanSupplier anybody, Runnable work) {
    Metronome metronome = new Metronome(tick, anybody, work);
    Thread.ofVirtual().name(name).start(metronome::run);
    return metronome;
  }

  /** Somebody came. */
  public void wake() {
    lock.lock();
    try {
      if (still) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (awaitTick()) {
        work.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns after one tick with somebody there; false when it is over. */
  private boolean awaitTick() throws InterruptedException {
    lock.lock();
    try {
      still = true;
      while (!closed && !anybody.getAsBoolean()) {
        changed.await();
      }
      still = false;
      long left = tick.toNanos();
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** No tick begins after this. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }
}
